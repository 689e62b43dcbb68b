export type { PictureUrl } from "./formats/markdown-envelopes.ts";
export { reviewJson } from "./formats/review-json.ts";
export { type MarkdownOptions, maxCommentCharacters, reviewMarkdown } from "./formats/review-markdown.ts";
export { reviewText } from "./formats/review-text.ts";
export type {
  DrawnTag,
  FieldChange,
  MailKind,
  Mask,
  Review,
  ReviewAction,
  ReviewedChange,
  ReviewedDocument,
  ReviewedDrift,
  ReviewedEmail,
  ReviewedEnvelope,
  ReviewedRecipient,
  ReviewVerdict,
  TaggedPage,
} from "./review.ts";
export { effectsIn, reviewOf } from "./review-of.ts";
export type {
  DocumentSource,
  EnvelopeSource,
  PlannedOperation,
  ReviewSource,
  SentSource,
} from "./review-source.ts";
export { envelopeSources, otherChanges } from "./run/envelope-sources.ts";
export type { ResourceState, ReviewedRun, RunEntry, RunStep } from "./run/reviewed-run.ts";
export type { TextChange } from "./text-change.ts";
