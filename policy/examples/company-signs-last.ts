import type { RuleExamples } from "../example.ts";

const options = { company: ["company.example.com"] };
const director = { role: "Director", name: "Dee Placeholder", email: "dee@company.example.com" };
const customer = { role: "Customer", name: "Cleo Example", email: "cleo@customer.example.com" };

export const examples: RuleExamples = {
  bad: {
    envelope: { recipients: [director, { ...customer, signGroup: 2 }] },
    options,
    findings: ["recipients[0].signGroup is 1, and others still sign in group 2; the company signs last"],
  },
  good: {
    envelope: { recipients: [customer, { ...director, signGroup: 2 }] },
    options,
  },
};
