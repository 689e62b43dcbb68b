import type { Owner } from "./owner.ts";

/**
 * Why a sending needs no further care: the service refused it, it errored, the envelope was withdrawn or removed, or
 * another envelope stands for its resource now.
 */
export type Ending =
  | "refused"
  | "errored"
  | "archived"
  | "deleted"
  | "superseded"
  | "missing"
  | "completed"
  | "displaced";

/** One attempt to send an envelope. Digests only: the journal holds nothing about a person. */
export interface Sending extends Owner {
  id: number;
  identity: string;
  /** How many sendings of this identity came before; tells people which one is meant, and never repeats. */
  generation: number;
  host: string;
  account: string;
  fingerprint: string;
  /** Digest of what the service's own answers tell about the envelope, to recognise it by. */
  shape: string;
  intentAt: string;
  /** Since when it is known that no answer comes; null: none did so far, or the run was cut off. */
  doubtSince: string | null;
  /** Null: no answer was seen, so nobody knows whether the service accepted it. */
  envelopeId: string | null;
  ending: Ending | null;
}
