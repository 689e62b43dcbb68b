import type { RuleExamples } from "../example.ts";

const envelope = {
  recipients: [
    {
      role: "Borrower",
      name: "Cleo Example",
      email: "cleo@customer.example.com",
      tags: [{ type: "signature" as const, pageNumber: 1, x: 0.1, y: 0.7 }],
      witness: { tags: [{ type: "signature" as const, pageNumber: 1, x: 0.6, y: 0.7 }] },
    },
    {
      role: "Lender",
      name: "Sam Sample",
      email: "sam@lender.example.com",
      tags: [{ type: "signature" as const, pageNumber: 1, x: 0.1, y: 0.8 }],
    },
  ],
};

export const examples: RuleExamples = {
  bad: {
    envelope,
    sent: { witnesses: [{ signer: "Borrower", alsoSigns: "Lender" }] },
    findings: ["recipients[0].witness is the signer recipients[1] of the same envelope"],
  },
  good: { envelope, sent: { witnesses: [] } },
};
