import { fits } from "../glob.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";

interface DocumentIsSignedOptions {
  initialsCount: boolean;
  except: readonly string[];
}

/** On every document somebody has to sign. */
export const documentIsSigned: Rule = defineRule({
  name: "document-is-signed",
  title: "Every document is signed by someone.",
  description:
    "A document that nobody signs goes out with the others, and later nobody can show from it that it was agreed to. Mostly its tags were forgotten, or are on another file. A signature that may be left empty does not count.",
  severity: "medium",
  defaultLevel: "advisory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      initialsCount: { description: "True: initials are enough.", type: "boolean", default: true },
      except: {
        description:
          "Documents that need no signature, by name or path, such as a privacy notice. * stands for any text.",
        type: "array",
        items: { type: "string", minLength: 1 },
        default: [],
      },
    },
  },
  frameworks: ["eIDAS Art. 3(10)", "ESIGN §7006(5)"],
  fix: "Give a signer a tag of type signature on the document; name it in `except` if it is there to be read only.",
  check({ envelope, documents }, _context, { initialsCount, except }: DocumentIsSignedOptions) {
    if (envelope.autotagging !== undefined) return notApplicable("tags are read from the documents");
    const judged = documents
      .map(({ name, path }, index) => ({ name, path, index }))
      .filter(({ name, path }) => !except.some((pattern) => fits(pattern, name) || fits(pattern, path)));
    if (judged.length === 0) return notApplicable("all documents are excepted");
    const signed = new Map<string, "required" | "optional">();
    for (const { type, tags = [] } of envelope.recipients) {
      if (type !== "SIGNER") continue;
      for (const tag of tags) {
        if (tag.type !== "signature" && !(initialsCount && tag.type === "initials")) continue;
        if (tag.optional !== true) signed.set(tag.fileName, "required");
        else if (!signed.has(tag.fileName)) signed.set(tag.fileName, "optional");
      }
    }
    return judged.flatMap(({ name, index }) => {
      const found = signed.get(name);
      if (found === "required") return [];
      const message = found
        ? `may end up unsigned: every signature on ${name} may be left empty`
        : `is signed by nobody: ${name} has no signature tag`;
      return [{ path: ["documents", index], message }];
    });
  },
});
