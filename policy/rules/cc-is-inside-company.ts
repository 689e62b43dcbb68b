import { domainOf } from "../../schema/mailbox.ts";
import { domainPatterns, fittingPattern } from "../domain-pattern.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";

interface CompanyOptions {
  company: readonly string[];
}

/** Copies of what was signed stay in the house. */
export const ccIsInsideCompany: Rule = defineRule({
  name: "cc-is-inside-company",
  title: "Copies go to the company's own addresses only.",
  description:
    "A CC is sent all signed documents with all that people filled in, without ever proving who they are. A copy to an outside address is a disclosure, and one that cannot be taken back.",
  severity: "high",
  defaultLevel: "disabled",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: { company: domainPatterns("The company's own domains.") },
  },
  frameworks: ["GDPR Art. 5(1)(f)", "ISO 27001:2022 A.5.14", "SOC 2 CC6.7"],
  fix: "Remove the CC or correct the address; add its domain to `company` if it is one of the company's.",
  check({ envelope }, _context, { company }: CompanyOptions) {
    if (company.length === 0) return notApplicable("its option `company` names no domain");
    const copies = [...envelope.recipients.entries()].filter(([, { type }]) => type === "CC");
    if (copies.length === 0) return notApplicable("nobody gets a copy");
    return copies.flatMap(([index, { email }]) => {
      const domain = domainOf(email);
      if (domain !== undefined && fittingPattern(domain, company) !== undefined) return [];
      const message = domain === undefined ? "has no domain" : `is at ${domain}, outside the company`;
      return [{ path: ["recipients", index, "email"], message }];
    });
  },
});
