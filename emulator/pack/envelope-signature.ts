import { X509Certificate } from "node:crypto";
import { SignedXml } from "xml-crypto";
import type { Envelope, Instant } from "../envelope/envelope.ts";
import { timestamp } from "../envelope/envelope-answer.ts";
import type { KeyPair } from "./certificate-authority.ts";
import type { PackEntry } from "./pack-entry.ts";
import { auditUntilCompletion, type PersonRecord, peopleOf } from "./signing-record.ts";

/** The namespace of `envelope-signature.xml`; docs/emulator.md describes its elements. */
export const envelopeSignatureNamespace = "urn:pulumi-yotisign:envelope-signature:1";

const exclusiveC14n = "http://www.w3.org/2001/10/xml-exc-c14n#";

/**
 * The XML signature of a completed envelope: its other files with their SHA-256, its people and its audit trail, with an
 * enveloped XMLDSig over all of it (exclusive canonicalisation, RSA with SHA-256, the signer's certificate inside).
 */
export function envelopeSignature(
  envelope: Envelope,
  entries: readonly PackEntry[],
  signer: KeyPair,
): Uint8Array {
  const signature = new SignedXml({
    privateKey: signer.privateKey,
    publicCert: signer.certificate,
    signatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    canonicalizationAlgorithm: exclusiveC14n,
    getKeyInfoContent: () => certificateData(signer.certificate),
  });
  signature.addReference({
    xpath: "/*",
    isEmptyUri: true,
    transforms: ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", exclusiveC14n],
    digestAlgorithm: "http://www.w3.org/2001/04/xmlenc#sha256",
  });
  signature.computeSignature(statement(envelope, entries), {
    prefix: "ds",
    location: { reference: "/*", action: "append" },
  });
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${signature.getSignedXml()}\n`);
}

const certificateData = (pem: string): string =>
  `<ds:X509Data><ds:X509Certificate>${new X509Certificate(pem).raw.toString("base64")}</ds:X509Certificate></ds:X509Data>`;

function statement(envelope: Envelope, entries: readonly PackEntry[]): string {
  const { id, options, account, createdAt, completedAt } = envelope;
  return element("EnvelopeSignature", { xmlns: envelopeSignatureNamespace }, [
    element("Envelope", {
      id,
      name: options.name,
      sender: account,
      createdAt: moment(createdAt),
      completedAt: moment(completedAt),
    }),
    element("Files", {}, entries.map(file)),
    element("Recipients", {}, peopleOf(envelope).map(recipient)),
    element(
      "AuditTrail",
      {},
      auditUntilCompletion(envelope).map(({ at, event, recipientId, ip, automatic }) =>
        element("Event", {
          at: moment(at),
          name: event,
          recipientId,
          ipAddress: ip,
          automatic: automatic?.toString(),
        }),
      ),
    ),
  ]);
}

const file = ({ name, kind, content, sha256, uploadedSha256 }: PackEntry): string =>
  element("File", { name, kind, bytes: String(content.length), sha256, uploadedSha256 });

const recipient = (person: PersonRecord): string =>
  element(
    "Recipient",
    {
      id: person.id,
      kind: person.kind,
      witnessOf: person.watched?.id,
      name: person.name,
      email: person.email,
      role: person.role,
      signGroup: person.signGroup?.toString(),
      link: person.link,
      invitedAt: moment(person.invitedAt),
      signedAt: moment(person.signedAt),
      ipAddress: person.ipAddress,
    },
    [...person.authentication.map((how) => element("Authentication", { how })), ...person.values.map(filled)],
  );

/** A tag left empty has no `text`, a box or button is `true` or `false`. */
const filled = ({ tag, value }: PersonRecord["values"][number]): string =>
  element("Value", {
    tag: tag.name,
    type: tag.type,
    file: tag.file_name,
    page: String(tag.page_number),
    text: value?.toString(),
  });

const moment = (at: Instant | null): string | undefined => timestamp(at) ?? undefined;

/** An element; attributes that are undefined are left out. */
function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  children: readonly string[] = [],
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value = ""]) => ` ${key}="${escaped(value)}"`)
    .join("");
  if (children.length === 0) return `<${name}${written}/>`;
  return `<${name}${written}>\n${children.join("\n")}\n</${name}>`;
}

/** An attribute's text. White space would be normalised, and some characters cannot be in XML at all. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are the characters XML 1.0 does not have
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    // Line ends in XML 1.1 alone: readers disagree about them, and so about what is signed.
    .replace(/[\u0085\u2028]/g, "\n")
    .replace(/[&<>"\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
