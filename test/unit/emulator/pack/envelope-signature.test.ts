import assert from "node:assert/strict";
import { createHash, X509Certificate } from "node:crypto";
import { SignedXml } from "xml-crypto";
import { type Emulator, startEmulator } from "../../../../emulator/index.ts";
import { CertificateAuthority } from "../../../../emulator/pack/certificate-authority.ts";
import { envelopeSignature } from "../../../../emulator/pack/envelope-signature.ts";
import { packEntry } from "../../../../emulator/pack/pack-entry.ts";
import { start } from "../api-caller.ts";
import { SignedEnvelope, signer, tag } from "../signing/signing-person.ts";
import { needPrograms } from "./judges.ts";
import { Judges } from "./outside-judges.ts";
import { entry, type Pack, packOf, richEnvelope } from "./packs.ts";

/** What an XML signature says, once xml-crypto has verified it with the certificate that is inside. */
interface Verified {
  /** The signed document, canonical. */
  readonly xml: string;
  readonly certificate: X509Certificate;
}

function verified(content: Uint8Array): Verified {
  const xml = Buffer.from(content).toString("utf8");
  const signature = xml.match(/<ds:Signature .*<\/ds:Signature>/s)?.[0] ?? "";
  const base64 = signature.match(/<ds:X509Certificate>([^<]+)</)?.[1] ?? "";
  const certificate = new X509Certificate(Buffer.from(base64, "base64"));
  const signed = new SignedXml({ publicCert: certificate.toString(), getCertFromKeyInfo: () => null });
  signed.loadSignature(signature);
  assert.ok(signed.checkSignature(xml), "xml-crypto refuses the signature");
  const [canonical = "", ...more] = signed.getSignedReferences();
  assert.deepEqual(more, []);
  return { xml: canonical, certificate };
}

/** The attributes of every element of a name, in canonical XML. */
const elements = (xml: string, name: string): Record<string, string>[] =>
  [...xml.matchAll(new RegExp(`<${name}((?: [\\w:]+="[^"<]*")*)>`, "g"))].map(([, attributes = ""]) =>
    Object.fromEntries(
      [...attributes.matchAll(/ ([\w:]+)="([^"]*)"/g)].map(([, key, text = ""]) => [key, unescaped(text)]),
    ),
  );

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9A-F]+)|(\w+));/g, (_, code, name) =>
    code === undefined ? (named[name] ?? "") : String.fromCodePoint(Number.parseInt(code, 16)),
  );

describe("envelope-signature.xml", () => {
  let emulator: Emulator;
  let judges: Judges;
  let pack: Pack;
  let envelopeId: string;

  before(async () => {
    emulator = await startEmulator({ clock: () => start, processing: "manual" });
    judges = new Judges(emulator.caCertificate);
    envelopeId = await richEnvelope(emulator);
    pack = await packOf(emulator, envelopeId);
  });
  after(async () => {
    judges.close();
    await emulator.close();
  });

  const statement = (): Verified => verified(entry(pack, "envelope-signature.xml"));

  it("is verified by xmlsec1 with the emulator's root, and no longer once a character has changed", function () {
    needPrograms(this, "xmlsec1");
    const content = entry(pack, "envelope-signature.xml");
    assert.equal(judges.xmlProblem(content), "");
    const changed = Buffer.from(content).toString("utf8").replace("Ada Example", "Eve Example");
    assert.notEqual(judges.xmlProblem(Buffer.from(changed)), "");
    assert.throws(() => verified(Buffer.from(changed)));
  });

  it("is verified by xml-crypto with a certificate of the emulator's root", () => {
    const { certificate } = statement();
    const root = new X509Certificate(emulator.caCertificate);
    assert.ok(certificate.checkIssued(root) && certificate.verify(root.publicKey));
  });

  it("lists every other file of the zip, with its SHA-256 and size", () => {
    const found = elements(statement().xml, "File").map(({ name, kind, bytes, sha256 }) => ({
      ...{ name, kind, bytes, sha256 },
    }));
    const kinds = ["document", "document", "document", "signed-offline", "attachment", "cover-sheet"];
    const others = Object.entries(pack).filter(([name]) => name !== "envelope-signature.xml");
    assert.deepEqual(
      found,
      others.map(([name, content], at) => ({
        name,
        kind: kinds[at],
        bytes: String(content.length),
        sha256: createHash("sha256").update(content).digest("hex"),
      })),
    );
  });

  it("says what each file was uploaded as", () => {
    const uploaded = new Map(
      emulator.control.envelope(envelopeId).documents.map(({ name, sha256 }) => [name, sha256]),
    );
    // The same page was uploaded three times.
    const page = uploaded.get("annex.pdf");
    assert.deepEqual(
      elements(statement().xml, "File").map(({ uploadedSha256 }) => uploadedSha256),
      [uploaded.get("nda.pdf"), page, uploaded.get("terms.docx"), page, page, undefined],
    );
  });

  it("tells who took part, how they were known, and what they filled in", () => {
    const { xml } = statement();
    const [at, later] = ["2026-01-31T12:00:00.000Z", "2026-01-31T13:00:00.000Z"];
    const ids = emulator.control.envelope(envelopeId).recipients.map(({ recipientId }) => recipientId);
    const [ada = "", bo = "", cy = "", di = "", wil = ""] = ids;
    const link = { link: "by e-mail", ipAddress: "127.0.0.1" };
    const person = (id: string, kind: string, name: string) => {
      const [first = ""] = name.split(" ");
      return { id, kind, name, email: `${first.toLowerCase()}@example.com` };
    };
    const { ipAddress, ...byMail } = link;
    const second = { signGroup: "2", invitedAt: later, signedAt: later };
    assert.deepEqual(elements(xml, "Recipient"), [
      {
        ...person(ada, "signer", "Ada Example"),
        ...{ role: "Managing director", signGroup: "1", ...link, invitedAt: at, signedAt: at },
      },
      {
        ...person(wil, "witness", "Wil Ness"),
        ...{ witnessOf: ada, signGroup: "1", ...link, invitedAt: at, signedAt: later },
      },
      { ...person(bo, "signer", "Bo Example"), ...link, ...second },
      { ...person(cy, "signer", "Cy Example"), ...byMail, ...second },
      person(di, "cc", "Di Example"),
    ]);
    assert.deepEqual(
      elements(xml, "Authentication").map(({ how }) => how),
      [
        "a code sent by SMS",
        "named by the signer",
        "a code sent by SMS",
        "an identity check",
        "signed offline: the sender handed the document in",
      ],
    );
    assert.deepEqual(
      elements(xml, "Value").map(({ tag: name, file, text }) => [name, file, text]),
      [
        ["signature", "nda.pdf", "Ada Example"],
        ["company", "nda.pdf", "Ærø & Søn"],
        ["accepted", "nda.pdf", "true"],
        ["remark", "nda.pdf", undefined],
        ["passport", "nda.pdf", "passport scan.pdf"],
        ["watched", "annex.pdf", "Wil Ness"],
        [undefined, "annex.pdf", "Bo Example"],
      ],
    );
  });

  it("has the audit trail up to completion, and not what came later", async () => {
    const ids = emulator.control.envelope(envelopeId).recipients.map(({ recipientId }) => recipientId);
    const { xml } = statement();
    const names = ["Ada", "Bo", "Cy", "Di", "Wil"];
    const trail = elements(xml, "Event").map(({ name, recipientId }) =>
      recipientId === undefined ? name : `${name} ${names[ids.indexOf(recipientId)]}`,
    );
    assert.deepEqual(trail, [
      ...["created", "opened", "invited Ada", "code-sent Ada", "phone-verified Ada", "viewed Ada"],
      ...["attached Ada", "submitted Ada", "witness-named Ada", "invited Wil", "signed Ada", "signed Wil"],
      ...["invited Bo", "invited Cy", "code-sent Bo", "phone-verified Bo", "identity-passed Bo", "viewed Bo"],
      ...["signed Bo", "signed Cy", "completed"],
    ]);
    assert.deepEqual(elements(xml, "Envelope"), [
      {
        id: envelopeId,
        name: "Mutual NDA",
        sender: "sender@example.com",
        createdAt: "2026-01-31T12:00:00.000Z",
        completedAt: "2026-01-31T13:00:00.000Z",
      },
    ]);
  });

  it("says nothing that a name could make up", async function () {
    const hostile = `</Files>"' a="b"><!--]]> &amp; &#65;\r\n\té😀`;
    const signing = new SignedEnvelope([signer({ name: hostile, tags: [tag({ name: hostile })] })], {
      name: hostile,
    }).submit({ 0: hostile });
    const file = packEntry({ name: `${hostile}.pdf`, kind: "document", content: Buffer.from("%PDF-") });
    const authority = await CertificateAuthority.create();
    const content = envelopeSignature(signing.envelope, [file], await authority.signer());
    const { xml } = verified(content);
    assert.deepEqual(
      [
        ...elements(xml, "Envelope").map(({ name }) => name),
        ...elements(xml, "File").map(({ name }) => name),
        ...elements(xml, "Recipient").map(({ name }) => name),
        ...elements(xml, "Value").flatMap(({ tag: name, text }) => [name, text]),
      ],
      [hostile, `${hostile}.pdf`, hostile, hostile, hostile],
    );
    needPrograms(this, "xmlsec1");
    const own = new Judges(authority.certificate);
    try {
      assert.equal(own.xmlProblem(content), "");
    } finally {
      own.close();
    }
  });

  it("replaces what XML cannot hold", async () => {
    const signing = new SignedEnvelope([signer({ name: "A\u0000\u000b\ufffe\ud800\u0085\u2028Z" })]);
    const authority = await CertificateAuthority.create();
    const content = envelopeSignature(signing.envelope, [], await authority.signer());
    assert.deepEqual(
      elements(verified(content).xml, "Recipient").map(({ name }) => name),
      ["A\ufffd\ufffd\ufffd\ufffd\n\nZ"],
    );
  });
});
