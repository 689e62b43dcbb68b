import type { RuleExamples } from "../example.ts";

/** Examples of the rule `message-has-no-secrets`. */
export const examples: RuleExamples = {
  bad: {
    envelope: { message: "Pay to GB29 NWBK 6016 1331 9268 19. The document's password is Orchid-4471." },
    findings: [
      "message has an IBAN at character 8",
      "message has what is given as a password at character 52",
    ],
  },
  good: { envelope: { message: "Please sign. You get the account's number by post." } },
};
