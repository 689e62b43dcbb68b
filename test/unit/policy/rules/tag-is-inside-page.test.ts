import type { RuleExample } from "../../../../policy/example.ts";
import { tagIsInsidePage as rule } from "../../../../policy/rules/tag-is-inside-page.ts";
import type { TagInputs } from "../../../../schema/envelope-inputs.ts";
import { envelopeOf, signerWith, tagOf } from "../envelope-of.ts";
import { itJudges } from "../it-judges.ts";

const of = (tag: Partial<TagInputs> & Pick<TagInputs, "type">, sizes = {}): RuleExample => ({
  ...envelopeOf(signerWith([tag])),
  options: { sizes },
});

describe("the rule tag-is-inside-page", () => {
  itJudges(rule, [
    ["a signature that just fits", of({ type: "signature", x: 495 / 595, y: 818 / 842 }), []],
    [
      "a signature past the right edge",
      of({ type: "signature", x: 0.9 }),
      [
        "recipients[0].tags[0] (signature) reaches 40.5 pt past the right edge of page 1, being 100 pt wide and 24 pt high",
      ],
    ],
    [
      "initials past both edges",
      of({ type: "initials", name: "here", x: 0.949, y: 0.949 }, { initials: { widthPt: 60, heightPt: 50 } }),
      [
        'recipients[0].tags[0] (initials "here") reaches 29.7 pt past the right edge and 7.1 pt past the bottom edge of page 1, being 60 pt wide and 50 pt high',
      ],
    ],
    ["a checkbox in the last place that there is", of({ type: "checkbox_field", x: 0.949, y: 0.949 }), []],
    ["a text field up to the edge", of({ type: "text_field", x: 0.5, width: 0.499 }), []],
    [
      "a high text field at the bottom",
      of({ type: "text_field", y: 0.949, width: 0.1 }, { text_field: { heightPt: 50 } }),
      [
        "recipients[0].tags[0] (text_field) reaches 7.1 pt past the bottom edge of page 1, being 59.5 pt wide and 50 pt high",
      ],
    ],
    [
      "a witness's tag",
      envelopeOf(
        signerWith([{ type: "signature" }], {
          witness: { tags: [tagOf({ type: "date_signed_field", x: 0.949 })] },
        }),
      ),
      [
        "recipients[0].witness.tags[0] (date_signed_field) reaches 27.7 pt past the right edge of page 1, being 58 pt wide and 14 pt high",
      ],
    ],
    [
      "a tag on a page that there is not, which check refuses",
      of({ type: "signature", pageNumber: 2, x: 0.9 }),
      [],
    ],
    [
      "envelopes whose documents carry the tags",
      { envelope: { autotagging: "GENERAL" } },
      "tags are read from the documents",
    ],
    [
      "documents that cannot be read",
      { envelope: { documents: [{ path: "contract.docx" }] } },
      "where tags go is not known",
    ],
  ]);
});
