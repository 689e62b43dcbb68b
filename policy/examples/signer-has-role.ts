import type { RuleExamples } from "../example.ts";

const buyer = { name: "Cleo Example", email: "cleo@customer.example.com" };
const copy = { type: "CC", name: "Ari Copy", email: "contracts@company.example.com" } as const;

export const examples: RuleExamples = {
  bad: {
    envelope: { recipients: [buyer, copy] },
    findings: ["recipients[0] has no role"],
  },
  good: {
    envelope: { recipients: [{ ...buyer, role: "Buyer" }, copy] },
  },
};
