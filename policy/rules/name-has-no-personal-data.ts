import { personalDataIn } from "../personal-data.ts";
import { defineRule, type Rule } from "../rule.ts";

/** An envelope's name says nothing about a person. */
export const nameHasNoPersonalData: Rule = defineRule({
  name: "name-has-no-personal-data",
  title: "An envelope's name says nothing about a person.",
  description:
    "The name is the e-mail's subject, which is shown on locked screens and kept in mail logs; it stands in lists, webhooks and Pulumi's state. A person's name, address or number in it is in all of them.",
  severity: "medium",
  defaultLevel: "advisory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      lastNames: {
        description: "True: the last word of a recipient's name alone counts, too, if it has four letters.",
        type: "boolean",
        default: false,
      },
      maxDigits: {
        description: "A number of more digits than that is taken for somebody's: a phone's, an account's.",
        type: "integer",
        minimum: 4,
        default: 10,
      },
    },
  },
  frameworks: ["GDPR Art. 5(1)(c)", "GDPR Art. 25"],
  fix: "Name what is signed, and say in the message or the document whom it is about.",
  check: ({ envelope }, { now }, options: { lastNames: boolean; maxDigits: number }) =>
    personalDataIn(envelope.name, { ...options, recipients: envelope.recipients, now }).map((what) => ({
      path: ["name"],
      message: `has ${what} in it`,
    })),
});
