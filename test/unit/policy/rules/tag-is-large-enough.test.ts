import type { RuleExample } from "../../../../policy/example.ts";
import { tagIsLargeEnough as rule } from "../../../../policy/rules/tag-is-large-enough.ts";
import type { TagInputs } from "../../../../schema/envelope-inputs.ts";
import { envelopeOf, signerWith } from "../envelope-of.ts";
import { itJudges } from "../it-judges.ts";

const field = (part: Partial<TagInputs>): RuleExample =>
  envelopeOf(signerWith([{ type: "text_field", ...part }]));

describe("the rule tag-is-large-enough", () => {
  itJudges(rule, [
    ["a field for three digits", field({ width: 18 / 595 }), []],
    [
      "a field for one digit",
      field({ width: 12 / 595 }),
      ["recipients[0].tags[0].width (text_field) is 12 pt wide; it needs 18 pt"],
    ],
    [
      "a narrow field where the policy says so",
      { ...field({ width: 12 / 595 }), options: { minWidthPt: 10 } },
      [],
    ],
    ["a prefilled text that fits", field({ width: 80 / 595, prefilledValue: "x".repeat(20) }), []],
    [
      "a prefilled text that is too long",
      field({ width: 80 / 595, prefilledValue: "x".repeat(21) }),
      [
        "recipients[0].tags[0].width (text_field) is 80 pt wide; it needs 84 pt for its prefilled text of 21 characters",
      ],
    ],
    [
      "a regular expression that asks for more than fits",
      field({ width: 20 / 595, validation: { regex: "^\\d{4}-\\d{2}$" } }),
      ["recipients[0].tags[0].width (text_field) is 20 pt wide; it needs 28 pt for a text of 7 characters"],
    ],
    [
      "a regular expression that allows for more than fits",
      field({ width: 20 / 595, validation: { regex: "^[a-z]{1,500}.*$" } }),
      [],
    ],
    [
      "a regular expression that it does not understand",
      field({ width: 20 / 595, validation: { regex: "^(a|bb){100}$" } }),
      [],
    ],
    ["other tags", envelopeOf(signerWith([{ type: "signature" }, { type: "checkbox_field" }])), []],
    [
      "envelopes whose documents carry the tags",
      { envelope: { autotagging: "GENERAL" } },
      "tags are read from the documents",
    ],
  ]);
});
