import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { WireOptions } from "../../schema/generated/wire.ts";
import {
  ApiError,
  BadRequestError,
  ForbiddenError,
  NotFoundError,
  PayloadTooLargeError,
  UnauthorizedError,
  type YotiSignClient,
} from "../../sdk/client/index.ts";
import { newFolder, type TestFolder } from "../unit/sdk/client/test-files.ts";
import { rejection } from "../unit/sdk/client/test-service.ts";
import { cc, envelopeOf, optionsOf, pdf, signature, signer } from "./envelopes.ts";
import { need, openTarget, patience, person, type Target } from "./target.ts";

describe("contract: refusals", function () {
  this.timeout(patience);
  let target: Target;
  let folder: TestFolder;

  before(async () => {
    target = await openTarget();
    folder = await newFolder();
  });

  after(async () => {
    const sent = target.control?.outbox() ?? [];
    await target.close();
    await folder[Symbol.asyncDispose]();
    assert.deepEqual(sent, []);
  });

  type Call = (client: YotiSignClient, id: string) => Promise<unknown>;
  const calls: [string, Call][] = [
    ["getEnvelope", (client, id) => client.getEnvelope(id)],
    ["getEnvelopeStatus", (client, id) => client.getEnvelopeStatus(id)],
    ["archiveEnvelope", (client, id) => client.archiveEnvelope(id)],
    ["deleteEnvelope", (client, id) => client.deleteEnvelope(id)],
    ["editRecipient", (client, id) => client.editRecipient(id, randomUUID(), { name: "Nobody" })],
    [
      "downloadCompletedDocuments",
      (client, id) => client.downloadCompletedDocuments(id, join(folder.path, "signed.zip")),
    ],
    ["sendReminder", (client, id) => client.sendReminder(id, randomUUID())],
    ["resendCompletionPack", (client, id) => client.resendCompletionPack(id, randomUUID())],
    ["extendTokens", (client, id) => client.extendTokens(id, [randomUUID()])],
    [
      "uploadSignedDocument",
      async (client, id) => {
        const path = await folder.write("scan.pdf", await pdf());
        return await client.uploadSignedDocument(id, randomUUID(), { path, fileName: "scan.pdf" });
      },
    ],
  ];

  describe("a key that nobody has", () => {
    let unknown: YotiSignClient;

    before(() => {
      unknown = target.newClient({ apiKey: "nobody-has-this-key" });
    });

    const more: [string, Call][] = [
      ["createEnvelope", async (client) => client.createEnvelope(await envelopeOf(folder))],
      ["createEmbeddedEnvelope", async (client) => client.createEmbeddedEnvelope(await envelopeOf(folder))],
      ["findEnvelopes", (client, id) => client.findEnvelopes([id])],
      ["searchEnvelopes", (client) => Array.fromAsync(client.searchEnvelopes())],
    ];
    for (const [name, call] of [...calls, ...more])
      it(`gets 401 from ${name}`, async () => {
        const error = await rejection(call(unknown, randomUUID()));
        assert(error instanceof UnauthorizedError, String(error));
      });
  });

  for (const [name, call] of calls) {
    it(`answers ${name} of an id that is no UUID with 400`, async () => {
      const error = await rejection(call(target.client, "not-a-uuid"));
      assert(error instanceof BadRequestError, String(error));
    });

    it(`answers ${name} of an unknown id with 404`, async () => {
      const error = await rejection(call(target.client, randomUUID()));
      assert(error instanceof NotFoundError, String(error));
    });

    it(`answers ${name} of another account's envelope with 403`, async function () {
      const stranger = need(this, target.stranger, "second account");
      const id = await target.create(await envelopeOf(folder));
      const error = await rejection(call(stranger, id));
      assert(error instanceof ForbiddenError, String(error));
    });
  }

  const wrongOptions: [string, Partial<WireOptions>][] = [
    ["no name", { name: "" }],
    ["a name of 126 characters", { name: "x".repeat(126) }],
    ["a name with a character that is not allowed", { name: "NDA: draft" }],
    ["no recipients", { recipients: [] }],
    ["nobody who signs", { recipients: [cc(1)] }],
    ["31 signers", { recipients: Array.from({ length: 31 }, (_, index) => signer(index)) }],
    ["no invitation", { emails: {} }],
    ["an invitation of 601 characters", { emails: { invitation: { body: { message: "x".repeat(601) } } } }],
    ["reminders every third day", { emails: { ...optionsOf().emails, reminders: { frequency: 3 as 1 } } }],
    ["an address that is none", { recipients: [signer(1, { email: "nobody" })] }],
    ["two CCs with one address", { recipients: [signer(1), cc(2), cc(2)] }],
    ["a gap between sign groups", { recipients: [signer(1), signer(2, { sign_group: 3 })] }],
    ["a sign group 0", { recipients: [signer(1, { sign_group: 0 })] }],
    ["a phone number without country", { recipients: [signer(1, { mobile_number: "7700900123" })] }],
    ["a link that lives over a year", { recipients: [signer(1, { active_for_seconds: 31_536_001 })] }],
    ["a tag beside the page", { recipients: [signer(1, { tags: [{ ...signature, x: 0.95 }] })] }],
    [
      "a text field that reaches past the page",
      { recipients: [signer(1, { tags: [{ ...signature, type: "text_field", x: 0.5, width: 0.5 }] })] },
    ],
    [
      "a text field without width",
      { recipients: [signer(1, { tags: [{ ...signature, type: "text_field" }] })] },
    ],
    [
      "two tags of one name",
      { recipients: [signer(1, { tags: [signature, signature].map((tag) => ({ ...tag, name: "same" })) })] },
    ],
    [
      "a group of one tag",
      { recipients: [signer(1, { tags: [{ ...signature, tag_group_name: "alone" }] })] },
    ],
    [
      "an optional date",
      { recipients: [signer(1, { tags: [{ ...signature, type: "date_signed_field", optional: true }] })] },
    ],
  ];
  for (const [name, wrong] of wrongOptions)
    it(`refuses an envelope with ${name}`, async () => {
      const error = await rejection(target.create(await envelopeOf(folder, wrong)));
      assert(error instanceof ApiError, String(error));
      assert([400, 422].includes(error.status), String(error));
    });

  it("refuses two files of one name", async () => {
    const envelope = await envelopeOf(folder);
    const error = await rejection(
      target.create({ ...envelope, files: [...envelope.files, ...envelope.files] }),
    );
    assert(error instanceof ApiError, String(error));
    assert([400, 422].includes(error.status), String(error));
  });

  for (const kind of ["createEnvelope", "createEmbeddedEnvelope"] as const)
    it(`answers ${kind} of files of over 20 MB together with 413`, async () => {
      const half = join(folder.path, "half.pdf");
      await writeFile(half, Buffer.concat([await pdf(), Buffer.alloc(11 * 1024 * 1024)]));
      const files = ["nda.pdf", "b.pdf"].map((fileName) => ({ path: half, fileName }));
      const recipients = [signer(1, { event_notifications: [] })];
      const error = await rejection(target.client[kind]({ options: optionsOf({ recipients }), files }));
      assert(error instanceof PayloadTooLargeError, String(error));
    });

  it("refuses to find an envelope by what is no id", async () => {
    const error = await rejection(target.client.findEnvelopes(["not-a-uuid"]));
    assert(error instanceof ApiError, String(error));
    assert([400, 422].includes(error.status), String(error));
  });

  it("refuses to search for a status that there is not", async () => {
    const search = target.client.searchEnvelopes({ statuses: ["LOST" as "ACTIVE"] });
    const error = await rejection(Array.fromAsync(search));
    assert(error instanceof ApiError, String(error));
    assert([400, 422].includes(error.status), String(error));
  });

  it("refuses to hand out documents that are not signed", async () => {
    const { envelope_id } = await target.processed(await envelopeOf(folder));
    const path = join(folder.path, "signed.zip");
    const error = await rejection(target.client.downloadCompletedDocuments(envelope_id, path));
    assert(error instanceof ApiError, String(error));
    assert(error.status >= 400 && error.status < 500, String(error));
    target.control?.emptyOutbox();
  });

  it("refuses an edit that changes nothing", async () => {
    const { envelope_id, details } = await target.processed(await envelopeOf(folder));
    const error = await rejection(
      target.client.editRecipient(envelope_id, details?.recipients?.[0]?.id ?? "", {}),
    );
    assert(error instanceof ApiError, String(error));
    assert([400, 422].includes(error.status), String(error));
    target.control?.emptyOutbox();
  });

  it("refuses an edit of somebody unknown, and of half a phone number", async () => {
    const { envelope_id, details } = await target.processed(await envelopeOf(folder));
    const known = details?.recipients?.[0]?.id ?? "";
    const unknown = await rejection(target.client.editRecipient(envelope_id, randomUUID(), person(2)));
    const half = await rejection(
      target.client.editRecipient(envelope_id, known, { mobile_number: "7700900123" }),
    );
    assert(unknown instanceof NotFoundError, String(unknown));
    assert(half instanceof ApiError && [400, 422].includes(half.status), String(half));
    target.control?.emptyOutbox();
  });

  it("refuses to edit somebody who has signed", async function () {
    const control = need(this, target.control, "control API");
    const { envelope_id, details } = await target.processed(await envelopeOf(folder));
    const [{ id } = {}] = details?.recipients ?? [];
    control.signAll(envelope_id);
    const error = await rejection(target.client.editRecipient(envelope_id, id ?? "", person(2)));
    assert(error instanceof ApiError, String(error));
    assert.equal(error.status, 409);
    control.emptyOutbox();
  });
});
