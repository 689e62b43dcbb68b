import { counted, judgeDocuments, quoted } from "../documents/judge-documents.ts";
import { defineRule, type Rule } from "../rule.ts";

/** No document was signed digitally before. */
export const documentHasNoSignatures: Rule = defineRule({
  name: "document-has-no-signatures",
  title: "No document is signed digitally already.",
  description:
    "A digital signature vouches for every byte of a file. What the service writes into it afterwards, such as the values of tags, breaks the earlier signature or lets viewers call it doubtful: whoever signed first has then signed nothing.",
  severity: "high",
  defaultLevel: "mandatory",
  judges: "standing",
  frameworks: ["eIDAS Art. 26"],
  fix: "Send the document as it was before it was signed, and let everybody sign in the envelope; or let the others sign it where it was signed first.",
  check: (subject) =>
    judgeDocuments(subject, "cannot be searched for signatures", ({ name, signatures }, path) => {
      if (signatures === undefined) return undefined;
      const message = `${quoted(name)} has ${counted(signatures, "digital signature")} already, which signing it anew would break`;
      return signatures > 0 ? [{ path, message }] : [];
    }),
});
