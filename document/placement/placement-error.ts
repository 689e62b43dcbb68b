/** All reasons for which a place is refused. */
export const PLACEMENT_ERROR_CODES = [
  "no-such-page",
  "word-file",
  "not-a-number",
  "not-a-text",
  "unknown-choice",
  "outside-page",
  "beyond-limit",
  "no-text",
  "text-not-found",
  "text-ambiguous",
  "no-such-occurrence",
] as const;

/** Why a place is refused. */
export type PlacementErrorCode = (typeof PLACEMENT_ERROR_CODES)[number];

/** A text that may be the one that was meant. */
export interface PlacementCandidate {
  readonly pageNumber: number;
  /** As the document spells it. */
  readonly text: string;
  /** Left edge in points, on the page as displayed. */
  readonly xPt: number;
  /** Top edge in points, on the page as displayed. */
  readonly yPt: number;
}

/** A tag cannot be placed as its place says; the message says why and what to do about it. */
export class PlacementError extends Error {
  override readonly name = "PlacementError";
  readonly code: PlacementErrorCode;
  /** The field of the place that is wrong; the caller knows where the place stands. The message goes on after it. */
  readonly field: string;
  /** Of texts that were not found or found more than once; at most five. */
  readonly candidates: readonly PlacementCandidate[];

  constructor(
    code: PlacementErrorCode,
    field: string,
    message: string,
    candidates: readonly PlacementCandidate[] = [],
  ) {
    super(message);
    this.code = code;
    this.field = field;
    this.candidates = candidates;
  }
}
