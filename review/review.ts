import type { Report } from "../policy/formats/report.ts";
import type { Effect } from "../schema/effect.ts";
import type { EnvelopeStatus } from "../schema/envelope-state.ts";
import type { TextChange } from "./text-change.ts";

/**
 * What a change of a stack means for people, before it happens: one model, which every renderer shows. All of it is
 * plain JSON.
 */
export interface Review {
  /** The release of the package that made it. */
  version: string;
  project?: string;
  stack?: string;
  /** `production`, `sandbox`, or the service's URL; absent: the stack does not say. */
  environment?: string;
  /** When it was made, ISO 8601. */
  at: string;
  change: ReviewedChange;
  /** How much of names, e-mail addresses and phone numbers is left in it. */
  mask: Mask;
  verdict: ReviewVerdict;
  /** Why there is no plan, in Pulumi's own words without anything about people; with verdict `failed` alone. */
  failure?: string;
  /** Who will be e-mailed by this change and what: in the order of {@link MailKind}, then of the envelopes. */
  emails: ReviewedEmail[];
  /** Signatures that were given and would be lost. */
  lostSignatures: { resource: string; envelopeId: string; signatures: number }[];
  /** All envelopes of the stack, those that something happens to first, then by resource name. */
  envelopes: ReviewedEnvelope[];
  /** What happened at the service since the last run, or will have by a date: signed, archived, expired. */
  drift: ReviewedDrift[];
  /** Other resources of the stack that change. */
  others: { operation: string; type: string; name: string }[];
  /** What the stack's policy says; absent: the preview failed. */
  policy?: Report;
  /** What a pipeline may be held to. */
  effects: Effect[];
  /** Of the effects together: what was reviewed. */
  fingerprint: string;
}

/**
 * - `nothing-to-do`: nobody is e-mailed and nothing is withdrawn;
 * - `ready`: it would be done as it is shown;
 * - `refused`: the provider or the policy refuses some of it;
 * - `failed`: there is no plan.
 */
export type ReviewVerdict = "nothing-to-do" | "ready" | "refused" | "failed";

/**
 * - `none`: everything is shown;
 * - `partial`: initials and domains, `P** E******`, `p**@example.com`;
 * - `full`: keys and roles only; neither texts of documents nor pictures.
 */
export type Mask = "none" | "partial" | "full";

/** Which commits the review is about, as far as Git tells. */
export interface ReviewedChange {
  head?: string;
  base?: string;
  branch?: string;
  /** Whether there were changes that are in no commit. */
  isDirty?: boolean;
}

/** What happens to an envelope. `same`: nothing; `update`: something is recorded; `leave`: it leaves the state alone. */
export type ReviewAction =
  | "create"
  | "replace"
  | "reassign"
  | "withdraw"
  | "delete"
  | "adopt"
  | "update"
  | "leave"
  | "same";

/** `later`: an invitation that follows when an earlier sign group has signed. */
export type MailKind = "withdrawal" | "reassignment" | "invitation" | "copy" | "later";

/** One e-mail (or SMS) that this change causes. */
export interface ReviewedEmail {
  kind: MailKind;
  resource: string;
  /** The recipient's key. */
  recipient: string;
  name: string;
  email: string;
  signGroup?: number;
  /** `sms` where the invitation goes to a phone. */
  by: ("e-mail" | "sms")[];
}

export interface ReviewedEnvelope {
  resource: string;
  /** The resource's URN. */
  identity: string;
  action: ReviewAction;
  /** What the service has of it; absent: nothing yet. */
  sent?: { envelopeId: string; status: EnvelopeStatus; at: string; signatures: number };
  /** Its name, with the reference behind it where the stack has such; the e-mails' subject. */
  name: string;
  message?: string;
  documents: ReviewedDocument[];
  recipients: ReviewedRecipient[];
  /** Keys of those who sign together, by sign group in order. */
  signOrder: string[][];
  /** What differs from what was sent or declared before. */
  changes: FieldChange[];
  /** Why it would be refused. */
  issues: string[];
  /** Places whose values are known only when the program runs; such an envelope cannot be approved beforehand. */
  unknown: string[];
  /** Fingerprint of the request that is sent, or edited; absent where none is, or something is unknown or wrong. */
  fingerprint?: string;
}

export interface ReviewedRecipient {
  key: string;
  type: "SIGNER" | "CC";
  role?: string;
  name: string;
  email: string;
  phone?: string;
  /** From 1; absent for a CC. */
  signGroup?: number;
  /** How sure one may be who signs: e-mail only, one-time password, Yoti app, IDV, age; in words. */
  assurance: string;
  /** Life of the signing link in seconds, from the invitation. */
  linkSeconds?: number;
  /** ISO 8601, of one who was invited. */
  linkExpiresAt?: string;
  signStatus?: string;
  /** Tags to fill in, by type. */
  tags: Record<string, number>;
  witness?: true;
}

export interface ReviewedDocument {
  /** As signers see it. */
  name: string;
  /** Relative to the program's folder, with `/`. */
  path: string;
  kind: "pdf" | "docx" | "doc" | "unknown";
  sha256?: string;
  bytes?: number;
  /** Pages of a PDF; absent for a Word file. */
  pages?: number;
  /** Changed words of its text; absent where the document is as it was sent, or nothing was before. */
  text?: TextChange;
  /** Of a PDF: pages that have tags, or whose tags moved. */
  tagged: TaggedPage[];
}

/** A page with tags: where they land now, and where they did before if that differs. */
export interface TaggedPage {
  /** From 1. */
  pageNumber: number;
  /** The page as displayed, in points. */
  widthPt: number;
  heightPt: number;
  tags: DrawnTag[];
  /** Absent where nothing moved. */
  before?: DrawnTag[];
}

/** A tag as it lands on a page as displayed: points from the top left corner. */
export interface DrawnTag {
  /** The recipient's key; a witness's tag has `witness`. */
  recipient: string;
  witness?: true;
  type: string;
  xPt: number;
  yPt: number;
  widthPt: number;
  heightPt: number;
  optional?: true;
}

/** A field that differs. Values are texts for people; absent where there was none, or there is none any more. */
export interface FieldChange {
  /** As a program writes it: `recipients[1].email`. */
  path: string;
  before?: string;
  after?: string;
}

export interface ReviewedDrift {
  resource: string;
  envelopeId: string;
  /** One sentence, without names: `signed by Partner on 2026-03-02`. */
  what: string;
}
