import "./young-generation.ts";
import { type EnvelopeProvider, envelopeProvider } from "./envelope-provider.ts";
import { type IdvSessionConfigProvider, idvSessionConfigProvider } from "./idv-session-config-provider.ts";
import { Runtime } from "./runtime.ts";
import { type SignedDocumentsProvider, signedDocumentsProvider } from "./signed-documents-provider.ts";

export type { EnvelopeProvider } from "./envelope-provider.ts";
export type { IdvSessionConfigProvider } from "./idv-session-config-provider.ts";
export type { SignedDocumentsProvider } from "./signed-documents-provider.ts";

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
