import type { EnvelopeKind } from "./validate.ts";

/**
 * Which of the two kinds of envelopes a resource declares: its URN names its type, behind its parents'. Names of parents
 * may have colons, so it is not the number of parts that tells.
 */
export const envelopeKind = ({ identity = "" }: { identity?: string | undefined }): EnvelopeKind =>
  /[:$]pulumi-nodejs:dynamic\/yotisign:EmbeddedEnvelope::/.test(identity) ? "embedded" : "standard";
