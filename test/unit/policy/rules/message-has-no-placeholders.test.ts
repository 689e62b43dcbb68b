import type { RuleExample } from "../../../../policy/example.ts";
import { messageHasNoPlaceholders as rule } from "../../../../policy/rules/message-has-no-placeholders.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule } from "../describe-rule.ts";

const field = { type: "text_field", pageNumber: 1, x: 0.1, y: 0.1, width: 0.2 };
const signer = { name: "Cleo Example", email: "cleo@example.com" };
const people = (...recipients: object[]): RuleExample => ({
  envelope: { recipients: recipients.map((one) => ({ ...signer, ...one })) },
});

describeRule(rule, [
  ["texts without any", { envelope: {} }, []],
  [
    "one in the name",
    { envelope: { name: "Agreement %COMPANY%" } },
    ["name has a placeholder between signs at character 11"],
  ],
  [
    "one in the message, counted in letters",
    { envelope: { message: "😀 {{x}}" } },
    ["message has a placeholder in braces at character 3"],
  ],
  [
    "one in the sender's name",
    { envelope: { emails: { name: "[Your company]" } } },
    ["emails.name has a placeholder in square brackets at character 1"],
  ],
  [
    "what Pulumi makes of an output in a text",
    { envelope: { message: "Calling [toString] on an [Output<T>] is not supported." } },
    ["message has what a program writes in place of a value at character 1"],
  ],
  [
    "one in a person's name and in a role",
    people({ name: "<<Name>>", role: "TBC" }),
    [
      "recipients[0].name has a placeholder in angle brackets at character 1",
      "recipients[0].role has a note that something is still to be done at character 1",
    ],
  ],
  [
    "those of a signer's and a witness's tags",
    people({
      tags: [{ ...field, prefilledValue: "Lorem ipsum", helpText: "TODO: explain" }],
      witness: { tags: [{ ...field, validation: { regex: "^[A-Z]+$", errorMessage: "[MESSAGE]" } }] },
    }),
    [
      "recipients[0].tags[0].prefilledValue has filler text at character 1",
      "recipients[0].tags[0].helpText has a note that something is still to be done at character 1",
      "recipients[0].witness.tags[0].validation.errorMessage has a placeholder in square brackets at character 1",
    ],
  ],
  [
    "the regular expression of a field",
    people({ tags: [{ ...field, validation: { regex: "[A-Z]{2}" } }] }),
    [],
  ],
  [
    "several in one text, in one finding",
    { envelope: { message: "[NAME] {{a}} {{b}}" } },
    ["message has a placeholder in square brackets at character 1, and 2 more"],
  ],
  ["one that is meant", { envelope: { name: "[FINAL] Agreement" }, options: { allow: ["[FINAL]"] } }, []],
  [
    "one beside one that is meant",
    { envelope: { name: "[FINAL] [NAME]" }, options: { allow: ["[FINAL]"] } },
    ["name has a placeholder in square brackets at character 9"],
  ],
  ["a text that is not known yet", people({ tags: [{ ...field, helpText: unknownValue }] }), "undetermined"],
]);
