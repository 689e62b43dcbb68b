import type { SentEmail } from "../../control/emulator-control.ts";
import type { Envelope } from "../../envelope/envelope.ts";
import { type Html, html } from "../look/html.ts";

/** What an envelope says of its e-mails; the emulator's logic needs less. */
interface MailOptions {
  readonly name?: string;
  readonly reply_to?: string;
  readonly invitation?: { readonly body: { readonly message: string } };
}

const kinds: Record<string, [label: string, style: string]> = {
  invitation: ["Invitation", "accent"],
  reminder: ["Reminder", "wait"],
  withdrawal: ["Withdrawn", "bad"],
  completion: ["Completed", "good"],
};

/** An e-mail's kind in a word. */
export function kindBadge(kind: string): Html {
  const [label, style] = kinds[kind] ?? [kind, ""];
  return html`<span class="badge ${style}">${label}</span>`;
}

const mailOptions = (envelope: Envelope | undefined): MailOptions => envelope?.options.emails ?? {};

/** Whom an e-mail seems to come from: the name the envelope gives, or the account's. */
export const senderOf = (envelope: Envelope | undefined): string =>
  mailOptions(envelope).name ?? envelope?.account ?? "The sender";

/** Where an answer would go. */
export const replyTo = (envelope: Envelope | undefined): string | undefined => mailOptions(envelope).reply_to;

/** An e-mail's button: what it says and the path it leads to. */
export interface MailButton {
  label: string;
  path: string;
}

/** What an e-mail says: paragraphs, the sender's own message, and a button. The wording is the emulator's. */
export function mailText(
  { kind, link, envelopeId, subject }: SentEmail,
  envelope: Envelope | undefined,
): { lines: string[]; message?: string | undefined; button?: MailButton | undefined } {
  const sender = senderOf(envelope);
  const button = (label: string, path: string | undefined): MailButton | undefined =>
    path === undefined ? undefined : { label, path };
  const signing = link === undefined ? undefined : new URL(link).pathname;
  const message = mailOptions(envelope).invitation?.body.message;
  if (kind === "invitation")
    return {
      lines: [`${sender} asks you to sign “${subject}”.`],
      message,
      button: button("Review and sign", signing),
    };
  if (kind === "reminder")
    return {
      lines: [`${sender} reminds you that “${subject}” waits for your signature.`],
      message,
      button: button("Review and sign", signing),
    };
  if (kind === "withdrawal")
    return { lines: [`${sender} has withdrawn “${subject}”.`, "There is nothing left for you to sign."] };
  if (kind === "completion")
    return {
      lines: [`Everybody has signed “${subject}”.`, "The signed documents are ready."],
      button: button(
        "Download the documents",
        envelope?.completedAt == null ? undefined : `/envelopes/${envelopeId}/completed-documents`,
      ),
    };
  return { lines: [subject], button: button("Open", signing) };
}
