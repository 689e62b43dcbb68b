import type { RuleExamples } from "../example.ts";

const signer = {
  role: "Customer",
  name: "Cleo Example",
  email: "cleo@customer.example.com",
  tags: [{ type: "signature" as const, pageNumber: 1, x: 0.1, y: 0.8 }],
};

/** Examples of the rule `link-outlasts-reminders`. */
export const examples: RuleExamples = {
  bad: {
    envelope: { emails: { reminders: "weekly" }, recipients: [{ ...signer, activeForDays: 14 }] },
    findings: [
      "recipients[0].activeForDays is 14 days, and the last reminder goes out after 21: the link has to live 22 days",
    ],
  },
  good: { envelope: { emails: { reminders: "weekly" }, recipients: [{ ...signer, activeForDays: 30 }] } },
};
