import type { RuleExample } from "../../../../policy/example.ts";
import { messageHasNoSecrets as rule } from "../../../../policy/rules/message-has-no-secrets.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule } from "../describe-rule.ts";

const key = `AKIA${"IOSFODNN7EXAMPLE"}`;
const iban = "GB29 NWBK 6016 1331 9268 19";
const field = (rest: object): RuleExample => ({
  envelope: {
    recipients: [
      {
        name: "Cleo Example",
        email: "cleo@example.com",
        tags: [{ type: "text_field", pageNumber: 1, x: 0.1, y: 0.1, width: 0.2, ...rest }],
      },
    ],
  },
});

describeRule(rule, [
  ["texts without any", { envelope: {} }, []],
  [
    "a key in the message",
    { envelope: { message: `Use ${key}.` } },
    ["message has what has the form of a key or token at character 5"],
  ],
  [
    "a card's number in the name",
    { envelope: { name: "4111 1111 1111 1111" } },
    ["name has the number of a payment card at character 1"],
  ],
  [
    "a password in a help text",
    field({ helpText: "password: Tr0ub4dor" }),
    ["recipients[0].tags[0].helpText has what is given as a password at character 1"],
  ],
  [
    "an IBAN in a prefilled value",
    field({ prefilledValue: iban }),
    ["recipients[0].tags[0].prefilledValue has an IBAN at character 1"],
  ],
  [
    "an IBAN in a prefilled value, where that is meant",
    { ...field({ prefilledValue: iban }), options: { ibansInFields: true } },
    [],
  ],
  [
    "an IBAN elsewhere all the same",
    { envelope: { message: iban }, options: { ibansInFields: true } },
    ["message has an IBAN at character 1"],
  ],
  ["a kind that is not looked for", { envelope: { message: iban }, options: { kinds: ["key"] } }, []],
  [
    "a person's name that looks like one",
    { envelope: { recipients: [{ name: key, email: "cleo@example.com" }] } },
    [],
  ],
  ["a text that is not known yet", field({ helpText: unknownValue }), "undetermined"],
]);
