import { execFileSync } from "node:child_process";
import { findExecutable, pathDirectories } from "../../../tools/engine/run-command.mjs";

/** Skips the running test or suite, and says so, when a program of poppler is not there. */
export function needPoppler(context: Mocha.Context, program: "pdftotext" | "pdftoppm"): void {
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
