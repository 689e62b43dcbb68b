import type { RuleExample } from "../../../../policy/example.ts";
import { radioGroupIsComplete as rule } from "../../../../policy/rules/radio-group-is-complete.ts";
import type { TagInputs } from "../../../../schema/envelope-inputs.ts";
import { envelopeOf, signerWith, tagOf } from "../envelope-of.ts";
import { itJudges } from "../it-judges.ts";

const buttons = (...parts: Partial<TagInputs>[]): RuleExample =>
  envelopeOf(signerWith(parts.map((part) => ({ type: "radio_field", ...part }))));

describe("the rule radio-group-is-complete", () => {
  itJudges(rule, [
    ["two buttons of a group", buttons({ tagGroupName: "g" }, { tagGroupName: "g" }), []],
    [
      "a button without a group",
      buttons({ tagGroupName: "g" }, { tagGroupName: "g" }, {}),
      ["recipients[0].tags[2] is a radio button without a tag group"],
    ],
    [
      "a group of one button",
      buttons({ tagGroupName: "g" }),
      ['recipients[0].tags[0].tagGroupName names the group "g", which has 1 radio button: that is no choice'],
    ],
    [
      "a group on two pages",
      buttons({ tagGroupName: "g" }, { tagGroupName: "g", pageNumber: 2 }),
      ['recipients[0].tags[0].tagGroupName names the group "g", whose buttons are on 2 pages'],
    ],
    [
      "a group on two pages, where the policy allows for it",
      {
        ...buttons({ tagGroupName: "g" }, { tagGroupName: "g", pageNumber: 2 }),
        options: { acrossPages: true },
      },
      [],
    ],
    [
      "a group in two documents",
      {
        ...buttons({ tagGroupName: "g", fileName: "a.pdf" }, { tagGroupName: "g", fileName: "b.pdf" }),
        options: { acrossPages: true },
      },
      ['recipients[0].tags[0].tagGroupName names the group "g", whose buttons are in 2 documents'],
    ],
    [
      "two signers' groups of one name",
      envelopeOf(
        signerWith([{ type: "radio_field", tagGroupName: "g" }]),
        signerWith([{ type: "radio_field", tagGroupName: "g" }]),
      ),
      [
        'recipients[0].tags[0].tagGroupName names the group "g", which has 1 radio button: that is no choice',
        'recipients[1].tags[0].tagGroupName names the group "g", which has 1 radio button: that is no choice',
      ],
    ],
    [
      "a witness's button",
      envelopeOf(signerWith([], { witness: { tags: [tagOf({ type: "radio_field" })] } })),
      ["recipients[0].witness.tags[0] is a radio button without a tag group"],
    ],
    ["checkboxes", envelopeOf(signerWith([{ type: "checkbox_field" }])), []],
    [
      "envelopes whose documents carry the tags",
      { envelope: { autotagging: "GENERAL" } },
      "tags are read from the documents",
    ],
  ]);
});
