import { domainOf } from "../../schema/mailbox.ts";
import { domainPatterns, fittingPattern } from "../domain-pattern.ts";
import { freeMailDomains } from "../free-mail-domains.ts";
import { isJudged, type RecipientFilter, recipientFilter } from "../recipient-filter.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";

interface FreeMailOptions extends RecipientFilter {
  further: readonly string[];
  except: readonly string[];
}

/** Who signs for an organisation does so by its address. */
export const emailIsNotFreeMail: Rule = defineRule({
  name: "email-is-not-free-mail",
  title: "No recipient has a free or private e-mail address.",
  description:
    "Who signs for an organisation by a private mailbox cannot be told from anybody who opened one in their name, and keeps the documents after leaving. Consumers do have such addresses: this is for contracts between organisations.",
  severity: "medium",
  defaultLevel: "disabled",
  strictLevel: "advisory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      further: domainPatterns("Domains that count as free mail, too."),
      except: domainPatterns("Domains that do not count as free mail."),
      ...recipientFilter,
    },
  },
  frameworks: ["ISO 27001:2022 A.5.14"],
  fix: "Ask for the address at the organisation, or name the domain in `except`.",
  check({ envelope }, _context, { further, except, ...filter }: FreeMailOptions) {
    const judged = [...envelope.recipients.entries()].filter(([, recipient]) => isJudged(recipient, filter));
    if (judged.length === 0) return notApplicable("there is no recipient of these types and roles");
    return judged.flatMap(([index, { email }]) => {
      const domain = domainOf(email);
      if (domain === undefined || fittingPattern(domain, except) !== undefined) return [];
      return freeMailDomains.has(domain) || fittingPattern(domain, further) !== undefined
        ? [
            {
              path: ["recipients", index, "email"],
              message: `is at ${domain}, a provider of free or private mail`,
            },
          ]
        : [];
    });
  },
});
