import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Box, DocumentError, inspectDocument } from "../../../document/index.ts";
import { needTestFiles, TEST_FILES } from "./test-files.ts";

/** What poppler's `pdfinfo -box` says of a file. */
interface Expected {
  bytes: number;
  sha256: string;
  err?: string;
  encrypted?: string;
  rotations?: number[];
  mediaBoxes?: Box[];
  cropBoxes?: Box[];
}

/** Files that we judge otherwise than poppler; docs/documents.md gives the reasons at more length. */
const OURS: Record<string, { code: string; reason: string } | { pages: number; reason: string }> = {
  "boundingBox_invalid.pdf": {
    code: "invisible-page",
    reason: "page 3 shows nothing, or all, by the program used",
  },
  "encrypted-attachment.pdf": {
    code: "damaged",
    reason: "startxref points 19 bytes past the table; poppler guesses",
  },
  "xfa_issue14315.pdf": { code: "dynamic-form", reason: "its one page is a placeholder" },
  "poppler-67295-0.pdf": { pages: 1, reason: "the page is there; only its tree claims 9,999,999,999" },
};

/** Files that poppler refuses as well. */
const REFUSED: Record<string, string> = {
  "REDHAT-1531897-0.pdf": "damaged",
  "bug1020226.pdf": "damaged",
  "issue15590.pdf": "damaged",
  "poppler-395-0-fuzzed.pdf": "no-pages",
  "poppler-85140-0.pdf": "damaged",
  "print_protection.pdf": "needs-password",
};

const folder = join(TEST_FILES, "pdfs");
const list = join(folder, "expected.json");
const expectations: Record<string, Expected> = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : {};

describe("the collection of awkward PDFs", () => {
  before(function () {
    needTestFiles(this);
  });

  it("is there", () => {
    assert.equal(Object.keys(expectations).length, 42);
  });

  for (const [name, expected] of Object.entries(expectations)) {
    const ours = OURS[name];
    const refusal = ours && "code" in ours ? ours.code : REFUSED[name];
    if (refusal) {
      it(`refuses ${name} (${refusal}) and tells its size and hash`, async () => {
        const error = await inspectDocument(join(folder, name)).catch((thrown: unknown) => thrown);
        assert(error instanceof DocumentError, `${error}`);
        const { code, known } = error;
        const encrypted = refusal === "needs-password" ? { encrypted: true } : {};
        const { bytes, sha256 } = expected;
        assert.deepEqual(
          { code, known },
          { code: refusal, known: { kind: "pdf", bytes, sha256, ...encrypted } },
        );
      });
    } else if (ours && "pages" in ours) {
      it(`reads ${ours.pages} page of ${name}, where poppler reads none`, async () => {
        const { pages } = await inspectDocument(join(folder, name));
        assert.equal(pages?.length, ours.pages);
      });
    } else {
      it(`reads ${name} as poppler does`, async () => {
        const { pages = [], encrypted, bytes, sha256 } = await inspectDocument(join(folder, name));
        assert.deepEqual(
          { bytes, sha256, encrypted, rotations: pages.map(({ rotation }) => rotation) },
          {
            bytes: expected.bytes,
            sha256: expected.sha256,
            encrypted: expected.encrypted?.startsWith("yes"),
            rotations: expected.rotations,
          },
        );
        assertBoxes(
          pages.map(({ mediaBox }) => mediaBox),
          expected.mediaBoxes,
        );
        assertBoxes(
          pages.map(({ cropBox }) => cropBox),
          expected.cropBoxes,
        );
      });
    }
  }
});

/** Equal to a hundredth of a point, to which poppler rounds. */
function assertBoxes(actual: readonly Box[], expected: readonly Box[] = []): void {
  assert.equal(actual.length, expected.length);
  for (const [page, box] of actual.entries())
    for (const [side, value] of box.entries())
      assert(Math.abs(value - (expected[page]?.[side] ?? Number.NaN)) < 0.01, `page ${page + 1}: ${box}`);
}
