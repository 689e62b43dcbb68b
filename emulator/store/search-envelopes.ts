import type { Envelope, EnvelopeStatus, Instant } from "../envelope/envelope.ts";
import { Refusal } from "../envelope/refusal.ts";

/** What a search asks for: created from `from` (included) to `to` (excluded), in one of `statuses` if any is named. */
export interface SearchQuery {
  readonly from: Instant;
  readonly to: Instant;
  readonly statuses: readonly EnvelopeStatus[];
  readonly offset: number;
  readonly limit: number;
}

/** One page of a search, and how many envelopes match in all. */
export interface SearchResult {
  readonly page: readonly Envelope[];
  readonly total: number;
}

/** The query string of `GET /v2/organisations/envelopes/search`, as Fastify parses it: repeated names become lists. */
export type QueryString = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Reads a search's query string (reference, endpoint 13). Days are in UTC.
 *
 * @throws Refusal 400 naming the parameter that is malformed
 */
export function readSearchQuery(query: QueryString, now: Instant): SearchQuery {
  return {
    from: dayOf(query.from_date, "from_date") ?? monthsBefore(now, 3),
    to: dayOf(query.to_date, "to_date") ?? startOfTomorrow(now),
    statuses: [query["status[]"] ?? [], query.status ?? []].flat().map(statusOf),
    offset: countOf(query.offset, "offset", 1),
    limit: countOf(query.limit, "limit", 10),
  };
}

/**
 * Finds envelopes, oldest first.
 *
 * @param offsetIs whether `offset` counts pages or envelopes, both from 1; the reference does not say
 */
export function searchEnvelopes(
  envelopes: Iterable<Envelope>,
  { from, to, statuses, offset, limit }: SearchQuery,
  offsetIs: "page" | "item",
): SearchResult {
  // A clock that can be injected can go back, so the order of creation is not the order of time. The sort is stable.
  const found = [...envelopes]
    .filter(
      ({ createdAt, status }) =>
        createdAt >= from && createdAt < to && (statuses.length === 0 || statuses.includes(status)),
    )
    .sort((a, b) => a.createdAt - b.createdAt);
  const start = offsetIs === "page" ? (offset - 1) * limit : offset - 1;
  return { page: found.slice(start, start + limit), total: found.length };
}

const malformed = (name: string, cure: string): Refusal =>
  new Refusal(400, "malformed_query", `The query parameter ${name} is malformed: ${cure}.`);

function dayOf(text: string | readonly string[] | undefined, name: string): Instant | undefined {
  if (text === undefined) return undefined;
  const day =
    typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text)
      ? Date.parse(`${text}T00:00:00Z`)
      : Number.NaN;
  // Date.parse takes 2026-02-30 for the 2nd of March.
  if (Number.isNaN(day) || !new Date(day).toISOString().startsWith(text as string))
    throw malformed(name, "write a day, as in 2026-01-31");
  return day;
}

function countOf(text: string | readonly string[] | undefined, name: string, otherwise: number): number {
  if (text === undefined) return otherwise;
  const count = typeof text === "string" && /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count < 1) throw malformed(name, "write a whole number from 1");
  return count;
}

function statusOf(text: string): EnvelopeStatus {
  const status = text.toUpperCase().replace(/^COMPLETED$/, "COMPLETE");
  if (!/^(QUEUED|ACTIVE|ERRORED|ARCHIVED|COMPLETE)$/.test(status))
    throw malformed("status[]", "write queued, active, errored, archived or complete");
  return status as EnvelopeStatus;
}

const dayMilliseconds = 86_400_000;

const startOfTomorrow = (now: Instant): Instant => now - (now % dayMilliseconds) + dayMilliseconds;

function monthsBefore(now: Instant, months: number): Instant {
  const day = new Date(now - (now % dayMilliseconds));
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, day.getUTCDate());
}
