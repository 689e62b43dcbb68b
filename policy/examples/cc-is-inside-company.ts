import type { RuleExamples } from "../example.ts";

const options = { company: ["company.example.com", "*.company.example.com"] };
const customer = { role: "Customer", name: "Cleo Example", email: "cleo@customer.example.com" };

export const examples: RuleExamples = {
  bad: {
    envelope: {
      recipients: [customer, { type: "CC", name: "Ari Copy", email: "contracts@archive.example.net" }],
    },
    options,
    findings: ["recipients[1].email is at archive.example.net, outside the company"],
  },
  good: {
    envelope: {
      recipients: [customer, { type: "CC", name: "Ari Copy", email: "contracts@legal.company.example.com" }],
    },
    options,
  },
};
