import { describeContent } from "../content-kind.ts";
import type { Refusal } from "../document-error.ts";
import type { Reading } from "../document-facts.ts";
import { damagedWord, misnamed, NEEDS_PASSWORD } from "../refusals.ts";
import { readCompoundFile } from "./compound-file.ts";
import { describeCompound } from "./doc.ts";
import { listZip } from "./zip-directory.ts";

/** Tell-tale parts of what else is a zip. */
const OTHER_ARCHIVES: readonly (readonly [part: RegExp, description: string])[] = [
  [/^word\/vbaproject\.bin$/, "a Word document with macros (.docm)"],
  [/^xl\//, "an Excel workbook"],
  [/^ppt\//, "a PowerPoint presentation"],
  [/^visio\//, "a Visio drawing"],
  [/^meta-inf\/manifest\.xml$/, "an OpenDocument file"],
  [/^meta-inf\/container\.xml$/, "an e-book (EPUB)"],
];

/** Judges whether a file is a Word document (.docx), by the parts it holds; what is in them is not unpacked. */
export function readDocx(bytes: Uint8Array): Reading | Refusal {
  const compound = readCompoundFile(bytes);
  // Office puts an encrypted document into an old-style container (MS-OFFCRYPTO, section 2.3.2).
  if (compound?.has("EncryptedPackage")) return NEEDS_PASSWORD;
  if (compound) return misnamed("docx", describeCompound(compound));
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return misnamed("docx", describeContent(bytes));
  const entries = listZip(bytes);
  if (!entries) return damagedWord("docx", "the list of its parts is cut off or wrong");
  // Part names do not depend on case (ECMA-376 part 2, section 6.2.2.3).
  const parts = entries.map(({ name }) => name.toLowerCase());
  const other = OTHER_ARCHIVES.find(([part]) => parts.some((name) => part.test(name)));
  if (other) return misnamed("docx", other[1]);
  // Word on the web names the main part word/document2.xml at times.
  const hasText = parts.some((name) => /^word\/document\d*\.xml$/.test(name));
  if (!hasText || !parts.includes("[content_types].xml")) return misnamed("docx", "another zip archive");
  if (entries.some(({ encrypted }) => encrypted)) return NEEDS_PASSWORD;
  return { pages: undefined, encrypted: false };
}
