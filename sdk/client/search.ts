import type { WireEnvelopeSummary } from "../../schema/generated/wire.ts";
import { readJson } from "./answer.ts";
import type { EnvelopeStatus } from "./envelope-status.ts";
import { ResponseError, ValidationError } from "./errors.ts";
import { type EnvelopeList, listIssues, normalSummary } from "./find.ts";
import type { CallOptions, Http, HttpAnswer } from "./http.ts";

/** Which envelopes to list. */
export interface EnvelopeSearch {
  /** Created on this day (of UTC) or later. Default: the service's, three months back. */
  fromDate?: Date;
  /** Created before this day (of UTC) begins. Default: the service's, tomorrow. */
  toDate?: Date;
  /** Default: all. */
  statuses?: readonly EnvelopeStatus[];
}

const pageSize = 100;
const maxSweeps = 3;

/**
 * Endpoint 13: `GET /v2/organisations/envelopes/search`. When fewer envelopes came than there were at any moment by the
 * service's count (some are created or removed meanwhile, or {@link pages} guessed wrong), it reads the list again.
 */
export async function* searchEnvelopes(
  http: Http,
  search: EnvelopeSearch,
  call: CallOptions,
): AsyncGenerator<WireEnvelopeSummary, void, undefined> {
  const query = queryOf(search);
  const seen = new Set<string>();
  for (let sweep = 1; ; sweep++) {
    let last: Page | undefined;
    for await (const page of pages(http, query, sweep < maxSweeps, call)) {
      last = page;
      for (const envelope of page.fresh) {
        if (seen.has(envelope.envelope_id)) continue;
        seen.add(envelope.envelope_id);
        yield envelope;
      }
    }
    if (!last || last.listed >= last.most) return;
    if (sweep === maxSweeps) throw last.incomplete();
  }
}

/** One answer of the service. */
interface Page {
  /** The envelopes that no earlier page had. */
  fresh: WireEnvelopeSummary[];
  /** How many different envelopes there were up to now. */
  listed: number;
  /** The most there were by the service's count up to now; 0 where it does not count. */
  most: number;
  incomplete: () => ResponseError;
}

/**
 * The whole list once. The reference says of `offset` only that it is 1 by default, so it may count pages or envelopes.
 * The second request asks for offset 2 in any case: an answer that mostly repeats the first one means envelopes.
 *
 * @param guess false: go up by one each time, which leaves nothing out under either meaning
 */
async function* pages(
  http: Http,
  query: URLSearchParams,
  guess: boolean,
  call: CallOptions,
): AsyncGenerator<Page> {
  const ids = new Set<string>();
  let countsEnvelopes = false;
  let most = 0;
  for (let offset = 1; ; ) {
    const { envelopes, total, incomplete } = await readPage(http, query, offset, call);
    const fresh = envelopes.filter(({ envelope_id }) => !ids.has(envelope_id));
    for (const { envelope_id } of fresh) ids.add(envelope_id);
    most = Math.max(most, total ?? 0);
    yield { fresh, listed: ids.size, most, incomplete: () => incomplete(ids.size) };
    if (fresh.length === 0 || (total !== undefined && ids.size >= most)) return;
    if (guess && offset === 2) countsEnvelopes = fresh.length <= envelopes.length / 2;
    offset += countsEnvelopes ? envelopes.length : 1;
  }
}

async function readPage(http: Http, query: URLSearchParams, offset: number, call: CallOptions) {
  query.set("offset", String(offset));
  const request = {
    operation: "searchEnvelopes",
    path: `/v2/organisations/envelopes/search?${query}`,
  } as const;
  const read = async (answer: HttpAnswer) => {
    const { envelopes, total } = await readJson<EnvelopeList>(answer, listIssues);
    const incomplete = (listed: number) =>
      new ResponseError(
        answer.request,
        answer.status,
        `listed ${listed} envelopes of ${total}, however often asked`,
      );
    return { envelopes: envelopes.map(normalSummary), total, incomplete };
  };
  return await http.send(request, read, call);
}

function queryOf({ fromDate, toDate, statuses }: EnvelopeSearch): URLSearchParams {
  const query = new URLSearchParams({ limit: String(pageSize) });
  if (fromDate) query.set("from_date", dayOf(fromDate, "fromDate"));
  if (toDate) query.set("to_date", dayOf(toDate, "toDate"));
  // Lower case, as in the reference's examples.
  for (const status of statuses ?? []) query.append("status[]", status.toLowerCase());
  return query;
}

function dayOf(date: Date, name: string): string {
  if (!Number.isNaN(date.getTime())) return date.toISOString().slice(0, 10);
  throw new ValidationError("The search cannot be made", [{ path: [name], message: "is not a valid date" }]);
}
