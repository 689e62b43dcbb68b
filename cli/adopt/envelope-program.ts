import type { KnownEnvelope, KnownRecipient } from "./known-envelope.ts";
import { commentLines, literalOf } from "./source-text.ts";

/**
 * A TypeScript program that takes an envelope over. It runs once the documents are in place; what the service does not
 * tell is marked FILL IN, or left to defaults.
 *
 * @param resource the resource's name in the stack
 */
export function envelopeProgram(envelope: KnownEnvelope, resource: string): string {
  const { envelopeId, name, files, recipients } = envelope;
  return [
    'import { Envelope } from "pulumi-yotisign";',
    "",
    ...commentLines(0, origin(envelope)),
    "//",
    ...commentLines(0, toFillIn),
    "//",
    ...commentLines(0, removing),
    "",
    `const envelope = new Envelope(${literalOf(resource)}, {`,
    `  adopt: ${literalOf(envelopeId)},`,
    `  name: ${literalOf(name)},`,
    "  emails: {",
    ...commentLines(4, "FILL IN: the message; replyTo, name and reminders, where it was sent with them"),
    '    invitation: { body: { message: "FILL IN: the message that it was sent with" } },',
    "  },",
    ...commentLines(2, `FILL IN, where it was sent with them: ${envelopeFields.join(", ")}`),
    ...commentLines(2, documents),
    ...list(2, "documents", files.map(literalOf)),
    "  recipients: [",
    ...recipients.flatMap(recipientLines),
    "  ],",
    "});",
    "",
    ...["envelopeId", "status", "signedDocumentsUrl"].map((one) => `export const ${one} = envelope.${one};`),
    "",
  ].join("\n");
}

const origin = ({ envelopeId, status, createdAt }: KnownEnvelope): string =>
  `Envelope ${envelopeId} as Yoti Sign has it: ${status}${createdAt ? `, created ${createdAt}` : ""}. ` +
  "`pulumi up` takes it over and sends nothing.";

const toFillIn =
  "Yoti Sign does not tell all that it was sent with. Complete what is marked FILL IN before the first `pulumi up`: " +
  "from then on the program counts as what was sent, and a changed one is refused. What is left as it is here would " +
  "be sent only in an envelope that replaces this one (supersedes).";

const removing =
  "Once it is taken over, removing it from the program withdraws it while it is not signed, which e-mails every " +
  'signer. With onDelete: "retain" it is left alone.';

const documents =
  "FILL IN: where the files are that were sent. Put them beside the program, or write " +
  '{ path: "…", fileName: "…" } with the name below as fileName. Nobody can check that they are the same files.';

const envelopeFields = ["sender", "hasEnvelopeOtps", "autotagging", "notifications"];

function recipientLines({ hasWitness, ...recipient }: KnownRecipient): string[] {
  const fields = Object.entries(recipient).map(
    ([name, value]) => `${name}: ${typeof value === "string" ? literalOf(value) : value}`,
  );
  if (recipient.type === "CC") return [`    { ${fields.join(", ")} },`];
  const missing = [
    "tags",
    ...(recipient.authType === "sign-auth" ? ["yotiAttributes"] : []),
    ...(hasWitness ? ["witness"] : []),
    ...["verification", "rules", "activeForSeconds", "timeZoneName", "eventNotifications", "excludedFiles"],
    "isoCountryCode with mobileNumber",
  ];
  return [
    "    {",
    ...fields.map((field) => `      ${field},`),
    ...commentLines(6, `FILL IN, as it was sent: ${missing.join(", ")}`),
    "    },",
  ];
}

function list(indent: number, name: string, items: string[]): string[] {
  const start = " ".repeat(indent);
  const line = `${start}${name}: [${items.join(", ")}],`;
  return line.length <= 110
    ? [line]
    : [`${start}${name}: [`, ...items.map((item) => `${start}  ${item},`), `${start}],`];
}
