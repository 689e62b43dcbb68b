import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import type { EmulatorControl } from "../../emulator/index.ts";
import {
  ApiError,
  ConflictError,
  GoneError,
  NotFoundError,
  PayloadTooLargeError,
  RateLimitError,
} from "../../sdk/client/index.ts";
import { newFolder, type TestFolder } from "../unit/sdk/client/test-files.ts";
import { rejection } from "../unit/sdk/client/test-service.ts";
import { envelopeOf, pdf, signer } from "./envelopes.ts";
import { need, openTarget, patience, person, type Target } from "./target.ts";

describe("contract: what can be done for one recipient", function () {
  this.timeout(patience);
  let target: Target;
  let control: EmulatorControl;
  let folder: TestFolder;

  before(async function () {
    target = await openTarget();
    folder = await newFolder();
    control = need(this, target.control, "control API");
  });

  after(async () => {
    await target.close();
    await folder[Symbol.asyncDispose]();
  });

  /** An ACTIVE envelope of two sign groups, and its recipients' ids. */
  async function active(): Promise<{ id: string; ada: string; bo: string }> {
    const recipients = [signer(1), signer(2, { sign_group: 2 })];
    const { envelope_id: id, details } = await target.processed(await envelopeOf(folder, { recipients }));
    const [ada = "", bo = ""] = details?.recipients?.map((one) => one.id ?? "") ?? [];
    control.emptyOutbox();
    return { id, ada, bo };
  }

  const mails = (): string[] => control.outbox().map(({ kind, to }) => `${kind} ${to}`);

  const scan = async (content?: Uint8Array) => ({
    path: await folder.write("scan.pdf", content ?? (await pdf())),
    fileName: "scan.pdf",
  });

  describe("a reminder", () => {
    it("is refused for somebody unknown, whose turn it is not, or who has signed, and e-mails nobody", async () => {
      const { id, ada, bo } = await active();
      control.sign({ envelopeId: id, recipientId: ada });
      const other = await active();
      control.emptyOutbox();
      const errors = [
        await rejection(target.client.sendReminder(id, randomUUID())),
        await rejection(target.client.sendReminder(other.id, other.bo)),
        await rejection(target.client.sendReminder(id, ada)),
      ];
      assert.deepEqual(
        errors.map((error) => (error as ApiError).status),
        [404, 409, 409],
      );
      assert.deepEqual(mails(), []);
      assert.notEqual(bo, "");
    });

    it("e-mails that one recipient, each time it is sent", async () => {
      const { id, ada } = await active();
      await target.client.sendReminder(id, ada);
      await target.client.sendReminder(id, ada);
      assert.deepEqual(mails(), [`reminder ${person(1).email}`, `reminder ${person(1).email}`]);
      assert(control.outbox().every(({ link }) => link !== undefined));
    });
  });

  describe("a completion pack", () => {
    it("is refused before everybody has signed, and to strangers", async () => {
      const { id, ada } = await active();
      const early = await rejection(target.client.resendCompletionPack(id, ada));
      assert(early instanceof ConflictError, String(early));
      control.signAll(id);
      control.emptyOutbox();
      const unknown = await rejection(target.client.resendCompletionPack(id, randomUUID()));
      assert(unknown instanceof NotFoundError, String(unknown));
      assert.deepEqual(mails(), []);
    });

    it("is e-mailed again, after five minutes once more, and five times at most", async () => {
      const { id, ada } = await active();
      control.signAll(id);
      control.emptyOutbox();
      await target.client.resendCompletionPack(id, ada);
      const soon = await rejection(target.client.resendCompletionPack(id, ada));
      assert(soon instanceof RateLimitError, String(soon));
      assert.equal(soon.retryAfterSeconds, 300);
      for (let time = 2; time <= 5; time += 1) {
        control.advance(300);
        await target.client.resendCompletionPack(id, ada);
      }
      control.advance(300);
      const often = await rejection(target.client.resendCompletionPack(id, ada));
      assert(often instanceof GoneError, String(often));
      assert.deepEqual(mails(), Array(5).fill(`completion ${person(1).email}`));
    });
  });

  describe("a signing link", () => {
    it("is not extended for a token of another envelope", async () => {
      const { id } = await active();
      const error = await rejection(target.client.extendTokens(id, [randomUUID()]));
      assert(error instanceof ApiError, String(error));
      assert([400, 404, 422].includes(error.status), String(error));
    });

    it("lives anew when it is extended, also once it has expired, and nobody is e-mailed", async () => {
      const envelope = await envelopeOf(folder, { recipients: [signer(1, { event_notifications: [] })] });
      const { envelopeId, recipients } = await target.client.createEmbeddedEnvelope(envelope);
      await control.process(envelopeId);
      control.emptyOutbox();
      control.advance(3 * 86_400);
      assert.throws(() => control.signAll(envelopeId), { status: 410 });
      await target.client.extendTokens(
        envelopeId,
        recipients.map(({ token }) => token),
      );
      assert.equal(control.signAll(envelopeId).status, "COMPLETE");
      assert.deepEqual(mails(), []);
    });
  });

  describe("a document signed offline", () => {
    it("is refused for somebody unknown or whose turn it is not, and over 75 MB", async () => {
      const { id, ada, bo } = await active();
      const upload = async (recipientId: string) =>
        target.client.uploadSignedDocument(id, recipientId, await scan());
      const big = join(folder.path, "big.pdf");
      await writeFile(big, Buffer.alloc(75_000_001));
      const errors = [
        await rejection(upload(randomUUID())),
        await rejection(upload(bo)),
        await rejection(target.client.uploadSignedDocument(id, ada, { path: big, fileName: "big.pdf" })),
      ];
      assert(errors[0] instanceof NotFoundError && errors[1] instanceof ConflictError, String(errors));
      assert(errors[2] instanceof PayloadTooLargeError, String(errors[2]));
      assert.deepEqual(mails(), []);
    });

    it("is refused by another name than a PDF's, and of somebody who has signed", async () => {
      const { id, ada } = await active();
      const upload = async (recipientId: string, fileName = "scan.pdf") =>
        target.client.uploadSignedDocument(id, recipientId, { ...(await scan()), fileName });
      const named = await rejection(upload(ada, "scan.docx"));
      assert(named instanceof ApiError && [400, 422].includes(named.status), String(named));
      await upload(ada);
      await control.process(id);
      const signed = await rejection(upload(ada));
      assert(signed instanceof ConflictError, String(signed));
    });

    it("counts as signed once it is processed, invites the next group, and is in the completion pack", async () => {
      const { id, ada, bo } = await active();
      assert.deepEqual(await target.client.uploadSignedDocument(id, ada, await scan()), { status: "QUEUED" });
      const waiting = await target.client.getEnvelope(id);
      assert.equal(waiting.details?.recipients?.[0]?.sign_status, "UNSIGNED");
      await control.process(id);
      assert.deepEqual(mails(), [`invitation ${person(2).email}`]);
      await target.client.uploadSignedDocument(id, bo, await scan());
      await control.process(id);
      assert.equal((await target.client.getEnvelope(id)).status, "COMPLETE");
      const path = join(folder.path, "signed.zip");
      await target.client.downloadCompletedDocuments(id, path);
      assert.deepEqual(
        Object.keys(unzipSync(await readFile(path))).filter((name) => name.includes("scan")),
        ["signed-offline/scan.pdf", "signed-offline/scan-2.pdf"],
      );
    });

    it("leaves the recipient unsigned when it is no PDF, and can be handed in again", async () => {
      const { id, ada } = await active();
      await target.client.uploadSignedDocument(id, ada, await scan(Buffer.from("a photo")));
      await control.process(id);
      const refused = await target.client.getEnvelope(id);
      assert.equal(refused.details?.recipients?.[0]?.sign_status, "UNSIGNED");
      await target.client.uploadSignedDocument(id, ada, await scan());
      await control.process(id);
      const taken = await target.client.getEnvelope(id);
      assert.equal(taken.details?.recipients?.[0]?.sign_status, "SIGNED");
    });
  });
});
