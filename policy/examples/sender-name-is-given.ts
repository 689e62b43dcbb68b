import type { RuleExamples } from "../example.ts";

/** Examples of the rule `sender-name-is-given`. */
export const examples: RuleExamples = {
  bad: {
    envelope: { emails: {} },
    findings: ["emails.name is not given: e-mails carry the account's name"],
  },
  good: { envelope: { emails: { name: "Example Ltd" } } },
};
