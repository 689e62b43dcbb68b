import { fits } from "../glob.ts";
import { emailsAnybody } from "../invitations.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";

const nobodys = /^(?:no|do[._-]?not|dont)[._-]?reply(?:[._+-]|$)/;

/** A reply to an e-mail about the envelope reaches somebody. */
export const replyToIsGiven: Rule = defineRule({
  name: "reply-to-is-given",
  title: "Replies to its e-mails reach a person.",
  description:
    "Signers answer with questions, and with what stops them from signing. Without an address of one's own, or with one that nobody reads, nobody learns why a request stays open.",
  severity: "low",
  defaultLevel: "advisory",
  judges: "sending",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      domains: {
        description:
          "Domains that it is of, in lower case; `*` stands for any text, as in `*.example.com`. Default: any.",
        type: "array",
        items: { type: "string", minLength: 1, pattern: "^[^A-Z@]+$" },
        minItems: 1,
      },
    },
  },
  fix: "Give emails.replyTo, an address that somebody reads.",
  check({ envelope }, _context, { domains }: { domains?: readonly string[] }) {
    if (!emailsAnybody(envelope)) return notApplicable("it e-mails nobody");
    const path = ["emails", "replyTo"];
    const address = envelope.emails?.replyTo;
    if (address === undefined) return [{ path, message: "is not given: replies reach nobody of yours" }];
    const at = address.lastIndexOf("@");
    const domain = address.slice(at + 1).toLowerCase();
    if (nobodys.test(address.slice(0, at).toLowerCase()))
      return [{ path, message: "is an address for no replies" }];
    if (!domains || domains.some((pattern) => fits(pattern, domain))) return [];
    const whose = at < 0 ? "is of no domain" : `is of ${domain}`;
    return [{ path, message: `${whose}, and only ${domains.join(", ")} may be` }];
  },
});
