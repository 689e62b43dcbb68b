import type { EnvelopeStatus, TagValue } from "../envelope/envelope.ts";
import type { EnvelopeOptions, TagOptions, TagType } from "../envelope/options.ts";
import type { FormRule } from "./rule-effects.ts";
import type { Stage } from "./stage.ts";

/** A page's size as it is displayed, in points. */
export interface PageSize {
  readonly widthPt: number;
  readonly heightPt: number;
}

/** A file as its reader sees it; a Word file has no pages before it is laid out. */
export interface ViewedFile {
  readonly id: string;
  readonly name: string;
  readonly kind: "pdf" | "word";
  readonly pages: readonly PageSize[];
}

/** A tag as its person sees it; `x`, `y` and `width` are fractions of the displayed page, from its top left. */
export interface ViewedTag {
  /** Its position among the person's tags, from 0: its name in `values`. */
  readonly index: number;
  readonly name?: string;
  readonly type: TagType;
  readonly fileId: string;
  /** Counted from 1. */
  readonly pageNumber: number;
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  /** As it was declared; what holds now is `required`. */
  readonly optional: boolean;
  readonly readonly: boolean;
  /** Whether the service fills it in: dates, and merge fields that the identity check answers. */
  readonly automatic: boolean;
  readonly group?: string;
  /** Whether the group, as it stands, may be left without a value. */
  readonly groupOptional?: boolean;
  readonly prefilled?: string;
  readonly helpText?: string;
  readonly validation?: TagOptions["validation"];
  /** Where a PDF is attached: its size in bytes. */
  readonly attachedBytes?: number;
  /** What it holds at present: what was submitted, else what was there before; null for nothing. */
  readonly value: TagValue;
  readonly shown: boolean;
  /** Whether it has to be filled in now; of a group, at least one tag has to, and of radio buttons exactly one. */
  readonly required: boolean;
}

/** A tag that somebody else has filled in. */
export interface FilledTag extends Pick<ViewedTag, "type" | "fileId" | "pageNumber" | "x" | "y" | "width"> {
  readonly value: string | boolean;
  /** The name of who did. */
  readonly by: string;
}

/** What somebody who opens a signing link is shown. */
export interface SigningView {
  readonly stage: Stage;
  /** Why nothing can be done, where that is not the stage's own meaning: a sentence. */
  readonly reason?: string;
  readonly envelope: {
    readonly id: string;
    readonly name: string;
    readonly message: string | null;
    readonly status: EnvelopeStatus;
    /** The sender's shown name, or the account's. */
    readonly sender: string;
    readonly completedAt: string | null;
    readonly embedded: boolean;
  };
  readonly recipient: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly role: string | null;
    readonly type: "SIGNER" | "WITNESS";
    /** Of a witness: the name of the signer who is watched. */
    readonly signsFor?: string;
    /** Of their dates. */
    readonly timeZone: string;
  };
  /** When the link stops working, in ISO 8601; null while it does not work yet. */
  readonly expiresAt: string | null;
  readonly branding?: EnvelopeOptions["branding"];
  readonly redirectUrls?: EnvelopeOptions["parent_redirect_urls"];
  /** Empty, as `tags` and `rules`, while the documents are not shown. */
  readonly files: readonly ViewedFile[];
  readonly tags: readonly ViewedTag[];
  /** What those who have signed put into these files. */
  readonly others: readonly FilledTag[];
  /**
   * What changes with the values; `shown` and `required` of the tags hold for the present ones. Rules of earlier signers
   * are here without conditions, which means that they hold.
   */
  readonly rules: readonly FormRule[];
  /** Where a witness was asked for; null until they are named, and have signed. */
  readonly witness?: {
    readonly name: string | null;
    readonly email: string | null;
    readonly signedAt: string | null;
  };
  readonly otp?: {
    /** The phone's last digits, as in ••••0123. */
    readonly sentTo: string;
    readonly triesLeft: number;
    readonly resendsLeft: number;
    readonly expiresAt: string | null;
  };
  readonly identity?: {
    /** A scan with the Yoti app (sign-auth), or a check of identity documents. */
    readonly kind: "yoti-app" | "idv";
    readonly sessionConfigName: string | null;
    /** How often it can still be tried; null: as often as wanted. */
    readonly sessionsLeft: number | null;
    readonly lastOutcome: "pass" | "fail" | null;
  };
}
