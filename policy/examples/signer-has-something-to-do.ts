import type { RuleExamples } from "../example.ts";

const customer = {
  role: "Customer",
  name: "Cleo Example",
  email: "cleo@customer.example.com",
  tags: [{ type: "signature" as const, pageNumber: 1, x: 0.1, y: 0.8 }],
};
const lawyer = { name: "Lou Sample", email: "lou@law.example.com" };

export const examples: RuleExamples = {
  bad: {
    envelope: { recipients: [customer, { ...lawyer, role: "Lawyer" }] },
    findings: ["recipients[1] is asked to sign and has no tags"],
  },
  good: {
    envelope: { recipients: [customer, { ...lawyer, type: "CC" }] },
  },
};
