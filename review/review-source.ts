import type { Report } from "../policy/formats/report.ts";
import type { Effect } from "../schema/effect.ts";
import type { EnvelopeStatus, RecipientState } from "../schema/envelope-state.ts";
import type { Declaration } from "../schema/wire-options.ts";
import type { Review } from "./review.ts";

/** What a review is made from: all that the provider, Pulumi, Git and the documents' files told the caller. */
export interface ReviewSource
  extends Pick<
    Review,
    "version" | "project" | "stack" | "environment" | "at" | "change" | "failure" | "others"
  > {
  /** In any order. */
  envelopes: readonly EnvelopeSource[];
  policy?: Report;
  /** What was found in documents, by SHA-256. */
  documents: ReadonlyMap<string, DocumentSource>;
}

/** What Pulumi is going to do with an envelope's resource. */
export type PlannedOperation = "create" | "replace" | "update" | "delete" | "same";

/** What is known of one envelope. */
export interface EnvelopeSource {
  /** The resource's URN. */
  identity: string;
  /** Absent: the preview did not get as far. */
  operation?: PlannedOperation;
  /** As check left it, of any validity; absent: it is no longer declared. */
  declared?: Declaration;
  /** The inputs of the last run. */
  before?: Declaration;
  sent?: SentSource;
  /** Why the provider would refuse it. */
  issues: readonly string[];
  /** Places whose values are known only when the program runs. */
  unknown: readonly string[];
  /** What the provider says it would do; absent: nothing that people notice, or nobody can tell yet. */
  effect?: Effect;
  /** Pulumi only forgets it (`retainOnDelete`). */
  isRetained?: true;
  /** Withdrawing it is approved although there are signatures (`yotisign:withdraw`). */
  mayWithdraw?: true;
}

/** What the state says of an envelope. */
export interface SentSource {
  envelopeId: string;
  status: EnvelopeStatus;
  /** When it was sent, ISO 8601; empty: not known. */
  at: string;
  signatures: number;
  recipients: readonly RecipientState[];
  onDelete?: "archive" | "delete" | "retain";
  /** As which of the stack's accounts; absent: its own. */
  accountName?: string;
  completedAt?: string | null;
  archivedAt?: string | null;
  errors?: readonly string[];
}

/** What was found in a document. */
export interface DocumentSource {
  /** Of a PDF, as displayed. */
  pages?: readonly { widthPt: number; heightPt: number }[];
  text?: string;
  /** Why there is no text. */
  whyNoText?: string;
}
