import type { DisplayedBox } from "../displayed.ts";

/** What an anchor becomes: the service's types of tags, by the letters that anchors have for them. */
export const ANCHOR_TYPES = {
  S: "signature",
  T: "text_field",
  CB: "checkbox_field",
  DS: "date_signed_field",
  RG: "radio_field",
  A: "attachment",
  IN: "initials",
} as const;

/** The type of tag that an anchor becomes. */
export type AnchorType = (typeof ANCHOR_TYPES)[keyof typeof ANCHOR_TYPES];

/** A mark such as `|S1SR|` in a document, which auto-tagging turns into a tag. */
export interface Anchor {
  /** As written, without its JSON. */
  readonly text: string;
  /** From 1. */
  readonly pageNumber: number;
  /** Where it is displayed. */
  readonly box: DisplayedBox;
  /** S, T, L, A, G or C. */
  readonly roleLetter: string;
  /** Which of the recipients with that role, 1 to 30. */
  readonly number: number;
  /** What the recipient's `role` must read: "Signer 1". */
  readonly role: string;
  readonly type: AnchorType;
  /** The number of the group, of a radio button that has one. */
  readonly group?: number;
  readonly required: boolean;
  /** The JSON of a text anchor: `nm` name, `ph` placeholder, `pf` prefilled value. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Why auto-tagging would not do what is meant. */
export type AnchorIssueCode =
  | "missing-header"
  | "header-not-on-first-page"
  | "wrong-role-letter"
  | "number-out-of-range"
  | "unknown-type"
  | "split"
  | "bad-json"
  | "optional-date"
  | "role-without-anchors"
  | "anchors-without-recipient";

/** One thing that is wrong with the anchors of an envelope's documents. */
export interface AnchorIssue {
  readonly code: AnchorIssueCode;
  /** The position of the document among those judged; undefined when the issue is about a recipient. */
  readonly document?: number;
  /** From 1; undefined when the issue is about a whole document or a recipient. */
  readonly pageNumber?: number;
  /** The anchor as written, without its JSON. */
  readonly text?: string;
  /** The position of the role among those judged; undefined when the issue is about a document. */
  readonly role?: number;
  /** What is wrong and what to do about it. */
  readonly message: string;
}

/** What auto-tagging would find in a PDF. */
export interface AnchorReading {
  /** The pages with the header `|AT|`, in order; from 1. */
  readonly headerPages: readonly number[];
  readonly anchors: readonly Anchor[];
  /** What looks like an anchor and would not be read as one. */
  readonly issues: readonly AnchorIssue[];
}
