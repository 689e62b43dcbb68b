import type { DocumentTraits } from "../document-traits.ts";
import { readCompoundFile } from "./compound-file.ts";

/** How the text stream of Word 97 and later begins; Word 6 and 95 keep macros where they are not looked for. */
const WORD_97 = 0xa5ec;

/** Tells the little that is known of a .doc that `readDoc` has taken for one: whether it has macros (MS-DOC 2.1.9). */
export function readDocTraits(bytes: Uint8Array): DocumentTraits {
  const compound = readCompoundFile(bytes);
  const start = compound?.start("WordDocument");
  const isWord97 = start !== undefined && (start[0] ?? 0) + (start[1] ?? 0) * 256 === WORD_97;
  return {
    javaScript: undefined,
    macros: compound?.has("Macros") ? true : isWord97 ? false : undefined,
    attachments: undefined,
    signatures: undefined,
    formFields: undefined,
    comments: undefined,
    trackedChanges: undefined,
    fonts: undefined,
    pages: undefined,
  };
}
