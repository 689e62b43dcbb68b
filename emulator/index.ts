export type { EmulatedEnvelope, EmulatedRecipient } from "./control/emulated-envelope.ts";
export type {
  EmulatorControl,
  IdvCommand,
  RecipientChoice,
  SentEmail,
  SentText,
  SentWebhook,
  SignCommand,
} from "./control/emulator-control.ts";
export { Refusal } from "./envelope/refusal.ts";
export type { Fault, FaultAction } from "./faults/fault.ts";
export type { Operation } from "./faults/operation.ts";
export { type Emulator, type EmulatorOptions, startEmulator } from "./start-emulator.ts";
