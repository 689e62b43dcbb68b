import type { RuleExamples } from "../example.ts";

/** Examples of the rule `signer-has-signature-tag`. */
export const examples: RuleExamples = {
  bad: {
    envelope: {
      recipients: [
        {
          role: "Customer",
          name: "Cleo Example",
          email: "cleo@customer.example.com",
          tags: [{ type: "text_field", pageNumber: 1, x: 0.1, y: 0.8, width: 0.3 }],
        },
      ],
    },
    findings: ["recipients[0].tags has no signature tag"],
  },
  good: {
    envelope: {
      recipients: [
        {
          role: "Customer",
          name: "Cleo Example",
          email: "cleo@customer.example.com",
          tags: [{ type: "signature", pageNumber: 1, x: 0.1, y: 0.8 }],
        },
      ],
    },
  },
};
