import type { Instant, Recipient, TagValue } from "../envelope/envelope.ts";

/** How a check went, as whoever opened the link chose it. */
export type Outcome = "pass" | "fail";

/**
 * A PDF that somebody attached at one of their tags; its bytes lie in the document store under their SHA-256 (hex). Who
 * signs by the control has none: null, and the completion pack makes up a page.
 */
export interface Attachment {
  /** The tag's position, from 0. */
  readonly tag: number;
  readonly name: string;
  readonly sha256: string | null;
}

/** What a person has done by their link so far: a value of plain JSON. */
export interface SigningProgress {
  /** When the documents were shown for the first time. */
  readonly viewedAt: Instant | null;
  /** The one-time password sent last, and how often a wrong one was given since. */
  readonly code: { readonly sentAt: Instant; readonly wrong: number } | null;
  /** How many one-time passwords were sent since the link began to work. */
  readonly codesSent: number;
  readonly phoneVerifiedAt: Instant | null;
  /** When the scan with the Yoti app (sign-auth) passed. */
  readonly appVerifiedAt: Instant | null;
  /** The identity check: sessions begun, the last one's outcome, and what the documents say, by field. */
  readonly identity: {
    readonly sessions: number;
    readonly outcome: Outcome;
    readonly fields: Readonly<Record<string, string>>;
  } | null;
  readonly age: Outcome | null;
  readonly attachments: readonly Attachment[];
  /** What was submitted last, one value per tag. */
  readonly draft: readonly TagValue[] | null;
  /** When it was; null while the person has yet to fill in something. */
  readonly submittedAt: Instant | null;
}

/** Nothing done yet. */
export const noProgress: SigningProgress = {
  viewedAt: null,
  code: null,
  codesSent: 0,
  phoneVerifiedAt: null,
  appVerifiedAt: null,
  identity: null,
  age: null,
  attachments: [],
  draft: null,
  submittedAt: null,
};

/** A recipient who is further on. */
export const progressed = (recipient: Recipient, further: Partial<SigningProgress>): Recipient => ({
  ...recipient,
  progress: { ...recipient.progress, ...further },
});
