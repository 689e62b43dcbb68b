import type { RuleExamples } from "../example.ts";

/** Examples of the rule `tag-keeps-from-edge`. */
export const examples: RuleExamples = {
  bad: {
    envelope: {
      recipients: [
        {
          role: "Customer",
          name: "Cleo Example",
          email: "cleo@customer.example.com",
          tags: [{ type: "signature", pageNumber: 1, x: 0.01, y: 0.8 }],
        },
      ],
    },
    findings: ["recipients[0].tags[0] (signature) is 6 pt from the left edge of page 1; it keeps 12 pt"],
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
