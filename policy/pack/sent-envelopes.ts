import { canonicalRequest, fingerprint } from "../../schema/canonical.ts";
import { fileNameOf } from "../../schema/document-names.ts";
import type { EmbeddedEnvelopeInputs } from "../../schema/envelope-inputs.ts";
import { fromStored, type StoredEnvelopeState } from "../../schema/stored-state.ts";
import { unknownPaths } from "../../schema/unknown.ts";
import { type Declaration, wireOptions } from "../../schema/wire-options.ts";
import type { SentFacts } from "../subject.ts";

/** An envelope that exists, as Pulumi's state has it. */
export interface SentEnvelope {
  facts: SentFacts;
  /** Of what was sent. */
  fingerprint: string;
}

/** What a stack's state says of an envelope; undefined: it was not sent, or its outputs are not to be read. */
export function sentEnvelope(outputs: object): SentEnvelope | undefined {
  const { envelopeId, record } = outputs as Partial<StoredEnvelopeState>;
  if (typeof envelopeId !== "string" || typeof record !== "string") return undefined;
  const { status, sent, recipients } = fromStored(outputs as StoredEnvelopeState);
  const witnesses = (Array.isArray(recipients) ? recipients : []).flatMap(({ key, witnessIs }) =>
    witnessIs === undefined ? [] : [{ signer: key, alsoSigns: witnessIs }],
  );
  return { facts: { envelopeId, status, at: sent.at, witnesses }, fingerprint: sent.fingerprint };
}

/** Whether an envelope was sent exactly as it is declared. */
export function isSentAs({ fingerprint: sent }: SentEnvelope, declared: Declaration): boolean {
  if (unknownPaths(declared).length > 0) return false;
  const { logo } = (declared as EmbeddedEnvelopeInputs).branding ?? {};
  const documents = declared.documents.map((one) => ({ name: fileNameOf(one), sha256: one.sha256 ?? "" }));
  const logoSha256 = typeof logo === "object" ? logo.sha256 : undefined;
  return fingerprint(canonicalRequest(wireOptions(declared), documents, logoSha256)) === sent;
}

/** Those of a stack's resources that are envelopes and were sent, by URN. */
export function sentEnvelopes(outputs: ReadonlyMap<string, object>): Map<string, SentEnvelope> {
  return new Map(
    [...outputs].flatMap(([urn, one]): [string, SentEnvelope][] => {
      const sent = sentEnvelope(one);
      return sent ? [[urn, sent]] : [];
    }),
  );
}
