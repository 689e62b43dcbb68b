import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { PDFDocument } from "@cantoo/pdf-lib";
import { zipSync } from "fflate";
import { type Fixture, fixture, nda, pdf } from "./fixtures.ts";
import type { Declared } from "./stack.ts";

const [partner, company, archive] = nda.recipients;
const [tag] = partner?.tags ?? [];
const withPartner = (change: object): Declared => ({
  ...nda,
  recipients: [{ ...partner, ...change }, company, archive],
});
const withTag = (change: object): Declared => withPartner({ tags: [{ ...tag, ...change }] });
const text = { type: "text_field", width: 0.2 };

/** Each with what people must be told: the place, and what is wrong there. */
const cases: [what: string, declared: Declared, told: RegExp][] = [
  [
    "a name that is too long",
    { ...nda, name: "N".repeat(126) },
    /name must NOT have more than 125 characters/,
  ],
  [
    "a forbidden character in the name",
    { ...nda, name: "NDA: draft" },
    /name has a character .* none of : \* \?/,
  ],
  ["no name", { ...nda, name: undefined }, /name is required/],
  ["no documents", { ...nda, documents: [] }, /documents is required/],
  ["a field that does not exist", { ...nda, recipient: [] }, /recipient is not a field here/],
  ["no invitation message", { ...nda, emails: {} }, /emails\.invitation\.body\.message is required/],
  [
    "a message that is too long",
    { ...nda, emails: { invitation: { body: { message: "m".repeat(601) } } } },
    /message must NOT have more than 600/,
  ],
  [
    "a reminder every three days",
    { ...nda, emails: { ...nda.emails, reminders: { frequency: 3 } } },
    /frequency must be one of 0, 1, 2, 7/,
  ],
  [
    "an e-mail that is none",
    withPartner({ email: "pat.example.com" }),
    /recipients\[0\]\.email is not a valid e-mail address/,
  ],
  ["a recipient without e-mail", withPartner({ email: undefined }), /recipients\[0\]\.email is required/],
  [
    "a forbidden character in a recipient's name",
    withPartner({ name: "Pat <Example>" }),
    /recipients\[0\]\.name has a character/,
  ],
  [
    "a role that is too long",
    withPartner({ role: "R".repeat(51) }),
    /recipients\[0\]\.role must NOT have more than 50/,
  ],
  [
    "an unknown way to authenticate",
    withPartner({ authType: "face" }),
    /recipients\[0\]\.authType must be one of/,
  ],
  [
    "sign groups with a gap",
    withPartner({ signGroup: 3 }),
    /signGroup is .*but nobody is in group 1|signGroup is 3, but nobody/,
  ],
  [
    "a sign group that is no whole number",
    withPartner({ signGroup: 1.5 }),
    /recipients\[0\]\.signGroup must be a integer/,
  ],
  [
    "a link that lives over a year",
    withPartner({ activeForSeconds: 40_000_000 }),
    /activeForSeconds must be <= 31536000/,
  ],
  [
    "an unknown time zone",
    withPartner({ timeZoneName: "Europe/Atlantis" }),
    /timeZoneName is not in the TZ database/,
  ],
  ["half a phone number", withPartner({ mobileNumber: "7700900123" }), /isoCountryCode is required/],
  ["two recipients with one key", withPartner({ key: "archive" }), /key is the key of recipients\[0\] too/],
  [
    "a CC who signs",
    { ...nda, recipients: [partner, company, { ...archive, role: "Reader" }] },
    /recipients\[2\]\.role is not for a CC/,
  ],
  [
    "a CC twice",
    {
      ...nda,
      recipients: [partner, company, archive, { ...archive, key: "b", email: "Archive@example.com" }],
    },
    /recipients\[3\]\.email is the e-mail of the CC recipients\[2\] too/,
  ],
  ["nobody who signs", { ...nda, recipients: [archive] }, /recipients has nobody who signs/],
  [
    "a tag on a page that is not there",
    withTag({ pageNumber: 3 }),
    /tags\[0\]\.pageNumber is 3, but "nda\.pdf" has 2 pages/,
  ],
  [
    "a tag on an unknown document",
    withTag({ fileName: "other.pdf" }),
    /tags\[0\]\.fileName is not a document of this envelope; there are: "nda\.pdf"/,
  ],
  ["a tag at the page's edge", withTag({ x: 0.95 }), /tags\[0\]\.x must be <= 0\.949/],
  [
    "a text field that reaches past the edge",
    withTag({ ...text, x: 0.85 }),
    /tags\[0\]\.width reaches past the page's right edge/,
  ],
  ["a text field without width", withTag({ type: "text_field" }), /tags\[0\]\.width is required/],
  [
    "a signature with a width",
    withTag({ width: 0.2 }),
    /tags\[0\]\.width is for tags of type text_field only/,
  ],
  [
    "two tags of one name",
    withPartner({
      tags: [
        { ...tag, name: "a" },
        { ...tag, name: "a" },
      ],
    }),
    /tags\[1\]\.name is the name of tags\[0\] too/,
  ],
  ["a group of one tag", withTag({ tagGroupName: "g" }), /tagGroupName names a group of one tag/],
  [
    "an excluded file that carries a tag",
    {
      ...withPartner({ excludedFiles: ["nda.pdf"], tags: [{ ...tag, fileName: "nda.pdf" }] }),
      documents: ["nda.pdf", "second.pdf"],
    },
    /excluded files/,
  ],
  ["a file that is not there", { ...nda, documents: ["missing.pdf"] }, /documents\[0\] .*missing\.pdf/],
  [
    "a text file named .pdf",
    { ...nda, documents: ["text.pdf"] },
    /documents\[0\] \(text\.pdf\) is named \.pdf but appears to be/,
  ],
  [
    "a PDF named .docx",
    { ...nda, documents: ["really-pdf.docx"] },
    /documents\[0\] \(really-pdf\.docx\) is named \.docx but appears to be/,
  ],
  ["a zip named .docx", { ...nda, documents: ["zip.docx"] }, /documents\[0\]/],
  ["a damaged PDF", { ...nda, documents: ["damaged.pdf"] }, /documents\[0\] \(damaged\.pdf\) is damaged/],
  ["an unknown kind of file", { ...nda, documents: ["notes.txt"] }, /documents\[0\].*\.pdf/],
  [
    "two documents of one name",
    { ...nda, documents: ["nda.pdf", "copy/nda.pdf"] },
    /documents\[1\] has the name of documents\[0\] too/,
  ],
  [
    "more than 20 files",
    { ...nda, documents: Array.from({ length: 21 }, (_, i) => ({ path: "nda.pdf", fileName: `${i}.pdf` })) },
    /documents has 21 files; at most 20/,
  ],
  [
    "more than 20 MB",
    { ...nda, documents: ["large.pdf", { path: "large.pdf", fileName: "again.pdf" }] },
    /documents has 2\d\.\d MB; at most 20 MB/,
  ],
  [
    "another document than was reviewed",
    { ...nda, documents: [{ path: "nda.pdf", sha256: "0".repeat(64) }] },
    /documents\[0\] has the SHA-256 [0-9a-f]{64}, not the one/,
  ],
  [
    "an onDelete that does not exist",
    { ...nda, onDelete: "burn" },
    /onDelete must be one of archive, delete, retain/,
  ],
  ["a supersedes that is no id", { ...nda, supersedes: "nda" }, /supersedes must be the id of an envelope/],
];

/** Each takes the CLI some seconds: `npm run test:matrix` tries all of them, `npm test` each fourth. */
const tried = cases.filter((_, index) => process.env.YOTISIGN_MATRIX === "full" || index % 4 === 0);

/** A PDF with an attachment that does not compress, so that it weighs so much. */
async function largePdf(bytes: number): Promise<Uint8Array> {
  const document = await PDFDocument.load(await pdf());
  await document.attach(randomBytes(bytes), "noise.bin");
  return document.save();
}

describe("bad inputs, through the real Pulumi CLI", function () {
  this.timeout(60_000);
  let at: Fixture;
  before(async () => {
    at = await fixture();
    const content = await pdf();
    at.stack.write("second.pdf", content);
    at.stack.write("text.pdf", "This is only text.");
    at.stack.write("notes.txt", "Notes.");
    at.stack.write("really-pdf.docx", content);
    at.stack.write("zip.docx", zipSync({ "a.txt": new Uint8Array([65]) }));
    at.stack.write("damaged.pdf", content.subarray(0, content.length / 2));
    at.stack.write("copy/nda.pdf", content);
    at.stack.write("large.pdf", await largePdf(11_000_000));
  });
  after(() => at.dispose());

  for (const [what, declared, told] of tried)
    it(`${what}: a clear failure, no e-mail, no address printed`, async () => {
      at.stack.declare({ nda: declared });
      const { code, output } = await at.stack.up("--skip-preview");
      assert.notEqual(code, 0);
      assert.match(output, told);
      assert.doesNotMatch(output, /@example\.com|Pat Example|Cass Sample|Ari Copy/);
      assert.doesNotMatch(output, /\n\s+at /, "a stack trace");
      assert.deepEqual([at.mails(), at.emulator.control.calls().create], [[], 0]);
    });

  it("lists all that is wrong with an envelope at once", async () => {
    at.stack.declare({ nda: { ...withTag({ pageNumber: 9 }), name: "a:b", onDelete: "burn" } });
    const { output } = await at.stack.preview();
    assert.match(
      output,
      /3 things are wrong, nothing was sent:\s+- onDelete .*\s+- name .*\s+- recipients\[0\]\.tags\[0\]\.pageNumber/,
    );
  });
});

describe("more envelopes than one run may send", function () {
  this.timeout(120_000);
  let at: Fixture;
  before(async () => {
    at = await fixture();
    at.stack.declare(
      Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`nda-${i}`, { ...nda, name: `NDA ${i}` }])),
    );
    await at.stack.pulumi("config", "set", "yotisign:maxSendsPerUp", "3");
  });
  after(() => at.dispose());

  it("stops in the preview that up runs, before the first e-mail", async () => {
    const { code, output } = await at.stack.up();
    assert.notEqual(code, 0);
    assert.match(output, /more than 3 envelopes, the most that yotisign:maxSendsPerUp allows/);
    assert.deepEqual(at.mails(), []);
  });
});
