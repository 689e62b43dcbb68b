import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TrustStore } from "../../../../verify/certificates/trust-store.ts";
import { judgePdf } from "../../../../verify/pdf/judge-pdf.ts";
import { linesOfText, pdfOfContents } from "../../document/sample-pdf.ts";
import { needTestFiles, scratchFolder, TEST_FILES } from "../../document/test-files.ts";
import { needPrograms, Pdfsig } from "../../emulator/pack/judges.ts";
import { certificateFor, DOCUMENT_SIGNING, newKeys, type SampleIdentity } from "../sample-certificates.ts";
import { appendObjects, nextNumber, signPdf } from "../sign-pdf.ts";

/** NSS, which poppler asks, wants a certificate to be for this. */
const EMAIL = "1.3.6.1.5.5.7.3.4";

describe("signatures of a PDF, as poppler judges them", function () {
  this.timeout(60_000);
  const scratch = scratchFolder();
  const at = new Date("2026-06-01");
  const plain = pdfOfContents(linesOfText([72, 700, "Mutual agreement"]));
  let pdfsig: Pdfsig;
  let trust: TrustStore;
  let root: SampleIdentity;
  let signer: SampleIdentity;

  before(async function () {
    needPrograms(this, "pdfsig", "certutil");
    root = await certificateFor({ isAuthority: true });
    signer = await certificateFor({ issuer: root, purposes: [DOCUMENT_SIGNING, EMAIL] });
    trust = new TrustStore([root.certificate]);
    pdfsig = new Pdfsig(scratch, root.certificate);
  });

  /** For each signature: whether it covers the whole file, is valid, and is trusted; ours, then poppler's. */
  const verdicts = (pdf: Uint8Array): unknown[][] => [
    judgePdf(pdf, { trust, at }, undefined).signatures.map(({ covers, valid, trusted }) => [
      covers === "whole",
      valid,
      // Poppler looks at the certificate of a valid signature only.
      valid && trusted,
    ]),
    pdfsig
      .judge(pdf)
      .map(({ coversAll, signature, certificate }) => [
        coversAll,
        signature === "Signature is Valid.",
        certificate === "Certificate is Trusted.",
      ]),
  ];

  it("are the same where they are good, changed, of a part, by a stranger, or several", async () => {
    const stranger = await certificateFor({
      issuer: await certificateFor({ isAuthority: true, name: "Stranger" }),
    });
    const second = await certificateFor({
      issuer: root,
      name: "Second",
      keys: await newKeys(),
      purposes: [DOCUMENT_SIGNING, EMAIL],
    });
    const good = signPdf(plain, signer);
    const changed = Buffer.from(good);
    changed.write("Putual", changed.indexOf("Mutual"), "latin1");
    const pdfs = [
      good,
      changed,
      appendObjects(good, { 90: "null" }),
      signPdf(plain, stranger),
      signPdf(good, second, { fields: [nextNumber(plain)] }),
    ];
    const both = pdfs.map(verdicts);
    assert.deepEqual(
      both.map(([ours]) => ours),
      [
        [[true, true, true]],
        [[true, false, false]],
        [[false, true, true]],
        [[true, true, false]],
        [
          [false, true, true],
          [true, true, true],
        ],
      ],
    );
    assert.deepEqual(
      both.map(([ours]) => ours),
      both.map(([, theirs]) => theirs),
    );
  });

  it("are the same for one that somebody else made: not valid, of a part, not trusted", function () {
    needTestFiles(this);
    const pdf = readFileSync(join(TEST_FILES, "pdfs/signed_verified.pdf"));
    const [ours, theirs] = verdicts(pdf);
    assert.deepEqual([ours, theirs], [[[false, false, false]], [[false, false, false]]]);
    assert.deepEqual(
      judgePdf(pdf, { trust, at }, undefined).findings.map(({ code }) => code),
      ["byte-range", "signature-invalid", "untrusted-certificate"],
    );
  });
});
