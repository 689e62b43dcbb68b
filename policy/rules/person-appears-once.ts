import { mailboxOf } from "../../schema/mailbox.ts";
import { comparableName } from "../comparable-name.ts";
import { defineRule, type Finding, notApplicable, type Rule } from "../rule.ts";

interface PersonAppearsOnceOptions {
  namesCount: boolean;
}

/** Two signers are two people. */
export const personAppearsOnce: Rule = defineRule({
  name: "person-appears-once",
  title: "No two signers are the same person, or share a mailbox.",
  description:
    "Who controls a mailbox can sign as everybody who is invited there: two signers with one mailbox, in whatever spelling, prove one person. The same name with another address is mostly an old address that was not taken out. Case, parts after a plus sign, dots where the provider ignores them, spellings of international domains, accents and the order of a name's words do not make another person.",
  severity: "high",
  defaultLevel: "advisory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      namesCount: {
        description: "False: two signers may have the same name, if their addresses differ.",
        type: "boolean",
        default: true,
      },
    },
  },
  frameworks: ["eIDAS Art. 26(a)"],
  fix: "Keep one of the two and give it the tags of both, or correct the address.",
  check({ envelope }, _context, { namesCount }: PersonAppearsOnceOptions) {
    const signers = [...envelope.recipients.entries()].filter(([, { type }]) => type === "SIGNER");
    if (signers.length < 2) return notApplicable("one person signs");
    const mailboxes = new Map<string, (typeof signers)[number]>();
    const names = new Map<string, number>();
    return signers.flatMap((signer): Finding[] => {
      const [index, { email, name }] = signer;
      const mailbox = mailboxOf(email);
      const comparable = comparableName(name);
      const same = mailboxes.get(mailbox);
      const namesake = comparable === "" ? undefined : names.get(comparable);
      if (!same) mailboxes.set(mailbox, signer);
      if (namesake === undefined) names.set(comparable, index);
      if (same) return [sameMailbox(same, signer)];
      if (namesake === undefined || !namesCount) return [];
      const message = `is the name of recipients[${namesake}] too, with another address`;
      return [{ path: ["recipients", index, "name"], message }];
    });
  },
});

type Signer = [index: number, recipient: { name: string; email: string }];

function sameMailbox([first, one]: Signer, [second, other]: Signer): Finding {
  const spelling = spelledAlike(one.email, other.email) ? "" : ", in another spelling";
  return comparableName(one.name) === comparableName(other.name)
    ? { path: ["recipients", second], message: `is the person of recipients[${first}] again${spelling}` }
    : {
        path: ["recipients", second, "email"],
        message: `is the mailbox of recipients[${first}]${spelling}, under another name`,
      };
}

const spelledAlike = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();
