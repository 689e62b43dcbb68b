import { envelopeKind } from "../../schema/envelope-kind.ts";
import type { RecipientReport } from "./envelope-report.ts";
import type { KnownEnvelope } from "./known-stack.ts";

/** Something about an envelope that stays as it is until a person sees to it. */
export interface Concern {
  reason: "link-expired" | "email-failed" | "errored" | "archived" | "missing" | "replacement-unsent";
  /** The recipient's key, where it is about one. */
  recipient?: string;
  /** What it is and what to do, in words. */
  message: string;
}

/** All that a person has to see to. Whatever the service or the program will go on with by itself is not in it. */
export function concernsOf(known: KnownEnvelope, recipients: readonly RecipientReport[]): Concern[] {
  const { envelopeId, status, errors, completedAt } = known.state;
  if (known.replacing) return [{ reason: "replacement-unsent", message: unsent }];
  switch (status) {
    case "ERRORED":
      return [{ reason: "errored", message: errored(errors) }];
    case "ARCHIVED":
      return [{ reason: "archived", message: `It was withdrawn in Yoti Sign. ${waysOut(envelopeId)}` }];
    case "MISSING":
      return [{ reason: "missing", message: missing(envelopeId, completedAt) }];
    case "QUEUED":
      return [];
  }
  return recipients.flatMap((recipient): Concern[] => {
    const about = (reason: Concern["reason"], message: string): Concern => ({
      reason,
      recipient: recipient.key,
      message,
    });
    return [
      ...(recipient.linkExpired ? [about("link-expired", expired(recipient, known))] : []),
      // Who has signed is next written to when the envelope is complete.
      ...(recipient.emailFailed && (status === "COMPLETE" || recipient.signStatus !== "SIGNED")
        ? [about("email-failed", bounced(recipient, status === "COMPLETE" ? envelopeId : undefined))]
        : []),
    ];
  });
}

/** A recipient as a program names it: its key, or its place where that is the key. */
export const nameOf = (key: string): string => (/^\d+$/.test(key) ? `recipients[${key}]` : key);

const unsent =
  "It was withdrawn to be replaced, and the new one was not sent: the last run stopped in between. Run `pulumi up`.";

const errored = (errors: readonly string[] = []): string =>
  `Yoti Sign could not use the documents: ${errors.join(", ") || "no reason given"}. Nobody was e-mailed. ` +
  "Correct them and run `pulumi up`, which sends it anew.";

const waysOut = (envelopeId: string): string =>
  `Nothing is sent by itself: remove it from the program, or set supersedes: "${envelopeId}" to send it anew.`;

/** @param completedAt when everyone had signed, where they had: nobody wants that sent again */
const missing = (envelopeId: string, completedAt: string | null | undefined): string =>
  `Yoti Sign does not know it any more. ${
    completedAt
      ? "Everyone had signed it: remove it from the program once you have the signed documents."
      : waysOut(envelopeId)
  }`;

const expired = ({ key }: RecipientReport, { urn, state: { envelopeId } }: KnownEnvelope): string =>
  `The signing link of ${nameOf(key)} has expired. ${
    envelopeKind({ identity: urn }) === "embedded"
      ? "Extend it with `yotisign extend`"
      : "Extend it with `yotisign extend` and the link in their e-mail"
  }, or set supersedes: "${envelopeId}" to withdraw the envelope and send it anew.`;

/** @param complete the envelope's id once everyone has signed: addresses can no longer be edited then */
const bounced = ({ key, emailStatus }: RecipientReport, complete: string | undefined): string =>
  `The last e-mail to ${nameOf(key)} did not arrive: ${emailStatus}. ${
    complete
      ? "Send it again with `yotisign resend-pack`, or pass the signed documents on (`yotisign download " +
        `${complete}\`).`
      : "Correct the address in the program; `pulumi up` edits it in place."
  }`;
