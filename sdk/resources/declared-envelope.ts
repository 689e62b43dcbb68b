import type { EmbeddedEnvelopeArgs, EnvelopeArgs } from "./envelope-args.ts";

/** What an envelope was declared with, as far as resources about it need it and its outputs do not tell. */
export type DeclaredEnvelope = Pick<EnvelopeArgs, "documents" | "account">;

/** The same in every copy of this package, since programs may have one and their components another. */
const key = Symbol.for("pulumi-yotisign.declared");

/** Keeps what an envelope was declared with beside it, in this process only. */
export function declare(envelope: object, args: EnvelopeArgs | EmbeddedEnvelopeArgs): void {
  const { documents, account } = args ?? ({} as EnvelopeArgs);
  Object.defineProperty(envelope, key, { value: { documents, ...(account !== undefined && { account }) } });
}

/** What an envelope was declared with; undefined for anything else. */
export const declaredOf = (envelope: object): DeclaredEnvelope | undefined =>
  (envelope as { [key]?: DeclaredEnvelope })[key];
