import type { RuleExamples } from "../example.ts";

const options = { minimum: "otp", documents: [{ match: "*guarantee*", minimum: "idv" }] };
const buyer = {
  role: "Buyer",
  name: "Cleo Example",
  email: "cleo@customer.example.com",
  isoCountryCode: "GB",
  mobileNumber: "7700900123",
};
const guarantor = { role: "Guarantor", name: "Gale Sample", email: "gale@bank.example.com" };

export const examples: RuleExamples = {
  bad: {
    envelope: {
      documents: [{ path: "contract.pdf" }, { path: "guarantee.pdf" }],
      recipients: [{ ...buyer, excludedFiles: ["guarantee.pdf"] }, guarantor],
    },
    options,
    findings: [
      "recipients[0].authType lets the signing link alone (link) prove who signs; the policy asks for a code sent to their phone (otp)",
      "recipients[1].authType lets the signing link alone (link) prove who signs; guarantee.pdf asks for an identity check (idv)",
    ],
  },
  good: {
    envelope: {
      hasEnvelopeOtps: true,
      documents: [{ path: "contract.pdf" }, { path: "guarantee.pdf" }],
      recipients: [
        { ...buyer, excludedFiles: ["guarantee.pdf"] },
        { ...guarantor, authType: "idv", isoCountryCode: "GB", mobileNumber: "7700900456" },
      ],
    },
    options,
  },
};
