export type {
  DocumentInputs,
  EnvelopeInputs,
  EnvelopeSettings,
  RecipientInputs,
  TagInputs,
} from "../schema/envelope-inputs.ts";
export type { DocumentState, EnvelopeStatus, RecipientState } from "../schema/envelope-state.ts";
export {
  envelopeArgsFromFile,
  type OptionsFileArgs,
  type OptionsFileSettings,
} from "./options-file/envelope-args-from-file.ts";
export { OptionsFileError, type OptionsFileProblem } from "./options-file/options-file-error.ts";
export { Envelope } from "./resources/envelope.ts";
export type { DocumentArgs, EnvelopeArgs } from "./resources/envelope-args.ts";
