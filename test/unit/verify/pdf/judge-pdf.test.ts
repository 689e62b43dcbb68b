import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TrustStore } from "../../../../verify/certificates/trust-store.ts";
import { judgePdf } from "../../../../verify/pdf/judge-pdf.ts";
import { linesOfText, pdfOfContents } from "../../document/sample-pdf.ts";
import { needTestFiles, scratchFolder, TEST_FILES } from "../../document/test-files.ts";
import { needPrograms, Pdfsig, validAndTrusted } from "../../emulator/pack/judges.ts";
import { certificateFor, newKeys, type SampleIdentity, WEB_SERVER } from "../sample-certificates.ts";
import { appendObjects, nextNumber, type SignOptions, signPdf } from "../sign-pdf.ts";

const plain = pdfOfContents(linesOfText([72, 700, "Mutual agreement"]), linesOfText([72, 700, "Annex"]));
/** Object 5 is the first page's content. */
const content = 5;
const streamOf = (text: string): string => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;

/** The object identifier of RSA keys, in DER without its tag. */
const RSA_ENCRYPTION = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";

describe("signatures of a PDF", function () {
  this.timeout(30_000);
  const scratch = scratchFolder();
  let root: SampleIdentity;
  let signer: SampleIdentity;
  let trust: TrustStore;

  before(async () => {
    root = await certificateFor({ isAuthority: true });
    signer = await certificateFor({ issuer: root });
    trust = new TrustStore([root.certificate]);
  });

  const at = new Date("2026-06-01");
  const signed = (options?: SignOptions): Buffer => signPdf(plain, signer, options);
  const codes = (pdf: Uint8Array, original?: Uint8Array): string[] =>
    judgePdf(pdf, { trust, at }, original).findings.map(({ code }) => code);
  const codesBy = (by: SampleIdentity, options?: SignOptions): string[] => codes(signPdf(plain, by, options));

  it("are good when the last one covers the whole file and leads to a trusted root", () => {
    const { signatures, findings, earlier } = judgePdf(signed(), { trust, at }, undefined);
    assert.deepEqual([findings, earlier], [[], []]);
    assert.deepEqual(signatures, [
      {
        signer: "CN=Sample signer",
        signedAt: "2026-01-31T12:00:00.000Z",
        covers: "whole",
        valid: true,
        trusted: true,
      },
    ]);
  });

  it("are good when several people signed one after the other", () => {
    const once = signed();
    const twice = signPdf(once, signer, { fields: [nextNumber(plain)] });
    const { signatures, findings } = judgePdf(twice, { trust, at }, undefined);
    assert.deepEqual(
      [signatures.map(({ covers, valid, trusted }) => [covers, valid, trusted]), findings],
      [
        [
          ["revision", true, true],
          ["whole", true, true],
        ],
        [],
      ],
    );
  });

  it("are found wherever a field is below others", () => {
    const field = nextNumber(plain);
    const parent = `<< /T (group) /FT /Sig /Kids [${field} 0 R] >>`;
    const nested = { 90: parent, 1: "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [90 0 R] >> >>" };
    assert.deepEqual(codes(signed({ objects: nested })), []);
  });

  it("are missing: an unsigned file, and a signed one whose signature was taken out", () => {
    const stripped = appendObjects(signed(), { 1: "<< /Type /Catalog /Pages 2 0 R >>" });
    assert.deepEqual([codes(plain), codes(stripped)], [["unsigned-document"], ["unsigned-document"]]);
  });

  it("are judged no further in a file that is damaged", () => {
    assert.deepEqual(
      [codes(signed().subarray(0, -100)), codes(Buffer.from("%PDF-1.7 nothing")), codes(Buffer.alloc(0))],
      [["unreadable-pdf"], ["unreadable-pdf"], ["unreadable-pdf"]],
    );
  });

  it("are judged no further in a file whose trailer is damaged, or whose objects go in circles", () => {
    const damaged = signed();
    damaged.write("?", damaged.lastIndexOf("/Root") + 6, "latin1");
    const circle = appendObjects(signed(), { 1: "<< /Length 1 0 R >>\nstream\nx\nendstream" });
    assert.deepEqual([codes(damaged), codes(circle)], [["unreadable-pdf"], ["unreadable-pdf"]]);
  });

  it("must have a certificate whose key can be read", () => {
    const der = new X509Certificate(signer.certificate).raw.toString("latin1");
    const cms = (bytes: Buffer): Buffer => {
      const text = bytes.toString("latin1");
      const at = text.indexOf(der) + der.indexOf(RSA_ENCRYPTION, der.indexOf("Sample signer"));
      return Buffer.from(`${text.slice(0, at + 8)}\x7f${text.slice(at + 9)}`, "latin1");
    };
    assert.deepEqual(codes(signed({ cms })), ["unreadable-signature"]);
  });

  it("are judged as pdfsig judges them in a file of somebody else's, whose signature does not hold", function () {
    needTestFiles(this);
    needPrograms(this, "pdfsig", "certutil");
    const pdf = readFileSync(join(TEST_FILES, "pdfs", "signed_verified.pdf"));
    const [theirs, ...others] = new Pdfsig(scratch).judge(pdf);
    const { signatures } = judgePdf(pdf, { trust, at }, undefined);
    assert.deepEqual([others, signatures.length], [[], 1]);
    assert.deepEqual(
      signatures.map(({ covers, valid, trusted }) => ({ covers, valid, trusted })),
      [
        {
          covers: theirs?.coversAll ? "whole" : "revision",
          valid: theirs?.signature === validAndTrusted.signature,
          trusted: theirs?.certificate === validAndTrusted.certificate,
        },
      ],
    );
  });

  it("tell any change of what they cover", () => {
    const changed = signed();
    changed.write("Putual", changed.indexOf("Mutual"), "latin1");
    assert.deepEqual(codes(changed), ["digest-differs"]);
  });

  it("do not cover what is added behind them: a page, other content, or nothing that shows", () => {
    const once = signed();
    const page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>";
    const pages = "<< /Type /Pages /Count 3 /Kids [4 0 R 6 0 R 90 0 R] /MediaBox [0 0 612 792] >>";
    const changed = [
      appendObjects(once, { 2: pages, 90: page }),
      appendObjects(once, { [content]: streamOf(linesOfText([72, 700, "Other agreement"])) }),
      appendObjects(once, { 91: "null" }),
      Buffer.concat([once, Buffer.from("\n")]),
    ];
    assert.deepEqual(
      changed.map((pdf) => codes(pdf)),
      Array(4).fill(["changed-after-signing"]),
    );
  });

  it("do not hide that a page was changed after a trusted signature, though a later one covers it", () => {
    const fields = [nextNumber(plain)];
    const objects = { [content]: streamOf(linesOfText([72, 700, "Other agreement"])) };
    const shadow = signPdf(signed(), signer, { fields, objects });
    assert.deepEqual(
      [codes(shadow), codes(shadow, signed()), codes(signPdf(signed(), signer, { fields }))],
      [["changed-after-signing"], [], []],
    );
  });

  it("must leave out their own value and no more", () => {
    const [early, late, narrow] = [
      [-1, 0],
      [0, 1],
      [1, -1],
    ] as const;
    assert.deepEqual(
      [early, late, narrow].map((shift) => codes(signed({ shift }))),
      Array(3).fill(["byte-range"]),
    );
  });

  it("must have a byte range that is one", () => {
    const ranges = [
      "[0 10 20]",
      "[5 10 20 30]",
      "[0 30 20 10]",
      "[0 10 20 99999999]",
      "[0 (x) 20 30]",
      "null",
    ];
    const pdfs = ranges.map((range) =>
      appendObjects(plain, {
        1: "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [90 0 R] >> >>",
        90: `<< /FT /Sig /V << /SubFilter /ETSI.CAdES.detached /ByteRange ${range} /Contents <00> >> >>`,
      }),
    );
    assert.deepEqual(
      pdfs.map((pdf) => codes(pdf)[0]),
      Array(6).fill("byte-range"),
    );
  });

  it("must not have anything but zeros behind their value, nor anything but hex digits in its place", () => {
    const spaced = signed();
    spaced.write(" ", spaced.lastIndexOf("00>"), "latin1");
    assert.deepEqual(
      [codes(signed({ padding: "4869" })), codes(spaced)],
      [["hidden-content"], ["byte-range"]],
    );
  });

  it("must be readable", () => {
    const cut = signed({ cms: (cms) => cms.subarray(0, 600) });
    const none = signed({ cms: () => Buffer.from("no CMS") });
    assert.deepEqual([codes(cut), codes(none)], [["unreadable-signature"], ["unreadable-signature"]]);
  });

  it("must be made with their certificate's key, of the file's digest", () => {
    const turned = signed({
      cms: (cms) => Buffer.concat([cms.subarray(0, -1), Buffer.from([(cms.at(-1) ?? 0) ^ 1])]),
    });
    assert.deepEqual(
      [codes(turned), codes(signed({ digest: () => Buffer.alloc(32) }))],
      [["signature-invalid"], ["digest-differs"]],
    );
  });

  it("must be about the certificate that comes with them, not another of the same key", async () => {
    const other = await certificateFor({ issuer: root, name: "Sample signes" });
    const issuer = other.parsed.serialNumber;
    const before = Buffer.from(signer.parsed.serialNumber.valueBlock.valueHexView);
    const swapped = signed({
      cms: (cms) => {
        const [own, its] = [signer, other].map(({ parsed }) =>
          Buffer.from(parsed.toSchema(true).toBER(false)),
        );
        const text = cms.toString("hex");
        const serial = Buffer.from(issuer.valueBlock.valueHexView).toString("hex");
        return Buffer.from(
          text
            .replace(`${own?.toString("hex")}`, `${its?.toString("hex")}`)
            .replaceAll(before.toString("hex"), serial),
          "hex",
        );
      },
    });
    // Its serial number is in a signed attribute, too, which no longer is what was signed.
    assert.deepEqual(codes(swapped), ["signature-invalid", "certificate-mismatch"]);
  });

  it("must be of a form that can be judged, and none of yesterday's", () => {
    assert.deepEqual(
      ["adbe.pkcs7.detached", "adbe.pkcs7.sha1", "adbe.x509.rsa_sha1", "ETSI.RFC3161", "Example.own"].map(
        (subFilter) => codes(signed({ subFilter })),
      ),
      [[], ["weak-signature"], ["weak-signature"], ["unsupported-signature"], ["unsupported-signature"]],
    );
  });

  it("must lead to a trusted root, which another of the same name is not", async () => {
    const stranger = await certificateFor({ isAuthority: true, keys: await newKeys() });
    const alone = await certificateFor();
    assert.deepEqual(
      [codesBy(await certificateFor({ issuer: stranger })), codesBy(alone)],
      [["untrusted-certificate"], ["self-signed-certificate"]],
    );
  });

  it("must have a certificate, and authorities, that were valid at the time", async () => {
    const expired = await certificateFor({ issuer: root, to: "2026-01-01" });
    const early = await certificateFor({ issuer: root, from: "2026-03-01" });
    const since = await certificateFor({ issuer: root, to: "2026-03-01" });
    const authority = await certificateFor({
      isAuthority: true,
      issuer: root,
      name: "Old",
      to: "2026-01-01",
    });
    const below = await certificateFor({ issuer: authority });
    assert.deepEqual(
      [
        codesBy(expired),
        codesBy(early),
        codesBy(since),
        codesBy(since, { date: "D:20990101000000Z" }),
        codesBy(below, { chain: [authority.certificate] }),
      ],
      [
        ["certificate-not-valid-then"],
        ["certificate-not-valid-then"],
        [],
        ["certificate-not-valid-then"],
        ["certificate-not-valid-then"],
      ],
    );
  });

  it("must have a certificate that is for signing documents", async () => {
    const server = await certificateFor({ issuer: root, purposes: [WEB_SERVER] });
    const cipher = await certificateFor({ issuer: root, usage: "001" });
    const special = await certificateFor({ issuer: root, critical: "1.2.3.4" });
    assert.deepEqual(
      [server, cipher, special].map((one) => codesBy(one)),
      Array(3).fill(["certificate-misused"]),
    );
  });

  it("must have a certificate whose authorities may issue it", async () => {
    const between = await certificateFor({ isAuthority: true, issuer: root, name: "Between", pathLength: 0 });
    const lower = await certificateFor({ isAuthority: true, issuer: between, name: "Lower" });
    const person = await certificateFor({ issuer: root, name: "Person" });
    const usage = await certificateFor({ isAuthority: true, issuer: root, name: "Usage", usage: "11" });
    const chains = [[between], [lower, between], [person], [usage]];
    const results = [];
    for (const chain of chains)
      results.push(
        codesBy(await certificateFor({ ...(chain[0] && { issuer: chain[0] }) }), {
          chain: chain.map(({ certificate }) => certificate),
        }),
      );
    assert.deepEqual(results, [
      [],
      ["certificate-misused"],
      ["certificate-misused"],
      ["certificate-misused"],
    ]);
  });

  it("must have keys that cannot be found out", async () => {
    assert.deepEqual(codesBy(await certificateFor({ issuer: root, bits: 1024 })), ["weak-signature"]);
  });

  it("are trusted when the signer's own certificate is the root that was given", () => {
    const own = { trust: new TrustStore([signer.certificate]), at };
    assert.deepEqual(judgePdf(signed(), own, undefined).findings, []);
  });
});
