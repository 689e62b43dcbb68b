import type { RuleExamples } from "../example.ts";

const identity = "urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope::contract";
const signer = {
  role: "Customer",
  name: "Cleo Example",
  email: "cleo@customer.example.com",
  tags: [{ type: "signature" as const, pageNumber: 1, x: 0.1, y: 0.8 }],
};

/** Examples of the rule `embedded-link-life-is-short`. */
export const examples: RuleExamples = {
  bad: {
    envelope: { identity, recipients: [{ ...signer, activeForDays: 90 }] },
    findings: ["recipients[0].activeForDays is 90 days; the most is 7"],
  },
  good: { envelope: { identity, recipients: [{ ...signer, activeForDays: 1 }] } },
};
