import { tagKeepsFromEdge as rule } from "../../../../policy/rules/tag-keeps-from-edge.ts";
import { envelopeOf, signerWith } from "../envelope-of.ts";
import { itJudges } from "../it-judges.ts";

describe("the rule tag-keeps-from-edge", () => {
  itJudges(rule, [
    [
      "tags that keep 12 points",
      envelopeOf(
        signerWith([
          { type: "signature", x: 12 / 595, y: 12 / 842 },
          { type: "initials", x: (595 - 36 - 12) / 595, y: (842 - 20 - 12) / 842 },
        ]),
      ),
      [],
    ],
    [
      "a tag in the top left corner",
      envelopeOf(signerWith([{ type: "checkbox_field", x: 0, y: 0 }])),
      [
        "recipients[0].tags[0] (checkbox_field) is 0 pt from the left edge and 0 pt from the top edge of page 1; it keeps 12 pt",
      ],
    ],
    [
      "a text field that ends near the right edge",
      envelopeOf(signerWith([{ type: "text_field", x: 0.5, width: 0.49 }])),
      ["recipients[0].tags[0] (text_field) is 6 pt from the right edge of page 1; it keeps 12 pt"],
    ],
    [
      "a tag past the edge, which is for another rule",
      envelopeOf(signerWith([{ type: "signature", x: 0.9 }])),
      [],
    ],
    [
      "a margin of the policy",
      { ...envelopeOf(signerWith([{ type: "signature", x: 0.1 }])), options: { marginPt: 72 } },
      ["recipients[0].tags[0] (signature) is 59.5 pt from the left edge of page 1; it keeps 72 pt"],
    ],
    [
      "envelopes whose documents carry the tags",
      { envelope: { autotagging: "GENERAL" } },
      "tags are read from the documents",
    ],
  ]);
});
