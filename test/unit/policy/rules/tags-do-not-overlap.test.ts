import type { RuleExample } from "../../../../policy/example.ts";
import { tagsDoNotOverlap as rule } from "../../../../policy/rules/tags-do-not-overlap.ts";
import type { Rule } from "../../../../schema/generated/inputs.ts";
import { envelopeOf, signerWith, tagOf } from "../envelope-of.ts";
import { itJudges } from "../it-judges.ts";

const shows = (name: string, criteria: Rule["conditions"][number]["criteria"]): Rule => ({
  action: "show",
  conditions: [{ triggerTagName: "box", criteria }],
  affectedTagNames: [name],
});

/** A box to tick, and the text fields a and b on one place. */
const alternatives = (...rules: Rule[]): RuleExample =>
  envelopeOf(
    signerWith(
      [
        { type: "checkbox_field", name: "box", optional: true, x: 0.1 },
        { type: "text_field", name: "a" },
        { type: "text_field", name: "b" },
      ],
      { rules },
    ),
  );

describe("the rule tags-do-not-overlap", () => {
  itJudges(rule, [
    [
      "tags side by side",
      envelopeOf(
        signerWith([
          { type: "signature", x: 0.1 },
          { type: "signature", x: 0.1 + 100 / 595 },
        ]),
      ),
      [],
    ],
    [
      "the same place on two pages",
      {
        ...envelopeOf(signerWith([{ type: "signature" }, { type: "signature", pageNumber: 2 }])),
        documents: { "contract.pdf": { pages: [["One"], ["Two"]] } },
      },
      [],
    ],
    [
      "the same place in two documents",
      {
        envelope: {
          documents: [{ path: "a.pdf" }, { path: "b.pdf" }],
          recipients: [
            signerWith([
              { type: "signature", fileName: "a.pdf" },
              { type: "signature", fileName: "b.pdf" },
            ]),
          ],
        },
      },
      [],
    ],
    [
      "two signers on one place",
      envelopeOf(signerWith([{ type: "signature" }]), signerWith([{ type: "signature", name: "two" }])),
      [
        'recipients[1].tags[0] (signature "two") lies on recipients[0].tags[0] (signature) on page 1: 100 % of the smaller one',
      ],
    ],
    [
      "a witness on the signer's place",
      envelopeOf(
        signerWith([{ type: "signature" }], { witness: { tags: [tagOf({ type: "initials", x: 0.42 })] } }),
      ),
      [
        "recipients[0].witness.tags[0] (initials) lies on recipients[0].tags[0] (signature) on page 1: 100 % of the smaller one",
      ],
    ],
    [
      "a quarter of the smaller one",
      envelopeOf(
        signerWith([
          { type: "signature", x: 0.1 },
          { type: "signature", x: 0.1 + 75 / 595 },
        ]),
      ),
      [],
    ],
    [
      "more than a quarter of the smaller one",
      envelopeOf(
        signerWith([
          { type: "signature", x: 0.1 },
          { type: "signature", x: 0.1 + 70 / 595 },
        ]),
      ),
      [
        "recipients[0].tags[1] (signature) lies on recipients[0].tags[0] (signature) on page 1: 30 % of the smaller one",
      ],
    ],
    [
      "touching at all, where the policy says so",
      {
        ...envelopeOf(
          signerWith([
            { type: "signature", x: 0.1 },
            { type: "signature", x: 0.1 + 99 / 595 },
          ]),
        ),
        options: { maxShare: 0 },
      },
      [
        "recipients[0].tags[1] (signature) lies on recipients[0].tags[0] (signature) on page 1: 1 % of the smaller one",
      ],
    ],
    [
      "each of many tags on one place once",
      envelopeOf(
        signerWith([{ type: "checkbox_field" }, { type: "checkbox_field" }, { type: "checkbox_field" }]),
      ),
      [
        "recipients[0].tags[1] (checkbox_field) lies on recipients[0].tags[0] (checkbox_field) on page 1: 100 % of the smaller one",
        "recipients[0].tags[2] (checkbox_field) lies on recipients[0].tags[0] (checkbox_field) on page 1: 100 % of the smaller one",
      ],
    ],
    [
      "tags one of which shows where the other does not",
      alternatives(shows("a", "has_value"), shows("b", "no_value")),
      [],
    ],
    [
      "a tag that hides when the other shows",
      alternatives(shows("a", "has_value"), { ...shows("b", "has_value"), action: "hide" }),
      [],
    ],
    [
      "tags that hide one when the box is ticked, one when it is not",
      alternatives(
        { ...shows("a", "has_value"), action: "hide" },
        { ...shows("b", "no_value"), action: "hide" },
      ),
      [],
    ],
    [
      "tags that show at the same time",
      alternatives(shows("a", "has_value"), shows("b", "has_value")),
      [
        'recipients[0].tags[2] (text_field "b") lies on recipients[0].tags[1] (text_field "a") on page 1: 100 % of the smaller one',
      ],
    ],
    [
      "a tag that shows now and then on one that always does",
      alternatives(shows("a", "has_value")),
      [
        'recipients[0].tags[2] (text_field "b") lies on recipients[0].tags[1] (text_field "a") on page 1: 100 % of the smaller one',
      ],
    ],
    [
      "envelopes whose documents carry the tags",
      { envelope: { autotagging: "GENERAL" } },
      "tags are read from the documents",
    ],
  ]);
});
