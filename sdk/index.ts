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
export type { Corner, CornerPlace, Place, PlaceUnit, Side, TextPlace } from "../schema/place.ts";
export { EmbeddedEnvelope } from "./resources/embedded-envelope.ts";
export { Envelope } from "./resources/envelope.ts";
export type { DocumentArgs, EmbeddedEnvelopeArgs, EnvelopeArgs } from "./resources/envelope-args.ts";
