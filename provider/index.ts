import { type EnvelopeProvider, envelopeProvider } from "./envelope-provider.ts";
import { type IdvSessionConfigProvider, idvSessionConfigProvider } from "./idv-session-config-provider.ts";
import { Runtime } from "./runtime.ts";

export type { EnvelopeProvider } from "./envelope-provider.ts";
export type { IdvSessionConfigProvider } from "./idv-session-config-provider.ts";

/**
 * What Pulumi loads for every envelope in every stack: its state says `require("pulumi-yotisign/provider").envelope`,
 * so neither this name nor this entry may ever change.
 */
export const envelope: EnvelopeProvider = envelopeProvider();

/** The same for every session configuration for identity checks. */
export const idvSessionConfig: IdvSessionConfigProvider = idvSessionConfigProvider(new Runtime());
