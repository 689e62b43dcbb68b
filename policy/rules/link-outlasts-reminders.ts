import { isEmailed } from "../invitations.ts";
import { inDays, linkSeconds, livesDays, longestLifeDays } from "../link-life.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";
import type { PolicyEnvelope } from "../subject.ts";

const reminders = 3;

interface Options {
  daysAfterLast: number;
}

/** Days between reminders; 0: nobody is reminded. */
const frequencyOf = ({ emails }: PolicyEnvelope): number => emails?.reminders?.frequency ?? 0;

/** Signers who are reminded of a link that may be dead by then, and how many days it has to live. */
function tooShort(
  envelope: PolicyEnvelope,
  { daysAfterLast }: Options,
): { index: number; seconds: number }[] {
  const needed = neededDays(envelope, daysAfterLast) * 86_400;
  return envelope.recipients.flatMap((recipient, index) => {
    if (recipient.type !== "SIGNER" || !isEmailed(recipient, "signer_invitation")) return [];
    const seconds = linkSeconds(recipient);
    return seconds < needed ? [{ index, seconds }] : [];
  });
}

const neededDays = (envelope: PolicyEnvelope, daysAfterLast: number): number =>
  reminders * frequencyOf(envelope) + daysAfterLast;

/** A signing link still lives when the last reminder leads to it. */
export const linkOutlastsReminders: Rule = defineRule({
  name: "link-outlasts-reminders",
  title: "A signing link still lives when the last reminder leads to it.",
  description:
    "Up to three reminders go out, at the chosen interval from the invitation. One that leads to a dead link is worse than none: the signer takes the matter for closed, or calls.",
  severity: "medium",
  defaultLevel: "advisory",
  judges: "sending",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      daysAfterLast: {
        description: "Days that are left to sign after the last reminder.",
        type: "number",
        minimum: 0,
        maximum: 90,
        default: 1,
      },
    },
  },
  fix: "Let the link live longer (activeForDays), or remind more often (emails.reminders).",
  check({ envelope }, _context, options: Options) {
    const frequency = frequencyOf(envelope);
    if (frequency === 0) return notApplicable("nobody is reminded");
    return tooShort(envelope, options).map(({ index, seconds }) => ({
      path: ["recipients", index, "activeForSeconds"],
      message:
        `is ${inDays(seconds)}, and the last reminder goes out after ${reminders * frequency}: ` +
        `the link has to live ${neededDays(envelope, options.daysAfterLast)} days`,
    }));
  },
  remediate({ envelope }, _context, options: Options) {
    if (frequencyOf(envelope) === 0) return [];
    const days = Math.min(Math.ceil(neededDays(envelope, options.daysAfterLast)), longestLifeDays);
    return tooShort(envelope, options).map(({ index }) => livesDays(index, days));
  },
});
