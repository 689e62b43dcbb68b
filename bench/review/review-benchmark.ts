import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { hash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findExecutable, pathDirectories } from "../../tools/engine/run-command.mjs";
import { median, rounded, table } from "../up/figures.ts";
import { sampleContract } from "./sample-contract.ts";
import { sampleReview } from "./sample-review.ts";
import { type Timed, timed } from "./timed.ts";

/** The line that ends the benchmark, for programs to read. */
export interface ReviewResult {
  bench: "review";
  envelopes: number;
  documents: number;
  /** Of the long document. */
  pages: number;
  /** For all pictures and the HTML, beyond the preview; nothing is known before. */
  coldSeconds: number;
  /** The same once the pictures are in the cache. */
  warmSeconds: number;
  /** The same, and each page with its tags as a file of its own. */
  coldFilesSeconds: number;
  warmFilesSeconds: number;
  htmlBytes: number;
  /** For all pages of the long document, and its HTML. */
  longColdSeconds: number;
  longWarmSeconds: number;
  /** For the same pages at the same size as PNGs, by one process; null: there is no poppler. */
  popplerSeconds: number | null;
  vsPoppler: number | null;
  longHtmlBytes: number;
  /** Peak resident memory of the process that drew the long document, in MB (10^6 bytes). */
  peakRssMb: number;
}

/**
 * Times what a review takes beyond the preview: `envelopes` envelopes over ten documents, and one long document all of
 * whose pages are shown; without a cache and with one, beside poppler.
 */
export async function reviewBenchmark(
  { envelopes, pages, runs }: { envelopes: number; pages: number; runs: number },
  print: (line: string) => void,
): Promise<ReviewResult> {
  const folder = mkdtempSync(join(tmpdir(), "yotisign-bench-"));
  try {
    for (let number = 1; number <= DOCUMENTS; number += 1)
      writeFileSync(join(folder, `contract-${number}.pdf`), await sampleContract(4, number));
    writeFileSync(join(folder, "long.pdf"), await sampleContract(pages, 0));
    const contents = Array.from({ length: DOCUMENTS }, (_, at) =>
      documentOf(folder, `contract-${at + 1}.pdf`, 4),
    );
    writeFileSync(join(folder, "many.json"), JSON.stringify(sampleReview(envelopes, contents)));
    const long = [documentOf(folder, "long.pdf", pages)];
    writeFileSync(join(folder, "one.json"), JSON.stringify(sampleReview(1, long, { everyPage: true })));
    const results = { many: [] as Pair[], files: [] as Pair[], long: [] as Pair[], poppler: [] as number[] };
    for (let run = 0; run < runs; run += 1) {
      results.many.push(await pairOf(folder, "many", false));
      results.files.push(await pairOf(folder, "many", true));
      results.long.push(await pairOf(folder, "one", false));
      const poppler = popplerSeconds(folder, pages);
      if (poppler !== undefined) results.poppler.push(poppler);
      print(`run ${run + 1} of ${runs} is done`);
    }
    const of = (pairs: readonly Pair[], which: keyof Pair): number =>
      rounded(median(pairs.map((pair) => pair[which].seconds)));
    const poppler = results.poppler.length > 0 ? rounded(median(results.poppler)) : null;
    const longCold = of(results.long, "cold");
    print(
      table(
        ["", "cold s", "warm s", "HTML MB"],
        (
          [
            [`${envelopes} envelopes, ${DOCUMENTS} documents`, results.many],
            ["the same, and a file for each picture", results.files],
            [`${pages} pages`, results.long],
          ] as const
        ).map(([what, pairs]) => [
          what,
          String(of(pairs, "cold")),
          String(of(pairs, "warm")),
          String(rounded((pairs[0]?.cold.htmlBytes ?? 0) / 1e6)),
        ]),
      ),
    );
    if (poppler !== null) print(`pdftoppm takes ${poppler} s for the ${pages} pages`);
    return {
      bench: "review",
      envelopes,
      documents: DOCUMENTS,
      pages,
      coldSeconds: of(results.many, "cold"),
      warmSeconds: of(results.many, "warm"),
      coldFilesSeconds: of(results.files, "cold"),
      warmFilesSeconds: of(results.files, "warm"),
      htmlBytes: results.many[0]?.cold.htmlBytes ?? 0,
      longColdSeconds: longCold,
      longWarmSeconds: of(results.long, "warm"),
      popplerSeconds: poppler,
      vsPoppler: poppler === null ? null : rounded(longCold / poppler),
      longHtmlBytes: results.long[0]?.cold.htmlBytes ?? 0,
      peakRssMb: Math.round(Math.max(...results.long.map(({ cold }) => cold.peakRssBytes)) / 1e6),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const DOCUMENTS = 10;

interface Pair {
  cold: Timed;
  warm: Timed;
}

/** A document as a review has it. */
function documentOf(folder: string, path: string, pages: number) {
  const content = readFileSync(join(folder, path));
  return { path, sha256: hash("sha256", content), bytes: content.length, pages };
}

async function pairOf(folder: string, review: string, files: boolean): Promise<Pair> {
  const cache = join(folder, "cache");
  rmSync(cache, { recursive: true, force: true });
  const request = { folder, review: `${review}.json`, cache, ...(files && { files: join(folder, "files") }) };
  const pair = { cold: await timed(request), warm: await timed(request) };
  // Warm is only what it says if the cold run left every picture behind.
  assert.equal(pair.warm.htmlBytes, pair.cold.htmlBytes);
  assert(readdirSync(cache).length >= pair.cold.pictures);
  return pair;
}

/** Seconds that poppler takes for the same pages as PNGs of the same size; undefined: it is not there. */
function popplerSeconds(folder: string, pages: number): number | undefined {
  const program = findExecutable("pdftoppm", pathDirectories(process.env));
  if (!program) return undefined;
  const out = mkdtempSync(join(folder, "poppler-"));
  const started = performance.now();
  const { status } = spawnSync(program, [
    "-cropbox",
    "-r",
    "108",
    "-png",
    join(folder, "long.pdf"),
    join(out, "page"),
  ]);
  const seconds = (performance.now() - started) / 1000;
  assert.equal(status, 0);
  const written = readdirSync(out).filter((name) => statSync(join(out, name)).size > 0);
  assert.equal(written.length, pages);
  return seconds;
}
