import { defineRule, type Rule } from "../rule.ts";
import type { PolicyEnvelope } from "../subject.ts";

const isTold = ({ sender, notifications }: PolicyEnvelope): boolean =>
  sender?.eventNotifications.includes("envelope_completion") === true ||
  notifications?.subscriptions.includes("envelope_completion") === true;

/** Somebody on the sender's side learns that everybody has signed. */
export const completionIsTold: Rule = defineRule({
  name: "completion-is-told",
  title: "The sender is told when everybody has signed.",
  description:
    "The service keeps signed documents for a time only, and a program learns of the completion when it is run the next time. An e-mail to the sender or a webhook tells at once.",
  severity: "low",
  defaultLevel: "advisory",
  judges: "sending",
  fix: 'Give sender.eventNotifications: ["envelope_completion"], or subscribe a webhook to envelope_completion.',
  check: ({ envelope }) =>
    isTold(envelope)
      ? []
      : [
          {
            path: ["sender", "eventNotifications"],
            message: "has no envelope_completion, and no webhook tells of it either",
          },
        ],
  remediate: ({ envelope }) =>
    isTold(envelope) ? [] : [{ path: ["sender"], value: { eventNotifications: ["envelope_completion"] } }],
});
