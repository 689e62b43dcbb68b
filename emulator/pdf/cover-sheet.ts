import { type AuditEntry, type Envelope, isNamed, type Recipient, signs } from "../envelope/envelope.ts";
import { timestamp } from "../envelope/envelope-answer.ts";
import { signGroupOf } from "../envelope/options.ts";
import { type TextLine, textPages } from "./text-pages.ts";

/** What an entry of the audit trail is called. */
export const eventNames: Record<AuditEntry["event"], string> = {
  created: "Envelope created",
  opened: "Files processed",
  failed: "Files refused",
  invited: "Invited by e-mail",
  "invited-by-sms": "Invited by SMS",
  edited: "Contact changed",
  reminded: "Reminded by e-mail",
  extended: "Link extended",
  resent: "Completion pack sent again",
  viewed: "Documents viewed",
  "code-sent": "Code sent by SMS",
  "code-refused": "Wrong code given",
  "phone-verified": "Phone verified by a code",
  "app-passed": "Scan with the Yoti app passed",
  "app-failed": "Scan with the Yoti app failed",
  "identity-passed": "Identity check passed",
  "identity-failed": "Identity check failed",
  "age-passed": "Age check passed",
  "age-failed": "Age check failed",
  attached: "File attached",
  "attachment-removed": "Attached file removed",
  submitted: "Filled in and submitted",
  "witness-named": "Witness named",
  signed: "Signed",
  completed: "Everybody has signed",
  archived: "Archived",
};

/** The cover sheet of a completed envelope: its documents with their hashes, its people, and its audit trail. */
export function coverSheet(envelope: Envelope): Promise<Uint8Array> {
  const lines: TextLine[] = [
    { text: envelope.options.name, style: "title" },
    { text: `Envelope ${envelope.id}` },
    { text: "Completed in the emulator. Nobody has signed anything: these documents bind nobody." },
    ...section("Documents"),
    ...envelope.files.flatMap(({ name, bytes, sha256 }) => [
      { text: `${name}, ${bytes} bytes` },
      { text: `SHA-256 as uploaded: ${sha256}` },
    ]),
    ...section("Recipients"),
    ...envelope.recipients.flatMap(recipientLines),
    ...section("Audit trail"),
    ...envelope.audit.map((entry) => ({ text: auditText(entry, envelope) })),
  ];
  return textPages(lines, new Date(envelope.completedAt ?? envelope.createdAt));
}

const section = (heading: string): TextLine[] => [{ text: "" }, { text: heading, style: "heading" }];

function recipientLines(recipient: Recipient): TextLine[] {
  const { asked, signedAt, values } = recipient;
  const who = `${asked.name} <${asked.email}>`;
  if (!signs(recipient)) return [{ text: `${who}, gets a copy` }];
  if (signedAt === null)
    return [
      { text: isNamed(recipient) ? `${who}, witness, has not signed` : "A witness, who was not named" },
    ];
  const role = recipient.witnessOf !== null ? ", witness" : asked.role === undefined ? "" : `, ${asked.role}`;
  return [
    { text: `${who}${role}, sign group ${signGroupOf(asked)}, signed ${timestamp(signedAt)} from 127.0.0.1` },
    ...(asked.tags ?? []).map((tag, index) => ({
      text: `- ${tag.name ?? tag.type}, ${tag.file_name} page ${tag.page_number}: ${values[index] ?? "left empty"}`,
    })),
  ];
}

function auditText({ at, event, recipientId }: AuditEntry, { recipients }: Envelope): string {
  const who = recipients.find(({ id }) => id === recipientId)?.asked.name;
  return `${timestamp(at)}  ${eventNames[event]}${who === undefined ? "" : `: ${who}`}`;
}
