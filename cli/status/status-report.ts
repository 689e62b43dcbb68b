import { type EnvelopeReport, envelopeReport } from "./envelope-report.ts";
import type { KnownStack } from "./known-stack.ts";

/** What `status --json` prints. What is not known is null, times are ISO 8601. */
export interface StatusReport {
  stack: string | null;
  /** Whose word it is: the service's, asked now, or Pulumi's state's. */
  source: "service" | "state";
  /** The moment it describes: now by the service's clock, or when the state was last written. */
  asOf: string | null;
  /** The service's address; null where it was not asked. */
  host: string | null;
  /** Why the service was not asked, or could not be; null where it was. */
  notAsked: string | null;
  /** Whether any envelope needs a person. */
  needsPerson: boolean;
  envelopes: EnvelopeReport[];
}

/** What there is to say about a stack's envelopes. @param people whether names and e-mail addresses are part of it */
export function statusReport(known: KnownStack, people: boolean): StatusReport {
  const { now, stack = null, source, asOf = null, host = null, notAsked = null } = known;
  const envelopes = known.envelopes.map((envelope) => envelopeReport(envelope, now, people));
  const needsPerson = envelopes.some(({ concerns }) => concerns.length > 0);
  return { stack, source, asOf, host, notAsked, needsPerson, envelopes };
}
