import type { RuleExamples } from "../example.ts";

/** Examples of the rule `tag-is-inside-page`. */
export const examples: RuleExamples = {
  bad: {
    envelope: {
      recipients: [
        {
          role: "Customer",
          name: "Cleo Example",
          email: "cleo@customer.example.com",
          tags: [{ type: "signature", pageNumber: 1, x: 0.9, y: 0.8 }],
        },
      ],
    },
    findings: [
      "recipients[0].tags[0] (signature) reaches 40.5 pt past the right edge of page 1, being 100 pt wide and 24 pt high",
    ],
  },
  good: {
    envelope: {
      recipients: [
        {
          role: "Customer",
          name: "Cleo Example",
          email: "cleo@customer.example.com",
          tags: [{ type: "signature", pageNumber: 1, x: 0.7, y: 0.8 }],
        },
      ],
    },
  },
};
