import { invitedNow, invitedSigners, isEmailed } from "../invitations.ts";
import { defineStackRule, type Rule } from "../rule.ts";
import type { PolicyEnvelope } from "../subject.ts";

/** E-mails and SMS that go out as soon as an envelope is sent. */
const atOnce = (envelope: PolicyEnvelope): number =>
  invitedNow(envelope).reduce((sum, { recipient }) => sum + invitationsOf(recipient), 0);

/** Those that follow if everybody takes their time: the other groups' invitations, all reminders, the completion. */
function afterwards(envelope: PolicyEnvelope): number {
  const { recipients, sender, emails } = envelope;
  const all = invitedSigners(envelope).reduce((sum, { recipient }) => sum + invitationsOf(recipient), 0);
  const reminded = invitedSigners(envelope).filter(({ recipient }) =>
    isEmailed(recipient, "signer_invitation"),
  );
  const reminders = (emails?.reminders?.frequency ?? 0) > 0 ? 3 * reminded.length : 0;
  const told = recipients.filter((recipient) => isEmailed(recipient, "envelope_completion")).length;
  const sendersOwn = sender?.eventNotifications.includes("envelope_completion") ? 1 : 0;
  return all - atOnce(envelope) + reminders + told + sendersOwn;
}

const invitationsOf = (recipient: PolicyEnvelope["recipients"][number]): number =>
  Number(isEmailed(recipient, "signer_invitation")) +
  Number(recipient.eventNotifications?.includes("signer_invitation_sms") === true);

interface Options {
  max: number;
  later: boolean;
}

/** One run e-mails a limited number of people. */
export const emailsPerRunAreLimited: Rule = defineStackRule({
  name: "emails-per-run-are-limited",
  title: "One run causes a limited number of e-mails.",
  description:
    "E-mails cannot be called back, and few people expect that removing envelopes sends some. Counted are the invitations of sign group 1, by e-mail and by SMS, of envelopes that are not sent yet, and one e-mail for each signer of an envelope that the run withdraws, where those are known. With the option later also what follows if nobody hurries: invitations of later groups, three reminders for each signer who is e-mailed, and the e-mails about completion.",
  severity: "high",
  defaultLevel: "advisory",
  judges: "sending",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      max: { description: "The most e-mails and SMS of one run.", type: "integer", minimum: 0, default: 100 },
      later: {
        description: "True: what envelopes cause after the run counts, too.",
        type: "boolean",
        default: false,
      },
    },
  },
  fix: "Send in several runs, or raise the rule's option max for the stack that sends so many.",
  check(subjects, { withdrawalEmails = 0 }, { max, later }: Options) {
    const invitations = subjects.reduce((sum, { envelope }) => sum + atOnce(envelope), 0);
    const following = later ? subjects.reduce((sum, { envelope }) => sum + afterwards(envelope), 0) : 0;
    const total = invitations + withdrawalEmails + following;
    if (total <= max) return [];
    const parts = `${invitations} invite now, ${withdrawalEmails} withdraw${later ? `, ${following} follow` : ""}`;
    return [
      { resource: "", path: [], message: `${total} e-mails would go out (${parts}); the most is ${max}` },
    ];
  },
});
