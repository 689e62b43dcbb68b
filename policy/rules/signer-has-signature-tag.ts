import { defineRule, notApplicable, type Rule } from "../rule.ts";

/** Every signer has a signature, or initials where those are enough, to set. */
export const signerHasSignatureTag: Rule = defineRule({
  name: "signer-has-signature-tag",
  title: "Every signer has a signature tag.",
  description:
    "A signer without one only clicks through the documents, and nothing on them shows that they were signed. Mostly a tag was forgotten, or given to somebody else.",
  severity: "high",
  defaultLevel: "mandatory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      initialsCount: { description: "True: initials are enough.", type: "boolean", default: false },
    },
  },
  frameworks: ["eIDAS Art. 26", "ESIGN §7001"],
  fix: "Give the signer a tag of type signature, or make them a CC.",
  check({ envelope }, _context, { initialsCount }: { initialsCount: boolean }) {
    if (envelope.autotagging !== undefined) return notApplicable("tags are read from the documents");
    return envelope.recipients.flatMap(({ type, tags = [] }, index) => {
      const signs = tags.some(
        (tag) => tag.type === "signature" || (initialsCount && tag.type === "initials"),
      );
      return type !== "SIGNER" || signs
        ? []
        : [{ path: ["recipients", index, "tags"], message: "has no signature tag" }];
    });
  },
});
