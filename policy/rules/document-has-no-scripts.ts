import { judgeDocuments, quoted } from "../documents/judge-documents.ts";
import { defineRule, type Rule } from "../rule.ts";

/** No document changes what it shows. */
export const documentHasNoScripts: Rule = defineRule({
  name: "document-has-no-scripts",
  title: "No document has scripts.",
  description:
    "A script may show the reader something else than the signer saw, and runs in the viewer of everybody who gets the signed file. Most scripts are a form's checks of its fields, which do nothing on the signing page: public forms such as tax forms have them, so this is a warning by default.",
  severity: "high",
  defaultLevel: "advisory",
  judges: "standing",
  frameworks: ["ISO 19005 (PDF/A)"],
  fix: "Print the document to a new PDF, which has no scripts, and look whether it still shows the same.",
  check: (subject) =>
    judgeDocuments(subject, "cannot be searched for scripts", ({ name, javaScript }, path) => {
      if (javaScript === undefined) return undefined;
      return javaScript ? [{ path, message: `${quoted(name)} has scripts, which run when it is read` }] : [];
    }),
});
