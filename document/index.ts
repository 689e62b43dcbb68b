export { DocumentError, type DocumentErrorCode, type KnownFacts, withoutControls } from "./document-error.ts";
export type { Box, DocumentFacts, DocumentKind, PageFacts, Rotation } from "./document-facts.ts";
export { DocumentReader, type DocumentReaderOptions } from "./document-reader.ts";
export { type InspectOptions, inspectDocument } from "./inspect-document.ts";
export { MAX_DOCUMENT_BYTES } from "./load-document.ts";
