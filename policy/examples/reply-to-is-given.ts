import type { RuleExamples } from "../example.ts";

/** Examples of the rule `reply-to-is-given`. */
export const examples: RuleExamples = {
  bad: {
    envelope: { emails: { replyTo: "no-reply@example.com" } },
    findings: ["emails.replyTo is an address for no replies"],
  },
  good: { envelope: { emails: { replyTo: "contracts@example.com" } } },
};
