export {
  type Corner,
  type CornerPlace,
  isTextPlace,
  type Place,
  type PlaceUnit,
  type Side,
  type TagPlace,
  type TextPlace,
} from "../schema/place.ts";
export type { Anchor, AnchorIssue, AnchorIssueCode, AnchorReading, AnchorType } from "./anchors/anchor.ts";
export { anchorIssues } from "./anchors/anchor-issues.ts";
export type { AnchorVariant } from "./anchors/anchor-roles.ts";
export { readAnchors } from "./anchors/read-anchors.ts";
export {
  boxToDisplayed,
  type DisplayedBox,
  type DisplayedPage,
  type DisplayedPoint,
  fromDisplayed,
  toDisplayed,
} from "./displayed.ts";
export { DocumentError, type DocumentErrorCode, type KnownFacts, withoutControls } from "./document-error.ts";
export type { Box, DocumentFacts, DocumentKind, PageFacts, Rotation } from "./document-facts.ts";
export { DocumentReader, type DocumentReaderOptions } from "./document-reader.ts";
export type { DocumentTraits, FontTraits, PageTraits } from "./document-traits.ts";
export { type InspectOptions, inspectDocument } from "./inspect-document.ts";
export { MAX_DOCUMENT_BYTES } from "./load-document.ts";
export { encodePng, isWholePng, type OpaquePixels, pngSize } from "./picture/encode-png.ts";
export { PageDrawer, type PageDrawerOptions } from "./picture/page-drawer.ts";
export { MAX_PIXELS, type PagePicture, type PictureRequest } from "./picture/page-picture.ts";
export { rendererVersion } from "./picture/renderer-version.ts";
export { placeTag } from "./placement/place-tag.ts";
export {
  type PlacementCandidate,
  PlacementError,
  type PlacementErrorCode,
} from "./placement/placement-error.ts";
export { MAX_FRACTION, type PageSize, tagPoint, tagPointInFile } from "./placement/tag-fractions.ts";
export type { DocText, DocumentText, DocxText, PdfText } from "./text/document-text.ts";
export { findText, type TextMatch } from "./text/find-text.ts";
export { linesOf, type PageText, pieceOf, type TextPiece, wordsOf } from "./text/page-text.ts";
