import { execFileSync, spawnSync } from "node:child_process";
import { findExecutable, pathDirectories } from "../../../tools/engine/run-command.mjs";

/** Skips the running test or suite, and says so, when a program of poppler is not there. */
export function needPoppler(context: Mocha.Context, program: "pdftotext" | "pdftoppm" | "pdfinfo"): void {
  if (findExecutable(program, pathDirectories(process.env))) return;
  console.warn(`    skipped: ${program} is not installed; it is in the package poppler-utils`);
  context.skip();
}

/** Runs a program of poppler and gives what it prints; what it complains of is lost. */
export const poppler = (program: "pdftotext" | "pdftoppm", ...args: readonly string[]): Buffer =>
  execFileSync(program, args, { maxBuffer: 2 ** 30, stdio: ["ignore", "pipe", "ignore"] });

/** A word as `pdftotext -bbox` gives it, in points of the displayed page. */
export interface PopplerWord {
  readonly page: number;
  readonly text: string;
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
}

const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };

/** The words of a file as poppler reads them, page by page. */
export function popplerWords(file: string): PopplerWord[] {
  const html = poppler("pdftotext", "-bbox", file, "-").toString("utf8");
  const word = /<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">([^<]*)</g;
  return html
    .split("<page ")
    .slice(1)
    .flatMap((page, index) =>
      [...page.matchAll(word)].map(([, left, top, right, bottom, text = ""]) => ({
        page: index + 1,
        text: text.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity),
        box: [Number(left), Number(top), Number(right), Number(bottom)] as const,
      })),
    );
}

/** A page as poppler displays it: three bytes a pixel, row by row from the top. */
export interface PopplerPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Uint8Array;
}

/** Draws a page as displayed, at two pixels a point. */
export function popplerPicture(file: string, pageNumber: number): PopplerPicture {
  const page = `${pageNumber}`;
  const output = poppler("pdftoppm", "-cropbox", "-r", "144", "-f", page, "-l", page, file);
  const [head = "", width, height] = /^P6\n(\d+) (\d+)\n255\n/.exec(output.toString("latin1", 0, 40)) ?? [];
  const size = { widthPx: Number(width), heightPx: Number(height) };
  const data = output.subarray(head.length);
  if (data.length !== size.widthPx * size.heightPx * 3) throw new Error("pdftoppm gave no whole picture.");
  return { ...size, data };
}

/** What poppler's programs say of a PDF's content. */
export interface PopplerTraits {
  readonly javaScript: boolean;
  /** As many as are attached to the document or to annotations. */
  readonly attachments: readonly string[];
  readonly signatures: number;
  /** Of all fonts that the pages name, drawn with or not: "name embedded" or "name", subset marks left out, sorted. */
  readonly fonts: readonly string[];
}

/** Asks `pdfinfo`, `pdfdetach`, `pdfsig` and `pdffonts`. */
export function popplerTraits(file: string): PopplerTraits {
  // pdfsig ends with 2 when there is no signature.
  const print = (program: string, ...args: string[]) =>
    spawnSync(program, [...args, file], { encoding: "utf8" }).stdout;
  const fonts = print("pdffonts").split("\n").slice(2);
  return {
    javaScript: /^JavaScript: +yes$/m.test(print("pdfinfo")),
    attachments: [...print("pdfdetach", "-list").matchAll(/^\d+: (.*)$/gm)].map(([, name = ""]) => name),
    signatures: print("pdfsig").match(/^Signature #\d+:$/gm)?.length ?? 0,
    fonts: [...new Set(fonts.filter((line) => line !== "").map(fontOf))].sort(),
  };
}

/** The columns are name, type, encoding, embedded, subset, Unicode map, and the object of two numbers. */
function fontOf(line: string): string {
  const name = line
    .slice(0, 36)
    .trim()
    .replace(/^[A-Z]{6}\+/, "");
  return line.trim().split(/\s+/).at(-5) === "yes" ? `${name} embedded` : name;
}
