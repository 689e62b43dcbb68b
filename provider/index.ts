import { type EnvelopeProvider, envelopeProvider } from "./envelope-provider.ts";

export type { EnvelopeProvider } from "./envelope-provider.ts";

/**
 * What Pulumi loads for every envelope in every stack: its state says `require("pulumi-yotisign/provider").envelope`,
 * so neither this name nor this entry may ever change.
 */
export const envelope: EnvelopeProvider = envelopeProvider();
