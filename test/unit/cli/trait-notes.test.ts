import assert from "node:assert/strict";
import { traitNotes } from "../../../cli/trait-notes.ts";
import type { DocumentTraits } from "../../../document/index.ts";

const NOTHING: DocumentTraits = {
  javaScript: false,
  macros: false,
  attachments: [],
  signatures: 0,
  formFields: 0,
  comments: 0,
  trackedChanges: 0,
  fonts: [],
  pages: [{ number: 1, characters: 1, pictureShare: 1 }],
};

describe("notes on traits", () => {
  it("are none where there is nothing to tell", () => {
    assert.deepEqual(traitNotes(NOTHING), []);
  });

  it("tell one from several", () => {
    const scan = { number: 1, characters: 0, pictureShare: 0.8 };
    const some = { macros: true, attachments: ["", "a"], signatures: 1, comments: 2, trackedChanges: 3 };
    assert.deepEqual(
      traitNotes({ ...NOTHING, ...some, pages: [scan, { ...scan, pictureShare: 0.79 }, scan] }),
      [
        "macros",
        "files inside: (without a name), a",
        "1 signature",
        "2 comments",
        "3 tracked changes",
        "2 pages are scans without text",
      ],
    );
  });

  it("say nothing of the fonts of Word files, which hardly ever embed one", () => {
    const fonts = [{ name: "Arial", embedded: false }];
    assert.deepEqual(traitNotes({ ...NOTHING, fonts, pages: undefined }), []);
  });

  it("say of a .doc what is not known", () => {
    const unknown = {
      javaScript: undefined,
      attachments: undefined,
      signatures: undefined,
      pages: undefined,
    };
    assert.deepEqual(traitNotes({ ...NOTHING, ...unknown, macros: undefined }), [
      "whether there are files, signatures or comments inside is not known",
      "whether there are macros is not known",
    ]);
  });
});
