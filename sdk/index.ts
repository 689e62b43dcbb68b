export type {
  DocumentInputs,
  EnvelopeInputs,
  EnvelopeSettings,
  RecipientInputs,
  TagInputs,
} from "../schema/envelope-inputs.ts";
export type { DocumentState, EnvelopeStatus, RecipientState } from "../schema/envelope-state.ts";
export { Envelope } from "./resources/envelope.ts";
export type { DocumentArgs, EnvelopeArgs } from "./resources/envelope-args.ts";
