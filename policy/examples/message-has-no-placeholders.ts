import type { RuleExamples } from "../example.ts";

/** Examples of the rule `message-has-no-placeholders`. */
export const examples: RuleExamples = {
  bad: {
    envelope: {
      name: "Agreement with [COMPANY]",
      message: "Dear {{firstName}}, please sign. TODO: by when?",
    },
    findings: [
      "name has a placeholder in square brackets at character 16",
      "message has a placeholder in braces at character 6, and 1 more",
    ],
  },
  good: { envelope: { name: "Service agreement", message: "Please sign by Friday." } },
};
