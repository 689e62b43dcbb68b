import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { extname, join, parse } from "node:path";
import { DocumentError, type DocumentReader } from "../../document/index.ts";
import { readZip } from "../../verify/zip/read-zip.ts";
import { withPrivateFile } from "../check/private-file.ts";
import type { Person, Trace } from "./person.ts";

/** A part of a folder that holds the person. */
export interface FoundPart {
  /** The file, absolute. */
  path: string;
  /** A line, or a part of it: `3`, `cover-sheet.pdf`, `page 2`. */
  part: string | undefined;
  holds: Trace[];
}

/** Texts above this size, in bytes, are no sources. */
const maxTextBytes = 5_000_000;

/**
 * What of a folder holds the person: names of files, lines of texts, texts of PDFs and Word files, and all of that within
 * zips.
 *
 * @param skips absolute paths that are not looked into
 * @param failed is told of a file that cannot be looked into
 */
export async function partsInFolder(
  folder: string,
  person: Person,
  reader: DocumentReader,
  skips: ReadonlySet<string>,
  failed: (problem: string) => void,
): Promise<FoundPart[]> {
  const parts: FoundPart[] = [];
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (skips.has(path)) continue;
    // A file's ending would make an address another one.
    const named = person.tracesIn(`${entry.name} ${parse(entry.name).name}`);
    if (named.length > 0) parts.push({ path, part: "its name", holds: named });
    if (entry.isDirectory() && !skippedNames.has(entry.name))
      parts.push(...(await partsInFolder(path, person, reader, skips, failed)));
    if (entry.isFile()) parts.push(...(await partsInFile(path, person, reader, failed)));
  }
  return parts;
}

const skippedNames = new Set(["node_modules", ".git", ".pulumi"]);

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

async function partsInFile(
  path: string,
  person: Person,
  reader: DocumentReader,
  failed: (problem: string) => void,
): Promise<FoundPart[]> {
  const texts = await textsOf(path, reader, failed);
  return texts.flatMap(({ part, text }) => {
    const holds = person.tracesIn(text);
    return holds.length > 0 ? [{ path, part, holds }] : [];
  });
}

interface PartText {
  part: string | undefined;
  text: string;
}

async function textsOf(
  path: string,
  reader: DocumentReader,
  failed: (problem: string) => void,
): Promise<PartText[]> {
  switch (extname(path).toLowerCase()) {
    case ".pdf":
    case ".docx":
      return await documentTexts(path, reader, () => failed(`${path} cannot be looked into`));
    case ".zip":
      return await zipTexts(path, reader, failed);
    default:
      return lines(path);
  }
}

function lines(path: string): PartText[] {
  if (statSync(path).size > maxTextBytes) return [];
  const content = readFileSync(path);
  if (content.includes(0)) return [];
  return content
    .toString("utf8")
    .split("\n")
    .map((text, index) => ({ part: String(index + 1), text }));
}

async function documentTexts(path: string, reader: DocumentReader, failed: () => void): Promise<PartText[]> {
  try {
    const text = await reader.readText(path);
    if (text.kind === "pdf")
      return text.pages.map(({ number, text }) => ({
        part: `page ${number}`,
        text: text.replaceAll("\n", " "),
      }));
    return text.kind === "docx" ? [{ part: undefined, text: text.paragraphs.join("\n") }] : [];
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    failed();
    return [];
  }
}

async function zipTexts(
  path: string,
  reader: DocumentReader,
  failed: (problem: string) => void,
): Promise<PartText[]> {
  const reading = readZip(readFileSync(path));
  if ("code" in reading) {
    failed(`${path} cannot be looked into: it ${reading.what}`);
    return [];
  }
  const texts: PartText[] = [];
  for (const { name, content } of reading.files) {
    texts.push({ part: name, text: name });
    const ending = extname(name).toLowerCase();
    const problem = (): void => failed(`${name} in ${path} cannot be looked into`);
    if (!content) problem();
    else if (ending !== ".pdf" && ending !== ".docx")
      texts.push({ part: name, text: content.toString("utf8") });
    else texts.push(...(await contentTexts(name, ending, content, reader, problem)));
  }
  return texts;
}

const contentTexts = (
  name: string,
  ending: string,
  content: Buffer,
  reader: DocumentReader,
  problem: () => void,
): Promise<PartText[]> =>
  withPrivateFile(`entry${ending}`, async (file) => {
    await writeFile(file, content);
    const texts = await documentTexts(file, reader, problem);
    return texts.map(({ part, text }) => ({ part: [name, part].filter(Boolean).join(" "), text }));
  });
