import type { RuleExamples } from "../example.ts";

/** Examples of the rule `radio-group-is-complete`. */
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
            { type: "radio_field", name: "yes", pageNumber: 1, x: 0.1, y: 0.6 },
            { type: "radio_field", name: "no", pageNumber: 1, x: 0.2, y: 0.6 },
          ],
        },
      ],
    },
    findings: [
      "recipients[0].tags[1] is a radio button without a tag group",
      "recipients[0].tags[2] is a radio button without a tag group",
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
            { type: "radio_field", name: "yes", pageNumber: 1, x: 0.1, y: 0.6, tagGroupName: "insured" },
            { type: "radio_field", name: "no", pageNumber: 1, x: 0.2, y: 0.6, tagGroupName: "insured" },
          ],
        },
      ],
    },
  },
};
