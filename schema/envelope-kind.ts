import type { EnvelopeKind } from "./validate.ts";

/** Which of the two kinds of envelopes a resource declares: its URN names its type. */
export const envelopeKind = ({ identity = "" }: { identity?: string | undefined }): EnvelopeKind =>
  identity.split("::")[2]?.endsWith("yotisign:EmbeddedEnvelope") ? "embedded" : "standard";
