import type { RuleExamples } from "../example.ts";

/** Examples of the rule `tags-do-not-overlap`. */
export const examples: RuleExamples = {
  bad: {
    envelope: {
      recipients: [
        {
          role: "Customer",
          name: "Cleo Example",
          email: "cleo@customer.example.com",
          tags: [{ type: "signature", pageNumber: 1, x: 0.1, y: 0.8 }],
        },
        {
          role: "Supplier",
          name: "Sam Sample",
          email: "sam@supplier.example.com",
          tags: [{ type: "signature", pageNumber: 1, x: 0.1, y: 0.8 }],
        },
      ],
    },
    findings: [
      "recipients[1].tags[0] (signature) lies on recipients[0].tags[0] (signature) on page 1: 100 % of the smaller one",
    ],
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
        {
          role: "Supplier",
          name: "Sam Sample",
          email: "sam@supplier.example.com",
          tags: [{ type: "signature", pageNumber: 1, x: 0.6, y: 0.8 }],
        },
      ],
    },
  },
};
