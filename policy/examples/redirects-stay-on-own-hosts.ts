import type { RuleExamples } from "../example.ts";

const embedded = (parentRedirectUrls: { success: string; failure: string }) => ({
  identity: "urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope::contract",
  parentRedirectUrls,
});

/** Examples of the rule `redirects-stay-on-own-hosts`. */
export const examples: RuleExamples = {
  bad: {
    envelope: embedded({
      success: "https://localhost:3000/signed",
      failure: "https://app.example.com/failed",
    }),
    context: { environment: "production" },
    findings: ["parentRedirectUrls.success leads to the machine that it is opened on"],
  },
  good: {
    envelope: embedded({
      success: "https://app.example.com/signed",
      failure: "https://app.example.com/failed",
    }),
    context: { environment: "production" },
    options: { hosts: ["app.example.com"] },
  },
};
