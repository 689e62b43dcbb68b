import type { RuleExamples } from "../example.ts";

/** Examples of the rule `rule-can-fire`. */
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
            { type: "checkbox_field", name: "other", optional: true, pageNumber: 1, x: 0.1, y: 0.6 },
            { type: "text_field", name: "details", pageNumber: 1, x: 0.2, y: 0.6, width: 0.3 },
          ],
          rules: [
            {
              action: "make_required",
              conditions: [{ triggerTagName: "other", criteria: "has_value" }],
              affectedTagNames: ["details"],
            },
          ],
        },
      ],
    },
    findings: [
      "recipients[0].rules[0].affectedTagNames[0] is required in any case, so make_required changes nothing",
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
            { type: "checkbox_field", name: "other", optional: true, pageNumber: 1, x: 0.1, y: 0.6 },
            {
              type: "text_field",
              name: "details",
              optional: true,
              pageNumber: 1,
              x: 0.2,
              y: 0.6,
              width: 0.3,
            },
          ],
          rules: [
            {
              action: "make_required",
              conditions: [{ triggerTagName: "other", criteria: "has_value" }],
              affectedTagNames: ["details"],
            },
          ],
        },
      ],
    },
  },
};
