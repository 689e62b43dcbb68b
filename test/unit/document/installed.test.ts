import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { linesOfText, pdfOfContent, pdfOfPages } from "./sample-pdf.ts";
import { scratchFolder } from "./test-files.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const run = promisify(execFile);

/** Runs a program to its own end: a thread that kept it from ending would run into the limit. */
const runNode = async (...args: string[]): Promise<unknown> =>
  JSON.parse((await run(process.execPath, args, { timeout: 60_000 })).stdout);

describe("the document room in a program of its own", function () {
  this.timeout(120_000);
  const scratch = scratchFolder();
  let compiled = "";

  before(async () => {
    // Inside the project, where the compiled files find the packages they import.
    mkdirSync(join(ROOT, ".cache"), { recursive: true });
    compiled = mkdtempSync(join(ROOT, ".cache", "document-"));
    const config = {
      extends: join(ROOT, "tsconfig.build.json"),
      compilerOptions: { rootDir: ROOT, outDir: compiled, declaration: false },
      include: [join(ROOT, "document")],
    };
    writeFileSync(join(compiled, "tsconfig.json"), JSON.stringify(config));
    await run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "--project", compiled]);
  });
  after(() => rmSync(compiled, { recursive: true, force: true }));

  /** Reads the PDF named last on the command line and prints how many pages it has. */
  const print =
    "inspectDocument(process.argv.at(-1)).then(({ pages }) => console.log(JSON.stringify(pages.length)))";

  it("reads a PDF from the TypeScript sources, and ends", async () => {
    const file = scratch.write("one.pdf", pdfOfPages("/MediaBox [0 0 612 792]"));
    const index = JSON.stringify(join(ROOT, "document/index.ts"));
    const program = scratch.write("source.mts", `import { inspectDocument } from ${index};\n${print};\n`);
    assert.equal(await runNode(program, file), 1);
  });

  it("reads a PDF compiled, required from CommonJS, and ends", async () => {
    const file = scratch.write("one.pdf", pdfOfPages("/MediaBox [0 0 612 792]"));
    const index = JSON.stringify(join(compiled, "document/index.js"));
    const program = scratch.write(
      "compiled.cjs",
      `const { inspectDocument } = require(${index});\n${print};\n`,
    );
    assert.equal(await runNode(program, file), 1);
  });

  it("reads text and traits and draws a page compiled, and ends", async () => {
    const file = scratch.write("one.pdf", pdfOfContent(linesOfText([72, 700, "Signature:"])));
    const index = JSON.stringify(join(compiled, "document/index.js"));
    const program = `
      const { DocumentReader } = require(${index});
      const reader = new DocumentReader();
      const file = process.argv.at(-1);
      const picture = reader.renderPage(file, { pageNumber: 1, scale: 1 });
      Promise.all([reader.readText(file), picture, reader.readTraits(file)]).then(
        ([{ pages }, { widthPx, heightPx }, { fonts }]) =>
          console.log(JSON.stringify([pages[0].text, widthPx, heightPx, fonts])),
      );`;
    const fonts = [{ name: "Helvetica", embedded: false }];
    assert.deepEqual(await runNode(scratch.write("text.cjs", program), file), [
      "Signature:",
      612,
      792,
      fonts,
    ]);
  });
});
