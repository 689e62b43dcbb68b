import type { WireEnvelope } from "../../schema/generated/wire.ts";

/** Where an envelope stands. The service also writes `COMPLETED`, and some answers have lower case: not here. */
export type EnvelopeStatus = Exclude<WireEnvelope["status"], "COMPLETED">;

/** The one spelling of a status; one that is not documented stays what it is, in upper case. */
export function normalStatus(status: string): string {
  const upper = status.toUpperCase();
  return upper === "COMPLETED" ? "COMPLETE" : upper;
}
