import assert from "node:assert/strict";
import { join } from "node:path";
import { OutcomeUnknownError, RateLimitError, type YotiSignClient } from "../../../../sdk/client/index.ts";
import { newEnvelope, newFolder, type TestFolder } from "./test-files.ts";
import {
  accepted,
  id,
  json,
  newClient,
  recipientId,
  rejection,
  reset,
  startService,
} from "./test-service.ts";

type Call = (client: YotiSignClient, folder: TestFolder) => Promise<unknown>;

const calls: { [name: string]: Call } = {
  createEnvelope: async (client, folder) => client.createEnvelope(await newEnvelope(folder)),
  createEmbeddedEnvelope: async (client, folder) => client.createEmbeddedEnvelope(await newEnvelope(folder)),
  archiveEnvelope: (client) => client.archiveEnvelope(id),
  editRecipient: (client) => client.editRecipient(id, recipientId, { name: "Ada Example" }),
  sendReminder: (client) => client.sendReminder(id, recipientId),
  resendCompletionPack: (client) => client.resendCompletionPack(id, recipientId),
  extendTokens: (client) => client.extendTokens(id, [recipientId]),
  uploadSignedDocument: async (client, folder) => {
    const path = await folder.write("signed.pdf", "%PDF-1.7");
    return await client.uploadSignedDocument(id, recipientId, { path, fileName: "signed.pdf" });
  },
  createIdvSessionConfig: (client) =>
    client.idv.createSessionConfig({ name: "Passport", is_private: true, session_config: {} }),
  resetIdvSessionLimit: (client) => client.idv.resetSessionLimit(recipientId),
};

describe("an operation with an effect", () => {
  for (const [name, call] of Object.entries(calls)) {
    it(`is in doubt and sent once when its answer is lost: ${name}`, async () => {
      await using folder = await newFolder();
      await using service = await startService(reset, accepted);
      await using client = newClient(service.url);
      const error = await rejection(call(client, folder));
      assert(error instanceof OutcomeUnknownError, String(error));
      assert.equal(error.request.operation, name);
      assert.equal(service.received.length, 1);
    });

    it(`is in doubt and sent once when a gateway answers: ${name}`, async () => {
      await using folder = await newFolder();
      await using service = await startService(json(503, {}, { "retry-after": "0" }), accepted);
      await using client = newClient(service.url);
      const error = await rejection(call(client, folder));
      assert(error instanceof OutcomeUnknownError, String(error));
      assert.deepEqual([error.status, service.received.length], [503, 1]);
    });
  }

  it("is repeated after a 429, which comes before the work", async () => {
    await using service = await startService(json(429, {}), json(200, { recipient_id: recipientId }));
    await using client = newClient(service.url);
    await client.sendReminder(id, recipientId);
    assert.equal(service.received.length, 2);
  });
});

describe("a completion pack that was sent again just now", () => {
  it("is refused with five minutes to wait, which no call of usual length waits for", async () => {
    await using service = await startService(json(429, {}));
    await using client = newClient(service.url);
    const error = await rejection(client.resendCompletionPack(id, recipientId));
    assert(error instanceof RateLimitError, String(error));
    assert.equal(error.retryAfterSeconds, 300);
    assert.match(error.message, /wait 300 s/);
    assert.equal(service.received.length, 1);
  });

  it("is waited for by a call that has the time", async () => {
    const waited: number[] = [];
    await using service = await startService(json(429, {}), json(200, {}));
    await using client = newClient(service.url, {
      totalTimeoutSeconds: 900,
      wait: async (seconds) => void waited.push(seconds),
    });
    await client.resendCompletionPack(id, recipientId);
    assert.deepEqual(waited, [300]);
  });

  it("waits as long as the service says, where it says so", async () => {
    const waited: number[] = [];
    await using service = await startService(json(429, {}, { "retry-after": "7" }), json(200, {}));
    await using client = newClient(service.url, { wait: async (seconds) => void waited.push(seconds) });
    await client.resendCompletionPack(id, recipientId);
    assert.deepEqual(waited, [7]);
  });
});

describe("an operation without effect", () => {
  const questions: { [name: string]: Call } = {
    listIdvSessionConfigs: (client) => client.idv.listSessionConfigs(),
    getIdvSession: (client) => client.idv.getSession(recipientId),
    downloadIdvMedia: (client, folder) =>
      client.idv.downloadMedia(recipientId, id, join(folder.path, "face.jpg")),
  };
  for (const [name, call] of Object.entries(questions))
    it(`is repeated when its answer is lost: ${name}`, async () => {
      await using folder = await newFolder();
      const answer = json(200, { session_configs: [], state: "ONGOING" });
      await using service = await startService(reset, json(503, {}), answer);
      await using client = newClient(service.url);
      await call(client, folder);
      assert.equal(service.received.length, 3);
    });
});
