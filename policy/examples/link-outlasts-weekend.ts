import type { RuleExamples } from "../example.ts";

const signer = {
  role: "Customer",
  name: "Cleo Example",
  email: "cleo@customer.example.com",
  tags: [{ type: "signature" as const, pageNumber: 1, x: 0.1, y: 0.8 }],
};

/** Examples of the rule `link-outlasts-weekend`. */
export const examples: RuleExamples = {
  bad: {
    envelope: { recipients: [{ ...signer, activeForDays: 2, timeZoneName: "Europe/London" }] },
    context: { now: new Date("2026-03-06T16:00:00Z") },
    findings: [
      "recipients[0].activeForDays lets the link die on Sunday, 2026-03-08; it has to live through Monday, 2026-03-09",
    ],
  },
  good: {
    envelope: { recipients: [{ ...signer, activeForDays: 7, timeZoneName: "Europe/London" }] },
    context: { now: new Date("2026-03-06T16:00:00Z") },
  },
};
