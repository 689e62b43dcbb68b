import type { RuleExamples } from "../example.ts";

/** Examples of the rule `date-has-time-zone`. */
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
            { type: "date_signed_field", pageNumber: 1, x: 0.5, y: 0.8 },
          ],
        },
      ],
    },
    findings: [
      "recipients[0].timeZoneName is not set: the date in recipients[0].tags[1] will be the one in UTC",
    ],
  },
  good: {
    envelope: {
      recipients: [
        {
          role: "Customer",
          name: "Cleo Example",
          email: "cleo@customer.example.com",
          timeZoneName: "America/New_York",
          tags: [
            { type: "signature", pageNumber: 1, x: 0.1, y: 0.8 },
            { type: "date_signed_field", pageNumber: 1, x: 0.5, y: 0.8 },
          ],
        },
      ],
    },
  },
};
