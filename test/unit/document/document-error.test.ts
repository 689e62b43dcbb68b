import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DOCUMENT_ERROR_CODES, DocumentError } from "../../../document/document-error.ts";

describe("DocumentError", () => {
  it("has a row in docs/documents.md for each of its codes", () => {
    const page = readFileSync(join(import.meta.dirname, "../../../docs/documents.md"), "utf8");
    const table = page.slice(page.search(/^\| code +\| when /m), page.indexOf("### Damaged PDFs"));
    const rows = [...table.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, code]) => code);
    assert.deepEqual(rows, DOCUMENT_ERROR_CODES);
  });

  it("keeps what it was told apart from its message", () => {
    const cause = new Error("EIO");
    const known = { kind: "pdf", bytes: 3 } as const;
    const error = new DocumentError(
      "a.pdf",
      { code: "unreadable", problem: "cannot be read." },
      known,
      cause,
    );
    assert.deepEqual(
      { ...error, message: error.message, cause: error.cause },
      {
        name: "DocumentError",
        code: "unreadable",
        file: "a.pdf",
        problem: "cannot be read.",
        known,
        message: 'The document "a.pdf" cannot be read.',
        cause,
      },
    );
  });
});
