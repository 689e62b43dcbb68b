import assert from "node:assert/strict";
import { inspect } from "node:util";
import { GoneError, PayloadTooLargeError, ValidationError } from "../../../../sdk/client/index.ts";
import { newFolder } from "./test-files.ts";
import { type Answer, id, json, newClient, recipientId, rejection, startService } from "./test-service.ts";

const path = `/v2/envelopes/${id}/recipients/${recipientId}`;
const done: Answer = (response) => response.writeHead(204).end();

describe("sendReminder", () => {
  it("posts to the recipient, without a body", async () => {
    await using service = await startService(json(200, { recipient_id: recipientId }));
    await using client = newClient(service.url);
    await client.sendReminder(id, recipientId);
    const [{ method, url, body } = {}] = service.received;
    assert.deepEqual([method, url, body?.length], ["POST", `${path}/send-reminder`, 0]);
  });
});

describe("resendCompletionPack", () => {
  it("patches the recipient's pack, without a body", async () => {
    await using service = await startService(done);
    await using client = newClient(service.url);
    await client.resendCompletionPack(id, recipientId);
    const [{ method, url, body } = {}] = service.received;
    assert.deepEqual([method, url, body?.length], ["PATCH", `${path}/resend-completion-pack`, 0]);
  });

  it("is a GoneError once it was sent as often as allowed", async () => {
    await using service = await startService(json(410, {}));
    await using client = newClient(service.url);
    const error = await rejection(client.resendCompletionPack(id, recipientId));
    assert(error instanceof GoneError, String(error));
  });
});

describe("extendTokens", () => {
  it("names the tokens in its body", async () => {
    await using service = await startService(done);
    await using client = newClient(service.url);
    await client.extendTokens(id, [recipientId, id]);
    const [{ method, url, body } = {}] = service.received;
    assert.deepEqual(
      [method, url, JSON.parse(String(body))],
      ["POST", `/v2/envelopes/${id}/extend-tokens`, { recipient_tokens: [recipientId, id] }],
    );
  });

  for (const [name, tokens, at] of [
    ["no token", [], ["recipientTokens"]],
    ["what is no token", [id, "s3cret/../x"], ["recipientTokens", 1]],
  ] as const)
    it(`refuses ${name} before anything is sent, without repeating it`, async () => {
      await using service = await startService(done);
      await using client = newClient(service.url);
      const error = await rejection(client.extendTokens(id, tokens));
      assert(error instanceof ValidationError, String(error));
      assert.deepEqual(
        error.issues.map(({ path }) => path),
        [at],
      );
      assert.doesNotMatch(inspect(error, { depth: null }), /s3cret/);
      assert.equal(service.received.length, 0);
    });
});

describe("uploadSignedDocument", () => {
  it("sends the file as the only part, streamed from disk, and says that it is queued", async () => {
    await using folder = await newFolder();
    const content = Buffer.alloc(1_000_003, "%PDF-1.7 signed ");
    const file = { path: await folder.write("scan.pdf", content), fileName: "nda.pdf" };
    await using service = await startService(json(200, { status: "QUEUED" }));
    await using client = newClient(service.url);

    assert.deepEqual(await client.uploadSignedDocument(id, recipientId, file), { status: "QUEUED" });

    const [request] = service.received;
    assert.deepEqual([request?.method, request?.url], ["POST", `${path}/signed-documents`]);
    const headers = { "content-type": request?.headers["content-type"] ?? "" };
    const form = await new Response(new Uint8Array(request?.body ?? []), { headers }).formData();
    const [[name, part] = ["", ""], ...more] = [...form];
    assert(part instanceof File);
    assert.deepEqual([name, part.name, part.type, more], ["file", "nda.pdf", "application/pdf", []]);
    assert(Buffer.from(await part.arrayBuffer()).equals(content));
  });

  it("sends nothing when the file is missing", async () => {
    await using folder = await newFolder();
    await using service = await startService(json(200, { status: "QUEUED" }));
    await using client = newClient(service.url);
    const file = { path: `${folder.path}/missing.pdf`, fileName: "nda.pdf" };
    const error = await rejection(client.uploadSignedDocument(id, recipientId, file));
    assert(error instanceof ValidationError, String(error));
    assert.equal(service.received.length, 0);
  });

  it("is a PayloadTooLargeError over the service's limit", async () => {
    await using folder = await newFolder();
    await using service = await startService(json(413, {}));
    await using client = newClient(service.url);
    const file = { path: await folder.write("scan.pdf", "%PDF-1.7"), fileName: "nda.pdf" };
    const error = await rejection(client.uploadSignedDocument(id, recipientId, file));
    assert(error instanceof PayloadTooLargeError, String(error));
    assert.match(error.message, /signed offline 75 MB/);
  });
});

describe("an id of a recipient", () => {
  it("that would change the path is refused before anything is sent", async () => {
    await using folder = await newFolder();
    const file = { path: await folder.write("scan.pdf", "%PDF-1.7"), fileName: "nda.pdf" };
    await using service = await startService(done);
    await using client = newClient(service.url);
    const errors = await Promise.all([
      rejection(client.sendReminder(id, "../x")),
      rejection(client.resendCompletionPack(id, "")),
      rejection(client.extendTokens("a/b", [id])),
      rejection(client.uploadSignedDocument(id, "?", file)),
      rejection(client.idv.getSession("..")),
      rejection(client.idv.downloadMedia(recipientId, "../x", `${folder.path}/face.jpg`)),
      rejection(client.idv.downloadPdf("#", `${folder.path}/report.zip`)),
      rejection(client.idv.resetSessionLimit("a b")),
    ]);
    for (const error of errors) assert(error instanceof ValidationError, String(error));
    assert.equal(service.received.length, 0);
  });
});
