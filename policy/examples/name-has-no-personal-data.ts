import type { RuleExamples } from "../example.ts";

/** Examples of the rule `name-has-no-personal-data`. */
export const examples: RuleExamples = {
  bad: {
    envelope: { name: "Employment contract Cleo Example, born 12.03.1990" },
    findings: [
      "name has a recipient's name (recipients[0]) in it",
      "name has what may be a date of birth in it",
    ],
  },
  good: { envelope: { name: "Employment contract" } },
};
