import type { RuleExamples } from "../example.ts";

/** Examples of the rule `completion-is-told`. */
export const examples: RuleExamples = {
  bad: {
    envelope: { sender: { eventNotifications: [] } },
    findings: ["sender.eventNotifications has no envelope_completion, and no webhook tells of it either"],
  },
  good: { envelope: { sender: { eventNotifications: ["envelope_completion"] } } },
};
