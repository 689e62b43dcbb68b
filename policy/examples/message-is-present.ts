import type { RuleExamples } from "../example.ts";

/** Examples of the rule `message-is-present`. */
export const examples: RuleExamples = {
  bad: { envelope: { message: " " }, findings: ["message is blank"] },
  good: { envelope: { message: "Please sign our service agreement by Friday." } },
};
