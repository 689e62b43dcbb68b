import type { RuleExamples } from "../example.ts";

const signer = {
  role: "Customer",
  name: "Cleo Example",
  email: "cleo@customer.example.com",
  isoCountryCode: "AU",
  mobileNumber: "412345678",
};

export const examples: RuleExamples = {
  bad: {
    envelope: { recipients: [{ ...signer, timeZoneName: "Europe/London" }] },
    findings: [
      "recipients[0].timeZoneName is Europe/London, a time that no place in the phone's country has (AU)",
    ],
  },
  good: {
    envelope: { recipients: [{ ...signer, timeZoneName: "Australia/Perth" }] },
  },
};
