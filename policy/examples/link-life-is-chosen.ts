import type { RuleExamples } from "../example.ts";

const signer = {
  role: "Customer",
  name: "Cleo Example",
  email: "cleo@customer.example.com",
  tags: [{ type: "signature" as const, pageNumber: 1, x: 0.1, y: 0.8 }],
};

/** Examples of the rule `link-life-is-chosen`. */
export const examples: RuleExamples = {
  bad: {
    envelope: { recipients: [signer] },
    findings: ["recipients[0].activeForSeconds is not given: the link dies 2 days after the invitation"],
  },
  good: { envelope: { recipients: [{ ...signer, activeForDays: 14 }] } },
};
