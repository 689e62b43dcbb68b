import assert from "node:assert/strict";
import { rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { DocumentError, DocumentReader, inspectDocument } from "../../../document/index.ts";
import { doublingTree, pdfOfPages } from "./sample-pdf.ts";
import { scratchFolder } from "./test-files.ts";

const PORTRAIT = pdfOfPages("/MediaBox [0 0 612 792]");
const LANDSCAPE = pdfOfPages("/MediaBox [0 0 792 612]");

describe("DocumentReader", () => {
  const scratch = scratchFolder();

  it("tells what inspectDocument tells", async () => {
    const file = scratch.write("same.pdf", PORTRAIT);
    assert.deepEqual(await new DocumentReader().read(file), await inspectDocument(file));
  });

  it("reads one content once, under whatever name and however often it is asked for", async () => {
    const reader = new DocumentReader();
    const [one, two] = [scratch.write("one.pdf", PORTRAIT), scratch.write("two.pdf", PORTRAIT)];
    const files = [one, two, relative(process.cwd(), one), ...Array<string>(1000).fill(two)];
    const facts = await Promise.all(files.map((file) => reader.read(file)));
    assert.deepEqual(
      facts.map(({ file }) => file),
      files,
    );
    assert.equal(new Set(facts.map(({ pages }) => pages)).size, 1);
  });

  it("notices a change that keeps size and time of modification", async () => {
    const reader = new DocumentReader();
    const file = scratch.write("changing.pdf", PORTRAIT);
    const { atime, mtime } = statSync(file);
    const changed = () => statSync(file, { bigint: true }).ctimeNs;
    const written = changed();
    const before = await reader.read(file);
    // The file system's clock is coarse: write until it has moved on.
    do {
      writeFileSync(file, LANDSCAPE);
      utimesSync(file, atime, mtime);
    } while (changed() === written);
    const after = await reader.read(file);
    assert.deepEqual([before.pages?.[0]?.widthPt, after.pages?.[0]?.widthPt], [612, 792]);
  });

  it("notices that a file is gone, and that it is back", async () => {
    const reader = new DocumentReader();
    const file = scratch.write("fleeting.pdf", PORTRAIT);
    await reader.read(file);
    rmSync(file);
    await assert.rejects(reader.read(file), { name: "DocumentError", code: "not-found" });
    scratch.write("fleeting.pdf", LANDSCAPE);
    assert.equal((await reader.read(file)).pages?.[0]?.widthPt, 792);
  });

  it("refuses the same content under each name that asks", async () => {
    const reader = new DocumentReader();
    const files = [scratch.write("a.pdf", "no PDF"), scratch.write("b.pdf", "no PDF"), scratch.path("a.pdf")];
    const errors = await Promise.all(files.map((file) => reader.read(file).catch((error: unknown) => error)));
    assert.deepEqual(
      errors.map((error) => error instanceof DocumentError && [error.code, error.file]),
      files.map((file) => ["not-a-pdf", file]),
    );
  });

  it("refuses paths that cannot be looked up", async () => {
    const reader = new DocumentReader();
    for (const path of ["a\0.pdf", `${"a".repeat(5000)}.pdf`])
      await assert.rejects(reader.read(path), { name: "DocumentError", code: "unreadable" });
  });

  it("judges one content by each extension", async () => {
    const reader = new DocumentReader();
    const word = scratch.write("renamed.docx", PORTRAIT);
    assert.equal((await reader.read(scratch.write("original.pdf", PORTRAIT))).kind, "pdf");
    await assert.rejects(reader.read(word), { code: "not-a-word-file" });
  });

  it("stops waiting when the signal is aborted", async () => {
    const reader = new DocumentReader({ timeoutSeconds: 0.5 });
    const wanted = new AbortController();
    const reason = new Error("no longer wanted");
    const waiting = reader.read(scratch.write("endless.pdf", doublingTree(60)), { signal: wanted.signal });
    wanted.abort(reason);
    await assert.rejects(waiting, reason);
  });

  it("passes its limits on", async () => {
    const reader = new DocumentReader({ timeoutSeconds: 0.1, maxBytes: 10_000 });
    const endless = scratch.write("endless.pdf", doublingTree(60));
    const large = scratch.write("large.pdf", Buffer.alloc(10_001));
    await assert.rejects(reader.read(endless), { code: "timed-out" });
    await assert.rejects(reader.read(large), { code: "too-large" });
  });
});
