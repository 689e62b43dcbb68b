import type { RuleExamples } from "../example.ts";

const signer = {
  role: "Customer",
  name: "Cleo Example",
  email: "cleo@customer.example.com",
  tags: [{ type: "signature" as const, pageNumber: 1, x: 0.1, y: 0.8 }],
};

/** Examples of the rule `sending-is-in-working-hours`. */
export const examples: RuleExamples = {
  bad: {
    envelope: { recipients: [{ ...signer, timeZoneName: "America/New_York" }] },
    context: { environment: "production", now: new Date("2026-03-02T10:00:00Z") },
    findings: [
      "recipients[0] is invited at 05:00 on Monday, 2026-03-02 (America/New_York), outside working hours",
    ],
  },
  good: {
    envelope: { recipients: [{ ...signer, timeZoneName: "America/New_York" }] },
    context: { environment: "production", now: new Date("2026-03-02T15:00:00Z") },
  },
};
