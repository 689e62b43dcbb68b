import type { RuleExamples } from "../example.ts";

const options = { allow: ["customer.example.com", "*.partner.example.com"] };

export const examples: RuleExamples = {
  bad: {
    envelope: {
      recipients: [{ role: "Customer", name: "Cleo Example", email: "cleo@custoner.example.com" }],
    },
    options,
    findings: [
      "recipients[0].email is at custoner.example.com; allowed are customer.example.com, *.partner.example.com",
    ],
  },
  good: {
    envelope: {
      recipients: [
        { role: "Customer", name: "Cleo Example", email: "cleo@customer.example.com" },
        { role: "Partner", name: "Pat Sample", email: "pat@north.partner.example.com" },
      ],
    },
    options,
  },
};
