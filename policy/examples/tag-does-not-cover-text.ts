import type { RuleExamples } from "../example.ts";

/** Examples of the rule `tag-does-not-cover-text`. */
export const examples: RuleExamples = {
  bad: {
    envelope: {
      recipients: [
        {
          role: "Customer",
          name: "Cleo Example",
          email: "cleo@customer.example.com",
          tags: [{ type: "signature", pageNumber: 1, x: 0.15, y: 0.08 }],
        },
      ],
    },
    documents: { "contract.pdf": { pages: [["An agreement between two parties."]] } },
    findings: ["recipients[0].tags[0] (signature) lies on 2 printed words of page 1"],
  },
  good: {
    envelope: {
      recipients: [
        {
          role: "Customer",
          name: "Cleo Example",
          email: "cleo@customer.example.com",
          tags: [{ type: "signature", pageNumber: 1, x: 0.15, y: 0.12 }],
        },
      ],
    },
    documents: { "contract.pdf": { pages: [["An agreement between two parties."]] } },
  },
};
