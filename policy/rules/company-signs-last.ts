import { domainOf } from "../../schema/mailbox.ts";
import { domainPatterns, fittingPattern } from "../domain-pattern.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";

interface CompanyOptions {
  company: readonly string[];
}

/** The company binds itself once the others have. */
export const companySignsLast: Rule = defineRule({
  name: "company-signs-last",
  title: "The company's people sign after everybody else.",
  description:
    "Who signs first is bound while the other side can still wait, ask for changes or let the link expire. The last signature also is the last look at what the others filled in.",
  severity: "medium",
  defaultLevel: "disabled",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: { company: domainPatterns("The company's own domains.") },
  },
  fix: "Give the company's signers a later sign group than all others.",
  check({ envelope }, _context, { company }: CompanyOptions) {
    if (company.length === 0) return notApplicable("its option `company` names no domain");
    const signers = envelope.recipients.flatMap((recipient, index) => {
      if (recipient.type !== "SIGNER") return [];
      const own = fittingPattern(domainOf(recipient.email) ?? "", company) !== undefined;
      return [{ index, own, group: recipient.signGroup ?? 1 }];
    });
    const own = signers.filter((signer) => signer.own);
    if (own.length === 0) return notApplicable("nobody of the company signs");
    if (own.length === signers.length) return notApplicable("the company alone signs");
    const last = Math.max(...signers.filter((signer) => !signer.own).map(({ group }) => group));
    return own
      .filter(({ group }) => group <= last)
      .map(({ index, group }) => ({
        path: ["recipients", index, "signGroup"],
        message: `is ${group}, and others still sign in group ${last}; the company signs last`,
      }));
  },
});
