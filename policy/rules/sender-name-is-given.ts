import { fits } from "../glob.ts";
import { emailsAnybody } from "../invitations.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";

/** E-mails say who sends them. */
export const senderNameIsGiven: Rule = defineRule({
  name: "sender-name-is-given",
  title: "Its e-mails say who sends them.",
  description:
    "Signers decide by the sender's name whether a request is for them or a fraud. Without one they read the name of the account that an integration happens to use.",
  severity: "low",
  defaultLevel: "advisory",
  judges: "sending",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      names: {
        description:
          "Names that are allowed; `*` stands for any text, as in `* at Example Ltd`. Default: any.",
        type: "array",
        items: { type: "string", minLength: 1 },
        minItems: 1,
      },
    },
  },
  fix: "Give emails.name: the name by which signers know you.",
  check({ envelope }, _context, { names }: { names?: readonly string[] }) {
    if (!emailsAnybody(envelope)) return notApplicable("it e-mails nobody");
    const path = ["emails", "name"];
    const name = envelope.emails?.name?.trim() ?? "";
    if (name === "") return [{ path, message: "is not given: e-mails carry the account's name" }];
    if (!names || names.some((pattern) => fits(pattern, name))) return [];
    // It may be a person's.
    return [{ path, message: `is none of the allowed names: ${names.join(", ")}` }];
  },
});
