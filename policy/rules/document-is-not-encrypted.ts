import { judgeDocuments, quoted } from "../documents/judge-documents.ts";
import { defineRule, type Rule } from "../rule.ts";

/** The service can write into every document. */
export const documentIsNotEncrypted: Rule = defineRule({
  name: "document-is-not-encrypted",
  title: "No document is encrypted.",
  description:
    "A PDF that opens without a password may be encrypted all the same, to forbid changes to it. A signing service has to change it, and no documentation says what happens then; a signed file that is still encrypted cannot be archived as PDF/A.",
  severity: "high",
  defaultLevel: "mandatory",
  judges: "standing",
  frameworks: ["ISO 19005 (PDF/A)"],
  fix: "Save the document again without any password and restriction, with the consent of who set them.",
  check: (subject) =>
    judgeDocuments(subject, "may be encrypted or not", ({ name, encrypted }, path) => {
      if (encrypted === undefined) return undefined;
      const message = `${quoted(name)} is encrypted, though it opens without a password`;
      return encrypted ? [{ path, message }] : [];
    }),
});
