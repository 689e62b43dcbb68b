import { domainOf, mailboxOf } from "../../schema/mailbox.ts";
import { domainPatterns, fittingPattern } from "../domain-pattern.ts";
import { pairedOff } from "../paired-off.ts";
import { hasRole, recipientFilter } from "../recipient-filter.ts";
import { defineRule, type Rule } from "../rule.ts";

interface TwoPeopleOptions {
  people: number;
  domains: readonly string[];
  roles: readonly string[];
  inOrder: boolean;
}

/** Nobody commits the organisation alone. */
export const twoPeopleDecide: Rule = defineRule({
  name: "two-people-decide",
  title: "At least two people sign, one after the other.",
  description:
    "The four-eyes principle: what one person signed, another one looks at before it counts. In one sign group both are invited at once and neither sees what the other did, so they have to be in different ones. One mailbox in two spellings is one person.",
  severity: "high",
  defaultLevel: "disabled",
  strictLevel: "disabled",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      people: { description: "How many people.", type: "integer", minimum: 2, maximum: 30, default: 2 },
      domains: domainPatterns("Whose people: domains of their e-mail addresses; empty: anybody's."),
      roles: {
        ...recipientFilter.roles,
        description: "Which signers count, by role. * stands for any text.",
      },
      inOrder: {
        description: "False: they may sign in any order, in one sign group.",
        type: "boolean",
        default: true,
      },
    },
  },
  frameworks: ["ISO 27001:2022 A.5.3", "SOC 2 CC5.1"],
  fix: "Add a second signer in a later sign group.",
  check({ envelope }, _context, { people, domains, roles, inOrder }: TwoPeopleOptions) {
    const deciding = envelope.recipients.filter((recipient) => {
      if (recipient.type !== "SIGNER" || !hasRole(recipient, roles)) return false;
      return domains.length === 0 || fittingPattern(domainOf(recipient.email) ?? "", domains) !== undefined;
    });
    const groups = new Map<string, Set<number>>();
    for (const { email, signGroup = 1 } of deciding) {
      const mailbox = mailboxOf(email);
      groups.set(mailbox, (groups.get(mailbox) ?? new Set()).add(signGroup));
    }
    const count = inOrder ? pairedOff([...groups.values()]) : groups.size;
    if (count >= people) return [];
    const who = ["nobody", "1 person"][count] ?? `${count} people`;
    const whose = domains.length === 0 ? "" : ` of ${domains.join(", ")}`;
    const how = inOrder ? ` in ${count > 1 ? "sign groups" : "a sign group"} of their own` : " to sign";
    return [{ path: ["recipients"], message: `has ${who}${whose}${how}; ${people} are asked for` }];
  },
});
