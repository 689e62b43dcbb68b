import { referredFileNames } from "../schema/document-names.ts";
import type { DocumentInputs, EnvelopeInputs } from "../schema/envelope-inputs.ts";
import type { Issue, Path } from "../schema/issue.ts";
import { isObject, reminderDays } from "../schema/wire-options.ts";

/** Fields that programs have and the API has not, by where they are; lists of known fields end in them. */
export const friendlyFields = { recipient: ["key", "activeForDays"], tag: ["document", "place"] };

/**
 * What is wrong with the forms that only programs have, which are written out before the API's schema sees them.
 *
 * @param inputs the declared envelope, of any shape
 */
export function friendlyIssues(inputs: EnvelopeInputs): Issue[] {
  const { recipients, documents } = inputs;
  return [
    ...message(inputs),
    ...reminders(inputs),
    ...(Array.isArray(recipients) ? recipients : []).flatMap((recipient, index): Issue[] => {
      if (!isObject(recipient)) return [];
      const path = ["recipients", index];
      const { excludedFiles, tags, witness } = recipient;
      return [
        ...activeForDays(recipient, path),
        ...listOf(excludedFiles).flatMap((file, at) =>
          isObject(file) ? reference(file, [...path, "excludedFiles", at], documents) : [],
        ),
        ...tagReferences(tags, [...path, "tags"], documents),
        ...tagReferences(witness?.tags, [...path, "witness", "tags"], documents),
      ];
    }),
  ];
}

function message({ message, emails }: EnvelopeInputs): Issue[] {
  if (message === undefined || (isObject(emails) ? emails.invitation : undefined) === undefined) return [];
  return [{ path: ["message"], message: "is given twice; remove it, or emails.invitation" }];
}

function reminders({ emails }: EnvelopeInputs): Issue[] {
  const words = isObject(emails) ? emails.reminders : undefined;
  if (typeof words !== "string" || Object.hasOwn(reminderDays, words)) return [];
  const known = Object.keys(reminderDays)
    .map((word) => JSON.stringify(word))
    .join(", ");
  return [{ path: ["emails", "reminders"], message: `must be one of ${known}, or { frequency }` }];
}

function activeForDays(
  { activeForDays, activeForSeconds }: EnvelopeInputs["recipients"][number],
  path: Path,
): Issue[] {
  if (activeForDays === undefined) return [];
  const at = [...path, "activeForDays"];
  if (activeForSeconds !== undefined)
    return [{ path: at, message: "is given twice; remove it, or activeForSeconds" }];
  const valid = typeof activeForDays === "number" && activeForDays > 0 && activeForDays <= 365;
  return valid ? [] : [{ path: at, message: "must be a number of days above 0, at most 365" }];
}

function tagReferences(tags: unknown, path: Path, documents: DocumentInputs[]): Issue[] {
  return listOf(tags).flatMap((tag, index): Issue[] => {
    if (!isObject(tag)) return [];
    const { document, fileName } = tag as { document?: unknown; fileName?: unknown };
    if (document === undefined) return [];
    const at = [...path, index, "document"];
    if (fileName !== undefined) return [{ path: at, message: "is given twice; remove it, or fileName" }];
    return reference(document, at, documents);
  });
}

function reference(document: unknown, path: Path, documents: DocumentInputs[]): Issue[] {
  if (!isObject(document) || typeof (document as DocumentInputs).path !== "string")
    return [{ path, message: "must be a document as it is declared, { path }, or left out for its name" }];
  if (!Array.isArray(documents)) return [];
  const names = referredFileNames(document, documents);
  if (names.length === 1) return [];
  if (names.length > 1)
    return [{ path, message: "is sent under several names; say which one, with fileName" }];
  return [{ path, message: "is none of the envelope's documents; declare it there too, with the same path" }];
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
