import { hash } from "node:crypto";
import { stableJson } from "../../schema/canonical.ts";
import { type Effect, withdrawalOf } from "../../schema/effect.ts";
import type { EnvelopeSource } from "../review-source.ts";

/** What a run would do for one envelope that people notice: as the provider said, or of one that is no longer declared, as its state says. */
export function effectsOf({ identity, operation, effect, sent, isRetained }: EnvelopeSource): Effect[] {
  if (operation !== "delete") return effect ? [effect] : [];
  if (!sent || isRetained) return [];
  const withdrawal = withdrawalOf({ ...sent, identity });
  return withdrawal ? [withdrawal] : [];
}

/** One fingerprint of all effects, whatever their order: SHA-256 in 43 characters (base64url). */
export const fingerprintOfAll = (effects: readonly Effect[]): string =>
  hash("sha256", effects.map(stableJson).toSorted().join("\n"), "base64url");
