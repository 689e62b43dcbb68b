import { Command } from "commander";
import {
  type Box,
  DocumentError,
  type DocumentFacts,
  DocumentReader,
  type DocumentTraits,
  type PageFacts,
  withoutControls,
} from "../document/index.ts";
import { type CommandOutput, processOutput } from "./command-output.ts";
import { traitNotes } from "./trait-notes.ts";

/** An element of the array that `inspect --json` prints; what is not known of a file is null. */
export interface InspectedDocument {
  file: string;
  kind: DocumentFacts["kind"] | null;
  bytes: number | null;
  sha256: string | null;
  /** Null for Word files and for refused ones. */
  pages: DocumentFacts["pages"] | null;
  encrypted: boolean | null;
  /** What its content holds beside its pages; null for refused files and for those that cannot be looked into. */
  traits: DocumentTraits | null;
  /** Why the file cannot be sent, in words; null when it can. */
  error: string | null;
}

/**
 * `yotisign inspect FILE… [--json]`: prints what is known of documents, as a table or as JSON. Exit code 1 when one
 * of them is refused, 2 for wrong usage.
 *
 * @param output where to print and how to tell the exit code; default: this process
 */
export function inspectCommand(output: CommandOutput = processOutput): Command {
  return (
    new Command("inspect")
      .description(
        "show what is known of documents: pages, sizes, rotation, encryption, what is inside, or why one cannot be sent",
      )
      .argument("<file...>", "PDF and Word files (.pdf, .docx, .doc)")
      .option("--json", "print a JSON array instead of a table")
      // Commander's own code for wrong usage is 1, which here says that a file was refused.
      .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
      .action(async (files: string[], { json }: { json?: true }) => {
        const reader = new DocumentReader();
        const documents: InspectedDocument[] = [];
        for (const file of files) documents.push(await inspect(reader, file));
        output.write(json ? asJson(documents) : asTable(documents));
        if (documents.some(({ error }) => error !== null)) output.setExitCode(1);
      })
  );
}

async function inspect(reader: DocumentReader, file: string): Promise<InspectedDocument> {
  try {
    const { kind, bytes, sha256, pages, encrypted } = await reader.read(file);
    const traits = await readTraits(reader, file);
    return { file, kind, bytes, sha256, pages: pages ?? null, encrypted, traits, error: null };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    const { kind = null, bytes = null, sha256 = null, encrypted = null } = error.known;
    return { file, kind, bytes, sha256, pages: null, encrypted, traits: null, error: error.message };
  }
}

/** A document whose content cannot be looked into can be sent all the same. */
async function readTraits(reader: DocumentReader, file: string): Promise<DocumentTraits | null> {
  try {
    return await reader.readTraits(file);
  } catch (error) {
    if (error instanceof DocumentError) return null;
    throw error;
  }
}

/** One document a line; what is not known is null. */
const asJson = (documents: readonly InspectedDocument[]): string => {
  const lines = documents.map((document) => `  ${JSON.stringify(document, (_, value) => value ?? null)}`);
  return `[\n${lines.join(",\n")}\n]\n`;
};

const HEADING = ["FILE", "KIND", "BYTES", "SHA-256", "PAGES", "SHOWN (PT)", "NOTES"];
const RIGHT_ALIGNED = HEADING.indexOf("BYTES");

function asTable(documents: readonly InspectedDocument[]): string {
  const rows = [HEADING, ...documents.flatMap(rowsOf)];
  const widths = HEADING.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    widths
      .map((width, column) => row[column]?.[column === RIGHT_ALIGNED ? "padStart" : "padEnd"](width) ?? "")
      .join("  ")
      .trimEnd(),
  );
  const refusals = documents.flatMap(({ error }) => error ?? []);
  const blocks = [lines, documents.flatMap(insideOf), refusals].filter((block) => block.length > 0);
  return blocks.map((block) => `${block.join("\n")}\n`).join("\n");
}

/** A line about what is inside of a document, if there is something to say. */
function insideOf({ file, traits, error }: InspectedDocument): string[] {
  if (error !== null) return [];
  const notes = traits ? traitNotes(traits) : ["what is inside cannot be told"];
  return notes.length > 0 ? [`${withoutControls(file)}: ${notes.join("; ")}`] : [];
}

/** A row for the document's first pages, and one more wherever the pages change in size or notes. */
function rowsOf({ file, kind, bytes, sha256, pages, encrypted, error }: InspectedDocument): string[][] {
  const head = [
    withoutControls(file),
    kind ?? "",
    bytes === null ? "" : bytes.toLocaleString("en"),
    sha256?.slice(0, 12) ?? "",
  ];
  if (error !== null) return [[...head, "", "", "refused, see below"]];
  if (!pages) return [[...head, "?", "", "pages are known once Word has laid them out"]];
  return runsOf(pages).map(({ first, last, shown, notes }, index) => [
    ...(index === 0 ? head : head.map(() => "")),
    first === last ? `${first}` : `${first}–${last}`,
    shown,
    [...(index === 0 && encrypted ? ["encrypted, opens without a password"] : []), ...notes].join("; "),
  ]);
}

interface Run {
  first: number;
  last: number;
  shown: string;
  notes: string[];
}

/** Neighbouring pages that look alike, together. */
function runsOf(pages: readonly PageFacts[]): Run[] {
  const runs: Run[] = [];
  for (const page of pages) {
    const shown = `${page.widthPt} × ${page.heightPt}`;
    const notes = notesOf(page);
    const run = runs.at(-1);
    if (run?.shown === shown && run.notes.join() === notes.join()) run.last = page.number;
    else runs.push({ first: page.number, last: page.number, shown, notes });
  }
  return runs;
}

function notesOf({ rotation, mediaBox, cropBox }: PageFacts): string[] {
  const notes: string[] = [];
  if (rotation !== 0) notes.push(`turned by ${rotation}°`);
  if (boxText(cropBox) !== boxText(mediaBox)) notes.push(`shows ${boxText(cropBox)} of ${boxText(mediaBox)}`);
  else if (mediaBox[0] !== 0 || mediaBox[1] !== 0) notes.push(`box ${boxText(mediaBox)}`);
  return notes;
}

const boxText = (box: Box): string => `[${box.join(" ")}]`;
