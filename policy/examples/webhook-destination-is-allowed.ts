import type { RuleExamples } from "../example.ts";

/** Examples of the rule `webhook-destination-is-allowed`. */
export const examples: RuleExamples = {
  bad: {
    envelope: {
      notifications: {
        destination: "https://collector.example.net/yoti",
        subscriptions: ["envelope_completion"],
      },
    },
    options: { hosts: ["*.example.com"] },
    findings: ["notifications.destination leads to collector.example.net, which is not among *.example.com"],
  },
  good: {
    envelope: {
      notifications: {
        destination: "https://hooks.example.com/yoti",
        subscriptions: ["envelope_completion"],
      },
    },
    options: { hosts: ["*.example.com"] },
  },
};
