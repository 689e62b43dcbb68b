import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DocumentError, DocumentReader, type DocumentTraits } from "../../../../document/index.ts";
import { needPoppler, popplerTraits } from "../poppler.ts";
import { needTestFiles, TEST_FILES } from "../test-files.ts";

type Notable = Omit<DocumentTraits, "fonts" | "pages" | "macros" | "trackedChanges">;

const NOTHING: Notable = { javaScript: false, attachments: [], signatures: 0, formFields: 0, comments: 0 };

/** The files that hold more than pages, each looked at: what is said of them is so. */
const NOTABLE: Readonly<Record<string, Partial<Notable>>> = {
  "annotation-text-widget.pdf": { javaScript: true, formFields: 6 },
  "attachment.pdf": { attachments: ["foo.txt"] },
  "autoprint.pdf": { javaScript: true },
  "issue17215.pdf": { comments: 2 },
  "js-buttons.pdf": { javaScript: true, formFields: 9 },
  "secHandler.pdf": { javaScript: true, formFields: 1 },
  "signed_verified.pdf": { signatures: 1 },
  "tracemonkey_a11y.pdf": { comments: 4 },
};

/** Where poppler says otherwise, and why. */
const POPPLER_DIFFERS: Readonly<Record<string, string>> = {
  "poppler-67295-0.pdf": "poppler finds no page, because the page tree's count is wrong, and so no font",
};

const folder = join(TEST_FILES, "pdfs");
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".pdf")) : [];

describe("the traits of the collection of awkward PDFs", () => {
  const reader = new DocumentReader();
  const traits = new Map<string, DocumentTraits>();

  before(async function () {
    needTestFiles(this);
    for (const name of names) {
      const result = await reader.readTraits(join(folder, name)).catch((error: unknown) => error);
      if (!(result instanceof DocumentError)) traits.set(name, result as DocumentTraits);
    }
  });

  it("are read of each file that is not refused", () => {
    assert.deepEqual([names.length, traits.size], [42, 33]);
  });

  it("are scripts, attachments, signatures, fields and comments where there are some", () => {
    for (const [name, found] of traits) {
      const { javaScript, attachments, signatures, formFields, comments } = found;
      assert.deepEqual(
        { name, javaScript, attachments, signatures, formFields, comments },
        { name, ...NOTHING, ...NOTABLE[name] },
      );
    }
  });

  it("are a page under one picture, with text over it, of issue14415.pdf", () => {
    assert.deepEqual(traits.get("issue14415.pdf")?.pages, [{ number: 1, characters: 339, pictureShare: 1 }]);
  });

  it("are what poppler says, but where it is wrong", function () {
    needPoppler(this, "pdfinfo");
    this.timeout(120_000);
    const differing: string[] = [];
    for (const [name, { javaScript, attachments, signatures, fonts = [] }] of traits) {
      const ours = {
        javaScript,
        attachments,
        signatures,
        fonts: fonts.map((font) => (font.embedded ? `${font.name} embedded` : font.name)).sort(),
      };
      const theirs = popplerTraits(join(folder, name));
      if (name in POPPLER_DIFFERS) {
        assert.notDeepEqual(ours, theirs);
        differing.push(name);
      } else assert.deepEqual({ name, ...ours }, { name, ...theirs });
    }
    assert.deepEqual(differing, Object.keys(POPPLER_DIFFERS));
  });
});
