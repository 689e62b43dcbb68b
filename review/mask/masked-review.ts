import type { Mask, Review } from "../review.ts";
import { maskedEmail, maskedPhone, maskedWords } from "./masked-forms.ts";
import type { TextMask } from "./text-mask.ts";
import { toldApart } from "./told-apart.ts";

/** Fields with nothing about anybody: digests, ids, times, and words of ours, of Pulumi's and of the API's. */
const plain: ReadonlySet<string> = new Set([
  ...["version", "environment", "at", "head", "base", "mask", "verdict", "action", "kind", "by", "operation"],
  ...["type", "status", "sha256", "fingerprint", "envelopeId", "linkExpiresAt", "signStatus", "assurance"],
  ...["rule", "level", "severity", "judges", "expires", "preset"],
]);

/** Fields with labels that programs give. */
const labels: ReadonlySet<string> = new Set([
  ...["project", "stack", "branch", "resource", "identity", "account", "recipient", "key", "role", "path"],
  ...["file", "document", "signOrder", "owner"],
]);

/**
 * A review without what is masked: once, so that no format can show it. Labels that become alike are numbered.
 *
 * @param texts how texts are masked
 */
export function maskedReview(review: Review, mask: Mask, texts: TextMask): Review {
  if (mask === "none") return review;
  const given = new Map<string, string>();
  const taken = new Set<string>();
  const label = (text: string): string => {
    const known = given.get(text);
    if (known !== undefined) return known;
    const short = texts.label(text);
    let unique = short;
    for (let n = 2; short !== text && taken.has(unique); n += 1) unique = `${short} (${n})`;
    given.set(text, unique);
    taken.add(unique);
    return unique;
  };
  const walk = (value: unknown, field: string): unknown => {
    if (typeof value === "string") {
      if (plain.has(field)) return value;
      return labels.has(field) ? label(value) : texts.prose(value);
    }
    if (Array.isArray(value) && field !== "rules") return value.map((item) => walk(item, field));
    // A policy's rules are about nobody.
    if (typeof value !== "object" || value === null || value instanceof Date || field === "rules")
      return value;
    const known = Object.entries(value).map(([name, child]) => [
      field === "parts" ? texts.label(name) : name,
      walk(child, name),
    ]);
    return { ...Object.fromEntries(known), ...person(value, mask) };
  };
  const masked = walk(review, "") as Review;
  const envelopes = masked.envelopes.map((envelope, at) => ({
    ...envelope,
    changes: envelope.changes.map((change, index) =>
      toldApart(change, review.envelopes[at]?.changes[index] ?? change, texts),
    ),
  }));
  return { ...masked, mask, envelopes: mask === "full" ? envelopes.map(withoutTexts) : envelopes };
}

/** What of a person is masked by what it is. */
function person(value: object, mask: Mask): object {
  const { name, email, phone } = value as Record<string, unknown>;
  if (typeof email !== "string" || typeof name !== "string") return {};
  return {
    name: maskedWords(name, mask),
    email: maskedEmail(email, mask),
    ...(typeof phone === "string" && { phone: maskedPhone(phone, mask) }),
  };
}

/** A document may say anything about anybody. */
const withoutTexts = (envelope: Review["envelopes"][number]): Review["envelopes"][number] => ({
  ...envelope,
  documents: envelope.documents.map((document) => ({
    ...document,
    ...(document.text && { text: { available: false as const, why: "texts are not shown with this mask" } }),
  })),
});
