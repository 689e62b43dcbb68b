import { describeContent } from "../content-kind.ts";
import type { Refusal } from "../document-error.ts";
import type { Reading } from "../document-facts.ts";
import { readCompoundFile } from "./compound-file.ts";
import { listZip } from "./zip-directory.ts";

const SAVE_AS = "Open it in Word and save it as a Word document (.docx), or export it as a PDF.";

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
  if (compound?.has("EncryptedPackage")) return needsPassword;
  if (compound?.has("WordDocument")) return misnamed("a Word 97–2003 document (.doc)");
  if (describeStart(bytes) !== "PK") return misnamed(describeContent(bytes));
  const entries = listZip(bytes);
  if (!entries)
    return { code: "damaged", problem: `is damaged: the list of its parts is cut off or wrong. ${SAVE_AS}` };
  // Part names do not depend on case (ECMA-376 part 2, section 6.2.2.3).
  const parts = new Set(entries.map(({ name }) => name.toLowerCase()));
  const other = OTHER_ARCHIVES.find(([part]) => [...parts].some((name) => part.test(name)));
  if (other) return misnamed(other[1]);
  // Word on the web names the main part word/document2.xml at times.
  const hasText = [...parts].some((name) => /^word\/document\d*\.xml$/.test(name));
  if (!hasText || !parts.has("[content_types].xml")) return misnamed("another zip archive");
  if (entries.some(({ encrypted }) => encrypted)) return needsPassword;
  return { pages: undefined, encrypted: false };
}

const describeStart = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 2));

const needsPassword: Refusal = {
  code: "needs-password",
  problem: "cannot be opened without a password. Save a copy without one.",
  encrypted: true,
};

const misnamed = (what: string): Refusal => ({
  code: "not-a-word-file",
  problem: `is named .docx but appears to be ${what}. ${SAVE_AS}`,
});
