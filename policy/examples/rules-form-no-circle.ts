import type { RuleExamples } from "../example.ts";

/** Examples of the rule `rules-form-no-circle`. */
export const examples: RuleExamples = {
  bad: {
    envelope: {
      recipients: [
        {
          role: "Customer",
          name: "Cleo Example",
          email: "cleo@customer.example.com",
          tags: [
            { type: "signature", pageNumber: 1, x: 0.1, y: 0.8 },
            {
              type: "text_field",
              name: "company",
              optional: true,
              pageNumber: 1,
              x: 0.1,
              y: 0.5,
              width: 0.3,
            },
            { type: "text_field", name: "vat", optional: true, pageNumber: 1, x: 0.1, y: 0.6, width: 0.3 },
          ],
          rules: [
            {
              action: "show",
              conditions: [{ triggerTagName: "company", criteria: "has_value" }],
              affectedTagNames: ["vat"],
            },
            {
              action: "show",
              conditions: [{ triggerTagName: "vat", criteria: "has_value" }],
              affectedTagNames: ["company"],
            },
          ],
        },
      ],
    },
    findings: [
      'recipients[0].rules[0] forms a circle: "company", "vat" show only once another of them is filled in, so never',
    ],
  },
  good: {
    envelope: {
      recipients: [
        {
          role: "Customer",
          name: "Cleo Example",
          email: "cleo@customer.example.com",
          tags: [
            { type: "signature", pageNumber: 1, x: 0.1, y: 0.8 },
            {
              type: "text_field",
              name: "company",
              optional: true,
              pageNumber: 1,
              x: 0.1,
              y: 0.5,
              width: 0.3,
            },
            { type: "text_field", name: "vat", optional: true, pageNumber: 1, x: 0.1, y: 0.6, width: 0.3 },
          ],
          rules: [
            {
              action: "show",
              conditions: [{ triggerTagName: "company", criteria: "has_value" }],
              affectedTagNames: ["vat"],
            },
          ],
        },
      ],
    },
  },
};
