import "./heap-growth.ts";
import { envelopeProvider } from "./envelope-provider.ts";
import { idvSessionConfigProvider } from "./idv-session-config-provider.ts";
import type {
  EnvelopeProvider,
  IdvSessionConfigProvider,
  SignedDocumentsProvider,
} from "./resource-provider.ts";
import { Runtime } from "./runtime.ts";
import { signedDocumentsProvider } from "./signed-documents-provider.ts";

// Not from where they are made: what that is made of is nobody's to see, and newer than some programs' types of Node.js.
export type {
  EnvelopeProvider,
  IdvSessionConfigProvider,
  SignedDocumentsProvider,
} from "./resource-provider.ts";

/** What Pulumi's process shares between all resources of a run, of whatever kind: limits count them together. */
const runtime = new Runtime();

/**
 * What Pulumi loads for every envelope in every stack: its state says `require("pulumi-yotisign/provider").envelope`,
 * so neither this name nor this entry may ever change. That holds for the other kinds too.
 */
export const envelope: EnvelopeProvider = envelopeProvider(runtime);

/** What Pulumi loads for every embedded envelope: which kind an envelope is, its identity says. */
export const embeddedEnvelope: EnvelopeProvider = envelope;

/** What Pulumi loads for every session configuration for identity checks. */
export const idvSessionConfig: IdvSessionConfigProvider = idvSessionConfigProvider(runtime);

/** What Pulumi loads for the signed documents of every envelope. */
export const signedDocuments: SignedDocumentsProvider = signedDocumentsProvider(runtime);
