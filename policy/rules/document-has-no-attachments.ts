import { counted, judgeDocuments, quoted } from "../documents/judge-documents.ts";
import { fits } from "../glob.ts";
import { defineRule, type Rule } from "../rule.ts";

/** No document carries files along that its signers do not see. */
export const documentHasNoAttachments: Rule = defineRule({
  name: "document-has-no-attachments",
  title: "No document has files attached to it.",
  description:
    "Files inside a PDF, or objects inside a Word file, do not show on the signing page, but everybody who gets the signed document gets them, too: the source of a calculation, an earlier version, a mail. What is to be signed is a document of its own in the envelope.",
  severity: "medium",
  defaultLevel: "advisory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      allowed: {
        description: 'Names of files that may be attached, as in "factur-x.xml"; `*` stands for any text.',
        type: "array",
        items: { type: "string", minLength: 1 },
        default: [],
      },
    },
  },
  frameworks: ["ISO 19005-1 (PDF/A-1)"],
  fix: "Remove the attached files from the document; send what signers shall see as a document of the envelope.",
  check: (subject, _context, { allowed }: { allowed: string[] }) =>
    judgeDocuments(subject, "cannot be searched for attached files", ({ name, attachments }, path) => {
      const strange = attachments?.filter((file) => !allowed.some((pattern) => fits(pattern, file)));
      if (!strange) return undefined;
      const message = `${quoted(name)} has ${counted(strange.length, "attached file")} that signers do not see`;
      return strange.length > 0 ? [{ path, message }] : [];
    }),
});
