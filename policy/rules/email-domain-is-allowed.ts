import { domainOf } from "../../schema/mailbox.ts";
import { domainPatterns, fittingPattern } from "../domain-pattern.ts";
import { isJudged, type RecipientFilter, recipientFilter } from "../recipient-filter.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";

interface EmailDomainOptions extends RecipientFilter {
  allow: readonly string[];
  forbid: readonly string[];
}

/** What is sent stays with known organisations. */
export const emailDomainIsAllowed: Rule = defineRule({
  name: "email-domain-is-allowed",
  title: "Recipients have an e-mail address at an allowed domain.",
  description:
    "A domain that is misspelt, or somebody else's, gets the documents and the power to sign them. Where it is known with whom contracts are made, nothing goes elsewhere. A domain that is both allowed and forbidden is forbidden.",
  severity: "high",
  defaultLevel: "disabled",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      allow: domainPatterns("Domains that are allowed; empty: all that are not forbidden."),
      forbid: domainPatterns("Domains that are forbidden."),
      ...recipientFilter,
    },
  },
  frameworks: ["ISO 27001:2022 A.5.14", "SOC 2 CC6.7"],
  fix: "Correct the address, or add its domain to `allow`.",
  check({ envelope }, _context, { allow, forbid, ...filter }: EmailDomainOptions) {
    if (allow.length + forbid.length === 0)
      return notApplicable("its options `allow` and `forbid` name no domain");
    const judged = [...envelope.recipients.entries()].filter(([, recipient]) => isJudged(recipient, filter));
    if (judged.length === 0) return notApplicable("there is no recipient of these types and roles");
    return judged.flatMap(([index, { email }]) => {
      const message = objection(domainOf(email), allow, forbid);
      return message === undefined ? [] : [{ path: ["recipients", index, "email"], message }];
    });
  },
});

function objection(
  domain: string | undefined,
  allow: readonly string[],
  forbid: readonly string[],
): string | undefined {
  if (domain === undefined) return "has no domain";
  const forbidden = fittingPattern(domain, forbid);
  if (forbidden !== undefined)
    return forbidden === domain
      ? `is at ${domain}, which is forbidden`
      : `is at ${domain}: ${forbidden} is forbidden`;
  return allow.length === 0 || fittingPattern(domain, allow) !== undefined
    ? undefined
    : `is at ${domain}; allowed ${allow.length === 1 ? "is" : "are"} ${allow.join(", ")}`;
}
