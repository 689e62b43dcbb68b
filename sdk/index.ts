export type {
  BrandingInputs,
  DocumentInputs,
  DocumentReference,
  EmailsInputs,
  EmbeddedEnvelopeInputs,
  EnvelopeInputs,
  EnvelopeSettings,
  RecipientInputs,
  TagInputs,
} from "../schema/envelope-inputs.ts";
export type { DocumentState, EnvelopeStatus, RecipientState } from "../schema/envelope-state.ts";
export type { IdvSessionConfigInputs } from "../schema/idv-session-config-inputs.ts";
export type { IdvSessionConfigStatus } from "../schema/idv-session-config-state.ts";
export type { Corner, CornerPlace, Place, PlaceUnit, Side, TextPlace } from "../schema/place.ts";
export type { PackState, SignedDocumentsStatus } from "../schema/signed-documents-state.ts";
export { type FindEnvelopesArgs, findEnvelopes } from "./functions/find-envelopes.ts";
export type { FoundEnvelope } from "./functions/found-envelope.ts";
export { type GetEnvelopeArgs, getEnvelope } from "./functions/get-envelope.ts";
export type {
  ReadEnvelope,
  ReadFile,
  ReadFileError,
  ReadRecipient,
  ReadStatus,
  ReadTag,
} from "./functions/read-envelope.ts";
export type { ReadingArgs } from "./functions/reading.ts";
export { type SearchEnvelopesArgs, searchEnvelopes } from "./functions/search-envelopes.ts";
export { envelopeArgsFromFile, type OptionsFileSettings } from "./options-file/envelope-args-from-file.ts";
export { OptionsFileError, type OptionsFileProblem } from "./options-file/options-file-error.ts";

export { EmbeddedEnvelope } from "./resources/embedded-envelope.ts";
export { Envelope } from "./resources/envelope.ts";
export type { DocumentArgs, EmbeddedEnvelopeArgs, EnvelopeArgs } from "./resources/envelope-args.ts";
export { IdvSessionConfig } from "./resources/idv-session-config.ts";
export type { IdvSessionConfigArgs } from "./resources/idv-session-config-args.ts";
export { SignedDocuments, type SignedFile } from "./resources/signed-documents.ts";
export type { SignedDocumentsArgs } from "./resources/signed-documents-args.ts";
