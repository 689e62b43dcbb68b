import { type EnvelopeReport, envelopeReport, type KnownEnvelope } from "./envelope-report.ts";

/** What `status --json` prints. What is not known is null, times are ISO 8601. */
export interface StatusReport {
  stack: string | null;
  /** Whose word it is: the service's, asked now, or Pulumi's state's. */
  source: "service" | "state";
  /** The moment it describes: when the service was asked, by its clock, or when the state was last written. */
  asOf: string | null;
  /** The service's address; null where it was not asked. */
  host: string | null;
  /** Why the service was not asked; null where it was. */
  notAsked: string | null;
  /** Whether any envelope needs a person. */
  needsPerson: boolean;
  envelopes: EnvelopeReport[];
}

/** What is known of a stack, before it is judged. */
export interface KnownStack {
  stack: string | undefined;
  host: string | undefined;
  notAsked: string | undefined;
  asOf: string | undefined;
  envelopes: readonly KnownEnvelope[];
}

/**
 * What there is to say about a stack's envelopes.
 *
 * @param now milliseconds since 1970, by which links expire
 * @param people whether names and e-mail addresses are part of it
 */
export function statusReport(known: KnownStack, now: number, people: boolean): StatusReport {
  const envelopes = known.envelopes.map((envelope) => envelopeReport(envelope, now, people));
  return {
    stack: known.stack ?? null,
    source: known.notAsked === undefined ? "service" : "state",
    asOf: known.asOf ?? null,
    host: known.host ?? null,
    notAsked: known.notAsked ?? null,
    needsPerson: envelopes.some(({ needsPerson }) => needsPerson.length > 0),
    envelopes,
  };
}
