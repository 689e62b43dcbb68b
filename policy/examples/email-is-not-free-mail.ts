import type { RuleExamples } from "../example.ts";

export const examples: RuleExamples = {
  bad: {
    envelope: {
      recipients: [{ role: "Director", name: "Cleo Example", email: "cleo@freemail.example.com" }],
    },
    options: { further: ["freemail.example.com"] },
    findings: ["recipients[0].email is at freemail.example.com, a provider of free or private mail"],
  },
  good: {
    envelope: {
      recipients: [{ role: "Director", name: "Cleo Example", email: "cleo@customer.example.com" }],
    },
  },
};
