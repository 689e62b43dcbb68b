import { describeContent } from "../content-kind.ts";
import type { Refusal } from "../document-error.ts";
import type { Reading } from "../document-facts.ts";
import { damagedWord, misnamed, NEEDS_PASSWORD } from "../refusals.ts";
import { type CompoundFile, hasCompoundSignature, readCompoundFile } from "./compound-file.ts";

/** Tell-tale streams of what is a compound file. */
const OTHER_FILES: readonly (readonly [stream: string, description: string])[] = [
  ["WordDocument", "a Word 97–2003 document (.doc)"],
  ["Workbook", "an Excel 97–2003 workbook"],
  ["Book", "an Excel 5.0/95 workbook"],
  ["PowerPoint Document", "a PowerPoint 97–2003 presentation"],
  ["__properties_version1.0", "an Outlook message"],
];

/** The first two bytes of the WordDocument stream: Word 97 and later, Word 6 and 95 (MS-DOC 2.5.2, `wIdent`). */
const IDENTIFIERS = [0xa5ec, 0xa5dc];
/** Where the stream's flags are, and the one that says that the rest is encrypted (`fEncrypted`). */
const FLAGS_AT = 10;
const ENCRYPTED = 0x0100;

/** Judges whether a file is a Word 97–2003 document (.doc), by its directory and the first bytes of its text stream. */
export function readDoc(bytes: Uint8Array): Reading | Refusal {
  const compound = readCompoundFile(bytes);
  if (!compound) return hasCompoundSignature(bytes) ? damaged : misnamed("doc", describeContent(bytes));
  if (compound.has("EncryptedPackage")) return NEEDS_PASSWORD;
  if (!compound.has("WordDocument")) return misnamed("doc", describeCompound(compound));
  const start = compound.start("WordDocument");
  if (!start || start.length < FLAGS_AT + 2) return damaged;
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  if (!IDENTIFIERS.includes(view.getUint16(0, true))) return damaged;
  return view.getUint16(FLAGS_AT, true) & ENCRYPTED ? NEEDS_PASSWORD : { pages: undefined, encrypted: false };
}

const damaged = damagedWord("doc", "its text cannot be found");

/** Says what a compound file appears to be: a noun phrase such as "an Outlook message". */
export const describeCompound = (compound: CompoundFile): string =>
  OTHER_FILES.find(([stream]) => compound.has(stream))?.[1] ?? "another old Office file";
