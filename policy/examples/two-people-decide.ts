import type { RuleExamples } from "../example.ts";

const options = { domains: ["company.example.com"] };
const customer = { role: "Customer", name: "Cleo Example", email: "cleo@customer.example.com" };
const manager = { role: "Manager", name: "Mo Sample", email: "mo@company.example.com", signGroup: 2 };
const director = { role: "Director", name: "Dee Placeholder", email: "dee@company.example.com" };

export const examples: RuleExamples = {
  bad: {
    envelope: { recipients: [customer, manager, { ...director, signGroup: 2 }] },
    options,
    findings: [
      "recipients has 1 person of company.example.com in a sign group of their own; 2 are asked for",
    ],
  },
  good: {
    envelope: { recipients: [customer, manager, { ...director, signGroup: 3 }] },
    options,
  },
};
