import type { RuleExamples } from "../example.ts";

const buyer = { role: "Buyer", name: "Cleo Example", email: "cleo@customer.example.com" };

export const examples: RuleExamples = {
  bad: {
    envelope: {
      recipients: [
        buyer,
        { role: "Guarantor", name: "CLÉO EXAMPLE", email: "Cleo+guarantor@customer.example.com" },
        { role: "Seller", name: "Sam Sample", email: "sam@seller.example.com" },
        { role: "Agent", name: "Ari Placeholder", email: "SAM@seller.example.com" },
      ],
    },
    findings: [
      "recipients[1] is the person of recipients[0] again, in another spelling",
      "recipients[3].email is the mailbox of recipients[2], under another name",
    ],
  },
  good: {
    envelope: {
      recipients: [
        buyer,
        { role: "Guarantor", name: "Gale Sample", email: "gale@customer.example.com" },
        { type: "CC", name: "Cleo Example", email: "cleo@home.example.com" },
      ],
    },
  },
};
