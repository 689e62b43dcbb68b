import type { WireEnvelopeSummary } from "../../schema/generated/wire.ts";
import type { Issue } from "../../schema/issue.ts";
import { envelopeSummaryIssues } from "../../schema/validate.ts";
import { readJson } from "./answer.ts";
import { jsonBody } from "./body.ts";
import { normalStatus } from "./envelope-status.ts";
import type { CallOptions, Http } from "./http.ts";

/** The reference gives no limit; this many ids are 4 kB. */
const batchSize = 100;

/** Endpoint 12: `POST /v2/organisations/envelopes/find`, in batches. */
export async function findEnvelopes(
  http: Http,
  ids: readonly string[],
  call: CallOptions,
): Promise<WireEnvelopeSummary[]> {
  const distinct = [...new Set(ids)];
  const found: WireEnvelopeSummary[] = [];
  for (let start = 0; start < distinct.length; start += batchSize) {
    const body = jsonBody({ envelope_ids: distinct.slice(start, start + batchSize) });
    const request = { operation: "findEnvelopes", path: "/v2/organisations/envelopes/find", body } as const;
    const answer = await http.send(request, (answer) => readJson<EnvelopeList>(answer, listIssues), call);
    found.push(...answer.envelopes.map(normalSummary));
  }
  return found;
}

/** What find and search answer; find without `total`. */
export interface EnvelopeList {
  envelopes: WireEnvelopeSummary[];
  total?: number;
}

/** Everything that is wrong with an {@link EnvelopeList}. */
export function listIssues(value: unknown): Issue[] {
  const { envelopes, total } = (value ?? {}) as { envelopes?: unknown; total?: unknown };
  if (!Array.isArray(envelopes)) return [{ path: ["envelopes"], message: "is missing or no list" }];
  const entries = envelopes.flatMap((entry, index) =>
    envelopeSummaryIssues(entry).map(({ path, message }) => ({
      path: ["envelopes", index, ...path],
      message,
    })),
  );
  if (total === undefined || (Number.isInteger(total) && (total as number) >= 0)) return entries;
  return [...entries, { path: ["total"], message: "is no whole number" }];
}

/** A summary whose status has one spelling. */
export const normalSummary = (summary: WireEnvelopeSummary): WireEnvelopeSummary => ({
  ...summary,
  status: normalStatus(summary.status),
});
