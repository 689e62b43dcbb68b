import type { RuleExamples } from "../example.ts";

/** Examples of the rule `tag-is-large-enough`. */
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
              name: "iban",
              pageNumber: 1,
              x: 0.1,
              y: 0.7,
              width: 0.1,
              validation: { regex: "^[A-Z]{2}[0-9]{20}$" },
            },
          ],
        },
      ],
    },
    findings: [
      'recipients[0].tags[1].width (text_field "iban") is 59.5 pt wide; it needs 88 pt for a text of 22 characters',
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
              name: "iban",
              pageNumber: 1,
              x: 0.1,
              y: 0.7,
              width: 0.3,
              validation: { regex: "^[A-Z]{2}[0-9]{20}$" },
            },
          ],
        },
      ],
    },
  },
};
