import assert from "node:assert/strict";
import { DocumentError, DocumentReader } from "../../../../document/index.ts";
import { doublingTree, pdfOfContent } from "../sample-pdf.ts";
import { scratchFolder } from "../test-files.ts";
import { type Parts, packedPdfWith, pdfWith, streamOf } from "./sample-traits.ts";

/** A page that draws a part which draws the next one twice, and so on, this many levels down. */
function doublingDrawing(levels: number): Parts {
  const drawn = Array.from({ length: levels }, (_, level) => {
    const next = level + 1 < levels ? "/P Do /P Do" : "";
    const resources = `/Resources << /XObject << /P ${level + 6} 0 R >> >>`;
    return streamOf(`/Subtype /Form /BBox [0 0 9 9] ${resources}`, next);
  });
  return {
    page: "/Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >>",
    objects: [streamOf("", "/P Do /P Do"), ...drawn],
  };
}

describe("DocumentReader.readTraits", () => {
  const scratch = scratchFolder();

  it("reads one content once, under whatever name and however often it is asked for", async () => {
    const reader = new DocumentReader();
    const content = pdfOfContent("");
    const [file, copy] = [scratch.write("one.pdf", content), scratch.write("two.pdf", content)];
    const traits = await Promise.all(
      Array.from({ length: 100 }, (_, at) => reader.readTraits(at % 2 ? file : copy)),
    );
    assert.equal(new Set(traits).size, 1);
  });

  it("refuses what the facts refuse", async () => {
    const reader = new DocumentReader();
    await assert.rejects(reader.readTraits(scratch.write("none.pdf", "no PDF")), {
      name: "DocumentError",
      code: "not-a-pdf",
    });
  });

  it("ends with a refusal when a page takes for ever to go through, and reads the next file", async () => {
    const hasty = new DocumentReader({ timeoutSeconds: 1 });
    const endless = scratch.write("endless.pdf", pdfWith(doublingDrawing(26)));
    // Whether its time or its memory is over first depends on the machine.
    await assert.rejects(
      hasty.readTraits(endless),
      (error) => error instanceof DocumentError && ["timed-out", "damaged"].includes(error.code),
    );
    assert.equal((await hasty.readTraits(scratch.write("next.pdf", pdfWith({})))).formFields, 0);
  });

  it("ends with objects that name themselves, and with deep nesting", async () => {
    const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
    for (const parts of [
      { catalog: "/X 4 0 R", objects: ["4 0 R"] },
      { catalog: "/AcroForm 4 0 R", objects: ["<< /T 5 0 R /FT 4 0 R /Parent 4 0 R >>", "6 0 R", "5 0 R"] },
      { catalog: `/X ${deep}` },
      { catalog: "/X 4 0 R", objects: [deep] },
    ])
      for (const pdf of [pdfWith(parts), packedPdfWith(parts)]) {
        const file = scratch.write("odd.pdf", pdf);
        const traits = await new DocumentReader().readTraits(file).catch((error: unknown) => error);
        assert(
          "javaScript" in (traits as object) || (traits as { code?: string }).code === "damaged",
          `${traits}`,
        );
      }
  });

  it("stops waiting when the signal is aborted", async () => {
    const wanted = new AbortController();
    const reason = new Error("no longer wanted");
    const reader = new DocumentReader({ timeoutSeconds: 0.5 });
    const waiting = reader.readTraits(scratch.write("endless.pdf", doublingTree(60)), {
      signal: wanted.signal,
    });
    wanted.abort(reason);
    await assert.rejects(waiting, reason);
  });
});
