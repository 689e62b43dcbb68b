import type { RuleExamples } from "../example.ts";

export const examples: RuleExamples = {
  bad: {
    envelope: { recipients: [{ role: "Director", name: "Cleo Example", email: "cleo.example@gmail.com" }] },
    findings: ["recipients[0].email is at gmail.com, a provider of free or private mail"],
  },
  good: {
    envelope: {
      recipients: [{ role: "Director", name: "Cleo Example", email: "cleo@customer.example.com" }],
    },
  },
};
