import assert from "node:assert/strict";
import { hash, sign, X509Certificate } from "node:crypto";
import { SignedXml } from "xml-crypto";
import type { Emulator } from "../../../../emulator/index.ts";
import { TrustStore } from "../../../../verify/certificates/trust-store.ts";
import { judgeXml } from "../../../../verify/xml/judge-xml.ts";
import { type EmulatedPack, emulatedPack, packEmulator } from "../emulated-pack.ts";
import { certificateFor, type SampleIdentity } from "../sample-certificates.ts";

const EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
const INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
const SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1";
const RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const RSA_SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
const ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

interface Signing {
  canonicalisation?: string;
  method?: string;
  digest?: string;
  transforms?: string[];
  /** What the signature is about; default: all. */
  xpath?: string;
}

/** Signs a document with a library of others, as a document of its own kind. */
function signXml(xml: string, signer: SampleIdentity, signing: Signing = {}): string {
  const canonicalisation = signing.canonicalisation ?? EXCLUSIVE;
  const signature = new SignedXml({
    privateKey: signer.privateKey,
    publicCert: signer.certificate,
    signatureAlgorithm: signing.method ?? RSA_SHA256,
    canonicalizationAlgorithm: canonicalisation as typeof EXCLUSIVE,
    getKeyInfoContent: () =>
      `<X509Data><X509Certificate>${new X509Certificate(signer.certificate).raw.toString("base64")}</X509Certificate></X509Data>`,
  });
  signature.addReference({
    xpath: signing.xpath ?? "/*",
    isEmptyUri: signing.xpath === undefined,
    transforms: signing.transforms ?? [ENVELOPED, canonicalisation],
    digestAlgorithm: signing.digest ?? SHA256,
  });
  signature.computeSignature(xml);
  return signature.getSignedXml();
}

describe("the XML signature of a pack", () => {
  let emulator: Emulator;
  let pack: EmulatedPack;
  let root: SampleIdentity;
  let own: SampleIdentity;
  let xml = "";
  let trust: TrustStore;

  before(async () => {
    emulator = await packEmulator();
    pack = await emulatedPack(emulator);
    root = await certificateFor({ isAuthority: true });
    own = await certificateFor({ issuer: root });
    trust = new TrustStore([...pack.expected.roots, root.certificate]);
    xml = Buffer.from(pack.entries["envelope-signature.xml"] as Uint8Array).toString();
  });
  after(() => emulator.close());

  const judge = (text: string | Uint8Array) =>
    judgeXml(Buffer.from(text as string), (name) => pack.entries[name], {
      trust,
      at: new Date("2026-06-01"),
    });
  const codes = (text: string | Uint8Array): string[] => judge(text).findings.map(({ code }) => code);
  /** The statement without its signature. */
  const statement = (): string => xml.replace(/<ds:Signature[\s\S]*<\/ds:Signature>/, "");
  const signature = (): string => /<ds:Signature[\s\S]*<\/ds:Signature>/.exec(xml)?.[0] ?? "";

  it("is good as the emulator makes it, and lists the other files", () => {
    const { findings, notes, list, signatures } = judge(xml);
    assert.deepEqual([findings, notes], [[], []]);
    assert.deepEqual(
      list?.files.map(({ name }) => name),
      Object.keys(pack.entries).filter((name) => name !== "envelope-signature.xml"),
    );
    assert.deepEqual(
      signatures.map(({ covers, valid, trusted, signedAt }) => [covers, valid, trusted, signedAt]),
      [["whole", true, true, "2026-01-31T12:00:00.000Z"]],
    );
  });

  it("is good as others make it: either canonicalisation, SHA-512, prefixes, comments, special characters", () => {
    const odd = statement()
      .replace("<Files>", "<!-- a comment --><Files>")
      .replace('kind="document"', `kind='a &lt; "b" &amp; c&#9;&#xD;é'`);
    const made = [
      signXml(odd, own),
      signXml(odd, own, { canonicalisation: INCLUSIVE }),
      signXml(odd, own, {
        digest: "http://www.w3.org/2001/04/xmlenc#sha512",
        method: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
      }),
      signXml(odd.replace(/<(\/?)(\w)/g, "<$1e:$2").replace("xmlns=", 'xmlns:f="urn:unused" xmlns:e='), own),
      signXml(odd.replaceAll("\n", "\r\n"), own, { canonicalisation: INCLUSIVE }),
    ];
    assert.deepEqual(made.map(codes), [[], [], [], [], []]);
  });

  it("finds any change of the statement and of the signature", () => {
    const changed = [
      xml.replace('name="nda.pdf"', 'name="ndb.pdf"'),
      xml.replace(/<Event [^>]*>/, ""),
      xml.replace(/(<ds:SignatureValue>)(.)/, (_, tag, digit) => `${tag}${digit === "A" ? "B" : "A"}`),
      xml.replace(/(<ds:DigestValue>)(.)/, (_, tag, digit) => `${tag}${digit === "A" ? "B" : "A"}`),
    ];
    assert.deepEqual(changed.map(codes), [
      ["digest-differs"],
      ["digest-differs"],
      ["signature-invalid"],
      ["digest-differs", "signature-invalid"],
    ]);
  });

  it("is refused when there is none, or a second one", () => {
    assert.deepEqual(
      [
        codes(statement()),
        codes(xml.replace("</EnvelopeSignature>", `${signature()}</EnvelopeSignature>`)),
        codes(signXml(xml, own)),
      ],
      [["xml-signature-layout"], ["xml-signature-layout"], ["xml-signature-layout"]],
    );
  });

  it("is refused when the signed statement is wrapped into another one", () => {
    const signed = xml.replace(/^<\?xml[^>]*\?>\s*/, "");
    const forged = statement()
      .replace(/^<\?xml[^>]*\?>\s*/, "")
      .replaceAll("nda.pdf", "other.pdf");
    const inside = forged.replace("</EnvelopeSignature>", `${signed}</EnvelopeSignature>`);
    const beside = forged.replace(
      "</EnvelopeSignature>",
      `${signature().replace("</ds:Signature>", `<ds:Object>${statement().replace(/^<\?xml[^>]*\?>\s*/, "")}</ds:Object></ds:Signature>`)}</EnvelopeSignature>`,
    );
    const outside = `<Wrapper>${signed}</Wrapper>`;
    assert.deepEqual([inside, beside, outside].map(codes), [
      ["xml-signature-layout"],
      ["digest-differs"],
      ["digest-differs"],
    ]);
  });

  it("is refused when it is about a part, or by a way that leaves something out", () => {
    const part = signXml(statement().replace("<Files>", '<Files Id="files">'), own, {
      xpath: "//*[@Id='files']",
    });
    const plainly = signXml(statement(), own, { transforms: [ENVELOPED, INCLUSIVE] }).replace(
      `<Transform Algorithm="${INCLUSIVE}"/>`,
      '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"/>',
    );
    const commented = signXml(statement(), own, { canonicalisation: `${EXCLUSIVE}WithComments` });
    assert.deepEqual([part, plainly, commented].map(codes), [
      ["xml-signature-layout"],
      ["unsupported-signature"],
      ["unsupported-signature"],
    ]);
  });

  it("is refused when it can be forged", () => {
    assert.deepEqual(codes(signXml(statement(), own, { digest: SHA1, method: RSA_SHA1 })), [
      "weak-signature",
    ]);
  });

  it("is refused when its certificate is not trusted, vouches for itself, or is no longer valid", async () => {
    const stranger = await certificateFor({ isAuthority: true, name: "Stranger" });
    const signers = [
      await certificateFor({ issuer: stranger }),
      await certificateFor(),
      await certificateFor({ issuer: root, to: "2026-01-01" }),
    ];
    assert.deepEqual(
      signers.map((signer) => codes(signXml(statement(), signer))),
      [["untrusted-certificate"], ["self-signed-certificate"], ["certificate-not-valid-then"]],
    );
  });

  it("is refused before it is read when it has what attacks are made of", () => {
    const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
    const body = xml.slice(head.length);
    const external = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>`;
    const bomb = `<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>`;
    const unsafe = [
      external,
      bomb,
      '<!DOCTYPE a SYSTEM "http://example.com/a.dtd">',
      '<?xml-stylesheet href="a"?>',
    ];
    assert.deepEqual(
      unsafe.map((text) => codes(head + text + body)),
      Array(4).fill(["unsafe-xml"]),
    );
  });

  it("is refused when it is not well formed", () => {
    const broken = [
      "",
      "no XML",
      "<a>",
      "<a></b>",
      "<a/><b/>",
      "<a/>text",
      '<a b="1" b="2"/>',
      '<a xmlns:x="u" xmlns:y="u" x:b="" y:b=""/>',
      "<a>&unknown;</a>",
      "<a>& </a>",
      "<a>&#0;</a>",
      "<x:a/>",
      '<a b="<"/>',
      "<a>]]></a>",
      "<a><!-- -- --></a>",
      "<a><![CDATA[</a>",
      "<a".repeat(9),
      "<a>".repeat(101) + "</a>".repeat(101),
    ];
    assert.deepEqual(
      [...broken, Buffer.from([0x3c, 0xff]), Buffer.from("<a/>", "utf16le")].map(codes),
      Array(broken.length + 2).fill(["unreadable-xml"]),
    );
  });

  it("follows references to files of the pack by name and digest, and says which it could not follow", () => {
    const reference = (uri: string, content: Uint8Array): string =>
      `<Reference URI="${uri}"><DigestMethod Algorithm="${SHA256}"></DigestMethod><DigestValue>${hash("sha256", content, "base64")}</DigestValue></Reference>`;
    const detached = (...references: string[]): string => {
      const info = `<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><CanonicalizationMethod Algorithm="${EXCLUSIVE}"></CanonicalizationMethod><SignatureMethod Algorithm="${RSA_SHA256}"></SignatureMethod>${references.join("")}</SignedInfo>`;
      const value = sign("sha256", Buffer.from(info), own.privateKey).toString("base64");
      const certificate = new X509Certificate(own.certificate).raw.toString("base64");
      return `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">${info}<SignatureValue>${value}</SignatureValue><KeyInfo><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></Signature>`;
    };
    const nda = pack.entries["nda.pdf"] as Uint8Array;
    const good = judge(detached(reference("nda.pdf", nda), reference("absent.pdf", nda)));
    assert.deepEqual(
      [good.findings, [...good.covered], good.notes.slice(1)],
      [[], ["nda.pdf"], ['signs what could not be found in the pack: "absent.pdf".']],
    );
    assert.deepEqual(codes(detached(reference("order.pdf", nda))), ["digest-differs"]);
  });

  it("says of another form what it is about, and what could not be judged", () => {
    const other = "<Receipt xmlns='urn:example:other'><Text>said</Text></Receipt>";
    const signed = judge(signXml(other, own));
    const unsigned = judge(other);
    assert.deepEqual(
      [signed.findings, signed.notes, unsigned.findings, unsigned.notes],
      [
        [],
        ["is of a form that is not known: its signature was checked, and what it says was not."],
        [],
        ["has no signature, and was not judged."],
      ],
    );
  });
});
