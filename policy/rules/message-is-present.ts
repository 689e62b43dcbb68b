import { isEmailed } from "../invitations.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";

/** Who is invited by e-mail is told what about. */
export const messageIsPresent: Rule = defineRule({
  name: "message-is-present",
  title: "Who is invited by e-mail is told what it is about.",
  description:
    "An e-mail with a link and no word about what it leads to looks like phishing, and careful people do not open it. The service takes a message of one space.",
  severity: "medium",
  defaultLevel: "mandatory",
  judges: "sending",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      minCharacters: {
        description: "The fewest characters it has, spaces around it not counted.",
        type: "integer",
        minimum: 1,
        maximum: 600,
        default: 1,
      },
    },
  },
  fix: "Write in the message who asks, what is to be signed, and by when.",
  check({ envelope }, _context, { minCharacters }: { minCharacters: number }) {
    const invites = envelope.recipients.some((recipient) => isEmailed(recipient, "signer_invitation"));
    if (!invites) return notApplicable("nobody is invited by e-mail");
    const path = ["emails", "invitation", "body", "message"];
    const message = envelope.emails?.invitation?.body.message;
    if (message === undefined) return [{ path, message: "is missing, and signers are invited by e-mail" }];
    const length = [...visible(message)].length;
    if (length >= minCharacters) return [];
    return [
      {
        path,
        message: length === 0 ? "is blank" : `has ${length} characters, and the least is ${minCharacters}`,
      },
    ];
  },
});

/** A text without what does not show at its ends, such as a zero-width space. */
const visible = (text: string): string => text.replaceAll(/\p{Cf}/gu, "").trim();
