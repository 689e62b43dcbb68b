import { normalize, sep } from "node:path";
import { judgeDocuments, quoted } from "../documents/judge-documents.ts";
import { fits } from "../glob.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";

interface Options {
  sha256: string[];
  folders: string[];
}

/** Only documents go out that somebody has approved: by their content, or by the folder they are kept in. */
export const documentIsApproved: Rule = defineRule({
  name: "document-is-approved",
  title: "Every document has approved content, or comes from a folder of approved documents.",
  description:
    "What is sent should be what somebody with the authority for it has read. A folder whose changes are reviewed says so for all that is in it; a SHA-256 says so for one content, wherever it is. It does not apply as long as neither is set.",
  severity: "high",
  defaultLevel: "mandatory",
  judges: "sending",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      sha256: {
        description: "SHA-256 of approved files, in hex.",
        type: "array",
        items: { type: "string", pattern: "^[0-9a-fA-F]{64}$" },
        default: [],
      },
      folders: {
        description:
          'Folders of approved documents, as documents are declared: "contracts/approved". What is in folders below counts too; `*` stands for any text.',
        type: "array",
        items: { type: "string", minLength: 1 },
        default: [],
      },
    },
  },
  fix: "Send the approved version of the document, or have this one approved and put it where approved documents are.",
  check(subject, _context, { sha256, folders }: Options) {
    if (sha256.length === 0 && folders.length === 0)
      return notApplicable("no approved content and no folder is set");
    const approved = new Set(sha256.map((hash) => hash.toLowerCase()));
    const patterns = folders.map((folder) => `${plain(folder).replace(/\/$/, "")}/*`);
    return judgeDocuments(subject, "", (document, path) => {
      const file = plain(document.path);
      if (approved.has(document.sha256) || patterns.some((pattern) => fits(pattern, file))) return [];
      const content = sha256.length > 0 && `its content (SHA-256 ${document.sha256}) is not approved`;
      const folder = folders.length > 0 && "it is in no folder of approved documents";
      const why = [content, folder].filter((one) => one !== false).join(", and ");
      return [{ path, message: `${quoted(document.name)} may not be sent: ${why}` }];
    });
  },
});

/** A path without `.` and `..`, so that none leads out of a folder that it seems to be in. */
const plain = (path: string): string => normalize(path).split(sep).join("/");
