export type { EmulatedEnvelope, EmulatedRecipient } from "./control/emulated-envelope.ts";
export type {
  EmulatorControl,
  IdvCommand,
  RecipientChoice,
  SentEmail,
  SentText,
  SignCommand,
} from "./control/emulator-control.ts";
export type { FaultControl } from "./control/fault-control.ts";
export type { SnapshotControl } from "./control/snapshot-control.ts";
export type { TimeControl } from "./control/time-control.ts";
export type { SentWebhook, SentWebhookAttempt, WebhookControl } from "./control/webhook-control.ts";
export { Refusal } from "./envelope/refusal.ts";
export type {
  CallAction,
  CreationAction,
  Fault,
  FaultAction,
  PlannedFault,
  WebhookAction,
} from "./faults/fault.ts";
export type { Operation } from "./faults/operation.ts";
export { type FaultPlanFile, readFaultPlan } from "./faults/read-faults.ts";
export type { Snapshot } from "./snapshot/snapshot.ts";
export { type Emulator, type EmulatorOptions, startEmulator } from "./start-emulator.ts";
