import type { Envelope, Instant, Recipient } from "../envelope/envelope.ts";

/** A link that somebody has opened: whose it is, and what signing by it depends on. */
export interface OpenedLink {
  readonly envelope: Envelope;
  /** Whose link it is: a signer, or a signer's witness. */
  readonly recipient: Recipient;
  readonly now: Instant;
  /** How many identity verification sessions the recipient may begin. */
  readonly sessionLimit: number;
  /** Where it was opened from. */
  readonly ip: string;
}
