import { createHash } from "node:crypto";
import { canonicalRequest, fingerprint, stableJson } from "../../schema/canonical.ts";
import type { Effect } from "../../schema/effect.ts";
import type { EmbeddedEnvelopeInputs } from "../../schema/envelope-inputs.ts";
import { type Declaration, wireOptions } from "../../schema/wire-options.ts";
import type { ReviewAction } from "../review.ts";
import type { EnvelopeSource } from "../review-source.ts";
import { writtenEnvelope } from "./written-envelope.ts";

/**
 * What a run would do for one envelope that people notice: in the provider's own words where it said so.
 *
 * @param fingerprint of its canonical request; undefined: something of it is not known yet, or wrong
 */
export function effectsOf(
  action: ReviewAction,
  { identity, effects, declared, before, sent }: EnvelopeSource,
  fingerprint: string | undefined,
): Effect[] {
  if (effects) return [...effects];
  const { account = undefined } = declared ?? before ?? {};
  const about = { identity, ...(account !== undefined && { account }) };
  const envelopeId = sent?.envelopeId ?? "";
  switch (action) {
    case "create":
      return fingerprint === undefined ? [] : [{ kind: action, ...about, fingerprint }];
    case "replace":
    case "reassign":
      return fingerprint === undefined ? [] : [{ kind: action, ...about, fingerprint, envelopeId }];
    case "withdraw":
    case "delete":
      return [{ kind: action, ...about, envelopeId }];
    default:
      return [];
  }
}

/** The fingerprint of what a valid declaration sends, whose documents carry what check found out about them. */
export function fingerprintOf(declared: Declaration): string {
  const { logo } = Object((declared as EmbeddedEnvelopeInputs).branding) as { logo?: { sha256?: string } };
  const documents = writtenEnvelope(declared).documents.map(({ name, document: { sha256 = "" } }) => ({
    name,
    sha256,
  }));
  return fingerprint(canonicalRequest(wireOptions(declared), documents, logo?.sha256));
}

/** One fingerprint of all effects, whatever their order: SHA-256 in 43 characters (base64url). */
export const fingerprintOfAll = (effects: readonly Effect[]): string =>
  createHash("sha256").update(effects.map(stableJson).toSorted().join("\n")).digest("base64url");
