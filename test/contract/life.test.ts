import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import { unzipSync } from "fflate";
import { NotFoundError } from "../../sdk/client/index.ts";
import { newFolder, type TestFolder } from "../unit/sdk/client/test-files.ts";
import { rejection } from "../unit/sdk/client/test-service.ts";
import { cc, envelopeOf, optionsOf, pdf, signature, signer } from "./envelopes.ts";
import { need, openTarget, patience, person, type Target } from "./target.ts";

describe("contract: an envelope's life", function () {
  this.timeout(patience);
  let target: Target;
  let folder: TestFolder;

  before(async () => {
    target = await openTarget();
    folder = await newFolder();
  });

  beforeEach(() => {
    target.control?.emptyOutbox();
  });

  after(async () => {
    await target.close();
    await folder[Symbol.asyncDispose]();
  });

  /** Who was e-mailed, as in `invitation person+1@example.com`. */
  const mails = (): string[] => target.control?.outbox().map(({ kind, to }) => `${kind} ${to}`) ?? [];

  it("begins QUEUED, with nobody e-mailed", async function () {
    need(this, target.control, "control API, so files may be processed at any moment");
    const envelopeId = await target.create(await envelopeOf(folder));
    assert.deepEqual(await target.client.getEnvelope(envelopeId), {
      envelope_id: envelopeId,
      status: "QUEUED",
    });
    assert.deepEqual(mails(), []);
  });

  it("goes on ACTIVE, with recipients and files as they were sent", async () => {
    const files = [
      { path: await folder.write("b.pdf", await pdf(2)), fileName: "Vertrag – Ärger.pdf" },
      { path: await folder.write("a.pdf", await pdf()), fileName: "nda.pdf" },
    ];
    const recipients = [signer(1, { role: "Buyer" }), signer(2, { sign_group: 2 }), cc(3)];
    const { status, details } = await target.processed({ options: optionsOf({ recipients }), files });
    assert.equal(status, "ACTIVE");
    assert.deepEqual(
      details?.files?.map(({ name }) => name),
      ["Vertrag – Ärger.pdf", "nda.pdf"],
    );
    const seen = details?.recipients?.map(({ type, name, email, role, sign_group_order }) => ({
      type,
      name,
      email,
      role: role ?? null,
      sign_group_order,
    }));
    assert.deepEqual(seen, [
      { type: "SIGNER", ...person(1), role: "Buyer", sign_group_order: 1 },
      { type: "SIGNER", ...person(2), role: null, sign_group_order: 2 },
      { type: "CC", ...person(3), role: null, sign_group_order: "" },
    ]);
    const ids = details?.recipients?.map(({ id }) => id);
    assert.equal(new Set(ids).size, 3);
    assert(ids?.every((id) => id !== undefined));
  });

  for (const [what, tag] of [
    ["a page that the file does not have", { ...signature, page_number: 2 }],
    ["a file that was not uploaded", { ...signature, file_name: "other.pdf" }],
  ] as const)
    it(`ends ERRORED for a tag on ${what}, naming the file, with nobody e-mailed`, async () => {
      const envelope = await envelopeOf(folder, { recipients: [signer(1, { tags: [tag] })] });
      const { envelope_id, status, details } = await target.processed(envelope);
      assert.equal(status, "ERRORED");
      assert.deepEqual(
        details?.errors?.map(({ file_name, code }) => [file_name, typeof code]),
        [[tag.file_name, "string"]],
      );
      const brief = await target.client.getEnvelopeStatus(envelope_id);
      assert.deepEqual([brief.status, brief.details?.errors], ["ERRORED", details?.errors]);
      assert.deepEqual(mails(), []);
    });

  it("invites one sign group after the other, and is COMPLETE when all have signed", async function () {
    const control = need(this, target.control, "control API");
    const recipients = [signer(2, { sign_group: 2 }), signer(1, { sign_group: 1 }), cc(3)];
    const { envelope_id: envelopeId } = await target.processed(await envelopeOf(folder, { recipients }));
    assert.deepEqual(mails(), [`invitation ${person(1).email}`]);

    control.sign({ envelopeId, email: person(1).email });
    const between = await target.client.getEnvelope(envelopeId);
    assert.deepEqual(
      [between.status, between.details?.recipients?.map(({ sign_status }) => sign_status ?? null)],
      ["ACTIVE", ["UNSIGNED", "SIGNED", null]],
    );
    assert.deepEqual(mails(), [`invitation ${person(1).email}`, `invitation ${person(2).email}`]);

    control.sign({ envelopeId, email: person(2).email });
    const { status, details } = await target.client.getEnvelope(envelopeId);
    assert.equal(status, "COMPLETE");
    assert(details?.completed_at);
    assert.deepEqual(await target.client.getEnvelopeStatus(envelopeId), { status: "COMPLETE" });
  });

  it("tells what was filled in, and hands out the signed files as a zip", async function () {
    const control = need(this, target.control, "control API");
    const place = { ...signature, type: "text_field", name: "place", y: 0.5, width: 0.3 } as const;
    const recipients = [signer(1, { tags: [signature, place] })];
    const { envelope_id: envelopeId } = await target.processed(await envelopeOf(folder, { recipients }));
    control.sign({ envelopeId, email: person(1).email, values: { place: "Anytown" } });

    const { details } = await target.client.getEnvelope(envelopeId);
    const filled = details?.recipients?.[0]?.tags?.find(({ name }) => name === "place");
    assert.equal(filled?.value as unknown, "Anytown");

    const path = join(folder.path, "signed.zip");
    const saved = await target.client.downloadCompletedDocuments(envelopeId, path);
    const content = await readFile(path);
    assert.deepEqual(saved, {
      bytes: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
    });
    const signed = unzipSync(content)["nda.pdf"];
    assert(signed);
    assert.equal((await PDFDocument.load(signed)).getPageCount(), 1);
  });

  it("can be archived, which tells every signer and nobody else", async () => {
    const recipients = [signer(1), signer(2, { sign_group: 2 }), cc(3)];
    const { envelope_id } = await target.processed(await envelopeOf(folder, { recipients }));
    target.control?.emptyOutbox();
    await target.client.archiveEnvelope(envelope_id);
    const { status, details } = await target.client.getEnvelope(envelope_id);
    assert.equal(status, "ARCHIVED");
    assert(details?.archived_at);
    assert.equal((await target.client.getEnvelopeStatus(envelope_id)).status, "ARCHIVED");
    if (target.control)
      assert.deepEqual(mails(), [`withdrawal ${person(1).email}`, `withdrawal ${person(2).email}`]);
  });

  it("is gone once it is deleted", async () => {
    const { envelope_id } = await target.processed(await envelopeOf(folder));
    await target.client.deleteEnvelope(envelope_id);
    assert((await rejection(target.client.getEnvelope(envelope_id))) instanceof NotFoundError);
    assert((await rejection(target.client.deleteEnvelope(envelope_id))) instanceof NotFoundError);
    assert.deepEqual(await target.client.findEnvelopes([envelope_id]), []);
  });

  it("takes another name and address for somebody who has not signed", async () => {
    const recipients = [signer(1), signer(2)];
    const { envelope_id, details } = await target.processed(await envelopeOf(folder, { recipients }));
    await target.client.editRecipient(envelope_id, details?.recipients?.[1]?.id ?? "", person(4));
    const { details: after } = await target.client.getEnvelope(envelope_id);
    assert.deepEqual(
      after?.recipients?.map(({ name, email }) => ({ name, email })),
      [person(1), person(4)],
    );
  });

  it("can carry a real agreement, as PDF and Word", async function () {
    const root = resolve(import.meta.dirname, "../..");
    const shared = resolve(root, process.env.YOTISIGN_TEST_FILES ?? "../shared", "documents");
    if (!existsSync(shared)) {
      console.warn(`    skipped: ${shared} does not exist; YOTISIGN_TEST_FILES can name the folder above it`);
      this.skip();
    }
    const files = ["bonterms-mutual-nda.pdf", "bonterms-cover-page.docx"].map((fileName) => ({
      path: join(shared, fileName),
      fileName,
    }));
    const tags = [{ ...signature, file_name: "bonterms-mutual-nda.pdf" }];
    const { status, details } = await target.processed({
      options: optionsOf({ recipients: [signer(1, { tags })] }),
      files,
    });
    assert.equal(status, "ACTIVE");
    assert.deepEqual(
      details?.files?.map(({ name }) => name),
      files.map(({ fileName }) => fileName),
    );
  });
});
