import type { AuditEntry, Envelope, Instant } from "../envelope/envelope.ts";
import { type TextLine, textPages } from "../pdf/text-pages.ts";
import type { PackEntry } from "./pack-entry.ts";
import { auditUntilCompletion, type PersonRecord, peopleOf } from "./signing-record.ts";

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

/**
 * The cover sheet of a completed envelope: its documents with their hashes before and after, its people, and its audit
 * trail.
 *
 * @param entries the other files of the pack
 */
export function coverSheet(envelope: Envelope, entries: readonly PackEntry[]): Promise<Uint8Array> {
  const { id, options, account, createdAt, completedAt } = envelope;
  const people = peopleOf(envelope);
  const names = new Map(people.map((person) => [person.id, person.name]));
  const lines: TextLine[] = [
    { text: options.name, style: "title" },
    { text: `Envelope ${id}` },
    { text: "Completed in the emulator. Nobody has signed anything: these documents bind nobody." },
    { text: "" },
    { label: "Sender", text: account },
    ...time("Created", createdAt),
    ...time("Completed", completedAt),
    ...section("Documents"),
    ...entries.flatMap(documentLines),
    ...section("Recipients"),
    ...people.flatMap(personLines),
    ...section("Audit trail"),
    ...auditUntilCompletion(envelope).map((entry) => auditLine(entry, names)),
  ];
  if (lines.some(({ text, label = "" }) => otherScripts.test(text + label)))
    lines.splice(3, 0, { text: lettersMissing });
  return textPages(lines, new Date(completedAt ?? createdAt), `Cover sheet of ${id}`);
}

/** What the standard fonts, which come with no PDF, cannot show. */
const otherScripts = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;
const lettersMissing =
  "A letter that cannot be shown here is a question mark; envelope-signature.xml has them all.";

const section = (heading: string): TextLine[] => [{ text: "" }, { text: heading, style: "heading" }];

const time = (label: string, at: Instant | null): TextLine[] =>
  at === null ? [] : [{ label, text: readable(at) }];

/** To the second, as in 2026-01-31 12:00:00 UTC. */
const readable = (at: Instant): string =>
  new Date(at).toISOString().replace("T", " ").replace(/\..*/, " UTC");

function documentLines({ name, kind, content, sha256, uploadedSha256 }: PackEntry): TextLine[] {
  const written = { "signed-offline": "signed offline", document: "uploaded", attachment: "attached" };
  return [
    { text: name, style: "entry" },
    ...(uploadedSha256 !== undefined && kind !== "cover-sheet"
      ? [{ label: `SHA-256 as ${written[kind]}`, text: uploadedSha256 }]
      : []),
    { label: "SHA-256 in this pack", text: sha256 },
    { label: "Size in this pack", text: `${content.length} bytes` },
  ];
}

function personLines(person: PersonRecord): TextLine[] {
  const { name, email, kind, role, signGroup, authentication, ipAddress } = person;
  const who: TextLine = { text: `${name} <${email}>`, style: "entry" };
  if (kind === "cc") return [who, { label: "Part", text: "gets a copy" }];
  const part = person.watched ? `witness of ${person.watched.name}` : `signer, sign group ${signGroup}`;
  return [
    who,
    { label: "Part", text: role === undefined ? part : `${part}, ${role}` },
    ...(person.link === undefined ? [] : [{ label: "Link", text: person.link }]),
    ...time("Invited", person.invitedAt),
    ...time("Link works from", person.openedAt),
    { label: "Authentication", text: authentication.join(", ") },
    ...time("Signed", person.signedAt),
    ...(ipAddress === undefined ? [] : [{ label: "IP address", text: ipAddress }]),
    ...person.values.map(({ tag, value }) => ({
      label: tag.name ?? tag.type,
      text: `${shown(value)} (${tag.file_name}, page ${tag.page_number})`,
    })),
  ];
}

function shown(value: string | boolean | null): string {
  if (value === null) return "left empty";
  if (typeof value === "boolean") return value ? "ticked" : "not ticked";
  return value;
}

function auditLine(
  { at, event, recipientId, ip, automatic }: AuditEntry,
  names: ReadonlyMap<string, string>,
): TextLine {
  const who = recipientId === undefined ? undefined : names.get(recipientId);
  const text = [
    eventNames[event],
    ...(automatic ? [" by itself"] : []),
    ...(who === undefined ? [] : [`: ${who}`]),
    ...(ip === undefined ? [] : [`, from ${ip}`]),
  ].join("");
  return { label: readable(at), text };
}
