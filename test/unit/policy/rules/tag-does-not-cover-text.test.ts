import type { RuleExample } from "../../../../policy/example.ts";
import { tagDoesNotCoverText as rule } from "../../../../policy/rules/tag-does-not-cover-text.ts";
import { envelopeOf, signerWith } from "../envelope-of.ts";
import { itJudges } from "../it-judges.ts";

/** Lines at 72 points from the left, the first one's base line 72 points from the top; a signature on them. */
const on = (lines: string[], place: { x: number; y?: number }): RuleExample => ({
  ...envelopeOf(signerWith([{ type: "signature", ...place }])),
  documents: { "contract.pdf": { pages: [lines] } },
});

describe("the rule tag-does-not-cover-text", () => {
  itJudges(rule, [
    ["a tag where nothing is printed", on(["Signature:"], { x: 0.4 }), []],
    ["a tag right of a word", on(["Signature:"], { x: 135 / 595, y: 72 / 842 - 0.015 }), []],
    ["a tag right below a line", on(["Signature:"], { x: 72 / 595, y: 75 / 842 }), []],
    [
      "a tag on a word",
      on(["Signature:"], { x: 72 / 595, y: 60 / 842 }),
      ["recipients[0].tags[0] (signature) lies on 1 printed word of page 1"],
    ],
    [
      "a tag on two lines",
      on(["one two", "three"], { x: 72 / 595, y: 64 / 842 }),
      ["recipients[0].tags[0] (signature) lies on 3 printed words of page 1"],
    ],
    [
      "a tag on a line to write on",
      on(["________________", "................", "- - - -"], { x: 72 / 595, y: 60 / 842 }),
      [],
    ],
    ["a tag on the line after a word", on(["Name:_______________"], { x: 115 / 595, y: 60 / 842 }), []],
    [
      "a tag on the line and its word",
      on(["Name:_______________"], { x: 72 / 595, y: 60 / 842 }),
      ["recipients[0].tags[0] (signature) lies on 1 printed word of page 1"],
    ],
    [
      "a word that is covered as far as the policy allows",
      { ...on(["Signature:"], { x: 100 / 595, y: 60 / 842 }), options: { maxShare: 0.6 } },
      [],
    ],
    [
      "a word that is covered in part",
      on(["Signature:"], { x: 100 / 595, y: 60 / 842 }),
      ["recipients[0].tags[0] (signature) lies on 1 printed word of page 1"],
    ],
    [
      "envelopes whose documents carry the tags",
      { envelope: { autotagging: "GENERAL" } },
      "tags are read from the documents",
    ],
  ]);
});
