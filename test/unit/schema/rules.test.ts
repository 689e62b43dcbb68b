import assert from "node:assert/strict";
import type { WireOptions, WireRecipient, WireTag } from "../../../schema/generated/wire.ts";
import { crossFieldIssues, type UploadedFile } from "../../../schema/rules.ts";

const files: UploadedFile[] = [
  { name: "nda.pdf", pages: 2 },
  { name: "annex.docx", pages: undefined },
];

const signature: WireTag = { type: "signature", file_name: "nda.pdf", page_number: 1, x: 0.1, y: 0.8 };
const field: WireTag = { ...signature, type: "text_field", width: 0.2 };
const signer: WireRecipient = { type: "SIGNER", name: "Pat Example", email: "pat@example.com" };
const copy: WireRecipient = { type: "CC", name: "Ari Copy", email: "archive@example.com" };

const emails = { invitation: { body: { message: "Please sign." } } };

/** What is wrong with recipients, as `path message`. */
function wrong(
  recipients: Partial<WireRecipient>[],
  change: Partial<WireOptions> = {},
  uploaded = files,
): string[] {
  const options = { name: "NDA", emails, recipients: recipients as WireRecipient[], ...change };
  return crossFieldIssues(options, uploaded).map(({ path, message }) => `${path.join(".")} ${message}`);
}

const withTags = (...tags: Partial<WireTag>[]): string[] =>
  wrong([{ ...signer, tags: tags.map((tag) => ({ ...signature, ...tag })) }]);

const many = (count: number, recipient: WireRecipient): WireRecipient[] =>
  Array.from({ length: count }, (_, index) => ({ ...recipient, email: `${index}@example.com` }));

describe("the rules between fields", () => {
  it("have nothing against a valid envelope", () => {
    const second = {
      ...signer,
      sign_group: 2,
      excluded_files: ["annex.docx"],
      time_zone_name: "Europe/London",
    };
    assert.deepEqual(wrong([{ ...signer, sign_group: 1, tags: [signature] }, second, copy]), []);
  });

  it("allow 30 signers and 30 copies", () => {
    assert.deepEqual(wrong([...many(30, signer), ...many(30, copy)]), []);
    assert.deepEqual(wrong([...many(31, signer), ...many(31, copy)]), [
      "recipients has 31 of type SIGNER; at most 30 are allowed",
      "recipients has 31 of type CC; at most 30 are allowed",
    ]);
  });

  it("ask for somebody who signs", () => {
    assert.deepEqual(wrong([copy]), ["recipients has nobody who signs; add a recipient of type SIGNER"]);
  });

  it("ask for sign groups from 1 without a gap, naming each that follows a gap", () => {
    assert.deepEqual(wrong([{ ...signer, sign_group: 2 }]), [
      "recipients.0.sign_group is 2, but nobody is in group 1; sign groups count from 1 without a gap",
    ]);
    assert.deepEqual(wrong([signer, { ...signer, sign_group: 3 }, { ...signer, sign_group: 5 }]).length, 2);
  });

  it("leave sign groups alone where a recipient is not known to sign or not to", () => {
    assert.deepEqual(
      wrong([
        { ...signer, type: "unknown" as never },
        { ...signer, sign_group: 2 },
      ]),
      [],
    );
    assert.deepEqual(wrong(["unknown" as never, { ...signer, sign_group: 2 }]), []);
  });

  it("ask for an invitation where somebody is invited", () => {
    const path = "recipients.0.emails";
    assert.equal(
      wrong([signer], { emails: {} })[0]?.startsWith("emails.invitation.body.message is required"),
      true,
      path,
    );
    const uninvited = { ...signer, event_notifications: ["envelope_completion" as const] };
    assert.deepEqual(wrong([uninvited, copy], { emails: {} }), []);
    assert.equal(wrong([uninvited, signer], { emails: {} }).length, 1);
  });

  it("ask for different addresses of copies, whatever their case, and not of signers", () => {
    assert.deepEqual(wrong([signer, signer, copy, { ...copy, email: "ARCHIVE@example.com" }]), [
      "recipients.3.email is the e-mail of the CC recipients[2] too; keep one",
    ]);
  });

  it("know the time zones of the TZ database, and no offsets", () => {
    const wrongZones = ["Europe/Atlantis", "europe/london", "+01:00", "\u221201:00", "-0500", "EST+5", ""];
    for (const time_zone_name of wrongZones)
      assert.equal(wrong([{ ...signer, time_zone_name }]).length, 1, time_zone_name);
    for (const time_zone_name of [
      "UTC",
      "GB",
      "EST",
      "Etc/GMT+5",
      "America/New_York",
      "Asia/Calcutta",
      "Asia/Kolkata",
    ])
      assert.deepEqual(wrong([{ ...signer, time_zone_name }]), []);
  });

  it("ask for excluded files that exist, and for one that is left", () => {
    assert.deepEqual(wrong([{ ...signer, excluded_files: ["other.pdf"] }]), [
      'recipients.0.excluded_files.0 is not a document of this envelope; there are: "nda.pdf", "annex.docx"',
    ]);
    assert.deepEqual(wrong([{ ...signer, excluded_files: ["nda.pdf", "annex.docx"] }]), [
      "recipients.0.excluded_files leaves the recipient nothing to see; keep one document",
    ]);
  });

  it("ask for different names of a recipient's tags, and not of two recipients'", () => {
    assert.deepEqual(withTags({ name: "a" }, {}, { name: "a" }), [
      "recipients.0.tags.2.name is the name of tags[0] too; a recipient's tags need different names",
    ]);
    const named = { ...signer, tags: [{ ...signature, name: "a" }] };
    assert.deepEqual(wrong([named, named]), []);
  });

  it("ask for tag groups of two or more of one type and one optionality", () => {
    const grouped = { tag_group_name: "one" };
    assert.deepEqual(withTags(grouped, grouped), []);
    assert.match(withTags(grouped, {})[0] ?? "", /tags\.0\.tag_group_name names a group of one tag/);
    assert.match(
      withTags(grouped, { ...grouped, type: "initials" })[0] ?? "",
      /joins tags of different types/,
    );
    assert.match(
      withTags(grouped, { ...grouped, optional: true })[0] ?? "",
      /joins optional and required tags/,
    );
    assert.deepEqual(withTags(grouped, { ...grouped, optional: false }), []);
  });

  it("ask for text fields that end on the page", () => {
    assert.deepEqual(withTags({ ...field, x: 0.7, width: 0.29 }), []);
    assert.deepEqual(withTags({ ...field, x: 0.7, width: 0.3 }), [
      "recipients.0.tags.0.width reaches past the page's right edge: x + width must be less than 1",
    ]);
  });

  it("ask for a tag's file and page", () => {
    assert.deepEqual(withTags({ file_name: "other.pdf" }), [
      'recipients.0.tags.0.file_name is not a document of this envelope; there are: "nda.pdf", "annex.docx"',
    ]);
    assert.deepEqual(withTags({ page_number: 3 }), [
      'recipients.0.tags.0.page_number is 3, but "nda.pdf" has 2 pages',
    ]);
  });

  it("leave the pages of a Word file to the service, which alone can count them", () => {
    assert.deepEqual(withTags({ file_name: "annex.docx", page_number: 99 }), []);
  });

  it("ask for tags on files that the recipient sees", () => {
    assert.deepEqual(wrong([{ ...signer, excluded_files: ["nda.pdf"], tags: [signature] }]), [
      "recipients.0.tags.0.file_name is among this recipient's excluded files; move the tag, or show the file",
    ]);
  });

  it("ask for regular expressions with flags that exist", () => {
    assert.deepEqual(withTags({ ...field, validation: { regex: "^[a-z]+$", flags: "i" } }), []);
    for (const validation of [{ regex: "[" }, { regex: "a", flags: "q" }])
      assert.deepEqual(withTags({ ...field, validation }), [
        "recipients.0.tags.0.validation is no regular expression, or has flags that there are not",
      ]);
  });

  it("wait with the rules about files while those are not known", () => {
    const lost = {
      ...signer,
      excluded_files: ["other.pdf"],
      tags: [{ ...signature, file_name: "other.pdf" }],
    };
    const options = { name: "NDA", emails, recipients: [lost] };
    assert.deepEqual(crossFieldIssues(options, undefined), []);
  });

  it("pass over what is not of the right shape, which the schema names", () => {
    for (const options of [
      null,
      {},
      { recipients: {} },
      { recipients: [null, 5, "x", [], { type: "SIGNER", tags: [null, 5] }] },
    ])
      assert.doesNotThrow(() => crossFieldIssues(options as never, files));
  });
});
