import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { zipSync } from "fflate";
import { ConfigError, ConflictError, ResponseError } from "../../../../sdk/client/index.ts";
import { newFolder } from "./test-files.ts";
import { type Answer, id, json, newClient, recipientId, rejection, startService } from "./test-service.ts";

const sessions = `/v2/idv/recipients/${recipientId}/sessions`;
const sha256 = (content: Buffer): string => createHash("sha256").update(content).digest("hex");

describe("idv.listSessionConfigs", () => {
  const list = [{ name: "Real Estate", is_custom: false, is_private: false }];

  it("asks without a body, which not every proxy lets pass in a GET", async () => {
    await using service = await startService(json(200, { session_configs: list }));
    await using client = newClient(service.url);
    assert.deepEqual(await client.idv.listSessionConfigs(), list);
    const [{ method, url, body } = {}] = service.received;
    assert.deepEqual([method, url, body?.length], ["GET", "/v2/idv/sessions/configs", 0]);
  });

  it("asks for details in the body, where the reference wants them", async () => {
    await using service = await startService(json(200, { session_configs: list }));
    await using client = newClient(service.url);
    await client.idv.listSessionConfigs({ detailed: true });
    const [{ method, body } = {}] = service.received;
    assert.deepEqual([method, JSON.parse(String(body))], ["GET", { detailed_session_configs: true }]);
  });

  for (const answer of [{}, { session_configs: {} }, { session_configs: [{ is_custom: true }] }])
    it(`refuses ${JSON.stringify(answer)}`, async () => {
      await using service = await startService(json(200, answer));
      await using client = newClient(service.url);
      assert((await rejection(client.idv.listSessionConfigs())) instanceof ResponseError);
    });
});

describe("idv.createSessionConfig", () => {
  it("posts the configuration as it is", async () => {
    const config = { name: "Passport", is_private: true, session_config: { requested_checks: [] } };
    await using service = await startService(json(201, {}));
    await using client = newClient(service.url);
    await client.idv.createSessionConfig(config);
    const [{ method, url, body } = {}] = service.received;
    assert.deepEqual([method, url, JSON.parse(String(body))], ["POST", "/v2/idv/sessions/configs", config]);
  });
});

describe("idv.getSession", () => {
  it("reads the result", async () => {
    const session = { session_id: id, state: "COMPLETED", resources: {}, checks: [] };
    await using service = await startService(json(200, session));
    await using client = newClient(service.url);
    assert.deepEqual(await client.idv.getSession(recipientId), session);
    assert.equal(service.received[0]?.url, `${sessions}/signed/json`);
  });

  it("refuses an answer without state", async () => {
    await using service = await startService(json(200, { session_id: id }));
    await using client = newClient(service.url);
    assert((await rejection(client.idv.getSession(recipientId))) instanceof ResponseError);
  });
});

describe("idv.downloadMedia", () => {
  it("saves what it is sent, and says what it is", async () => {
    const picture = Buffer.from("not really a picture");
    const jpeg: Answer = (response) => response.writeHead(200, { "content-type": "image/jpeg" }).end(picture);
    await using folder = await newFolder();
    await using service = await startService(jpeg);
    await using client = newClient(service.url);
    const saved = await client.idv.downloadMedia(recipientId, id, join(folder.path, "face.jpg"));
    assert.deepEqual(saved, { bytes: picture.length, sha256: sha256(picture), contentType: "image/jpeg" });
    assert((await readFile(join(folder.path, "face.jpg"))).equals(picture));
    assert.equal(service.received[0]?.url, `${sessions}/signed/media/${id}`);
  });
});

describe("idv.downloadPdf", () => {
  it("saves the zip with the report", async () => {
    const zip = Buffer.from(zipSync({ "report.pdf": new Uint8Array(10) }));
    await using folder = await newFolder();
    await using service = await startService((response) => response.writeHead(200).end(zip));
    await using client = newClient(service.url);
    const saved = await client.idv.downloadPdf(recipientId, join(folder.path, "report.zip"));
    assert.deepEqual(saved, { bytes: zip.length, sha256: sha256(zip) });
    assert.equal(service.received[0]?.url, `${sessions}/signed/pdf`);
  });

  it("is a ConflictError while the session is ongoing, and leaves no file", async () => {
    await using folder = await newFolder();
    await using service = await startService(json(409, {}));
    await using client = newClient(service.url);
    const error = await rejection(client.idv.downloadPdf(recipientId, join(folder.path, "report.zip")));
    assert(error instanceof ConflictError, String(error));
    assert.deepEqual(await readdir(folder.path), []);
  });
});

describe("idv.resetSessionLimit", () => {
  it("asks once, with GET", async () => {
    await using service = await startService(json(200, {}));
    await using client = newClient(service.url);
    await client.idv.resetSessionLimit(recipientId);
    assert.deepEqual(
      service.received.map(({ method, url }) => `${method} ${url}`),
      [`GET ${sessions}/reset-limit`],
    );
  });
});

describe("a closed client", () => {
  it("verifies nobody", async () => {
    await using service = await startService(json(200, {}));
    const client = newClient(service.url);
    await client.close();
    assert.throws(() => client.idv.resetSessionLimit(recipientId), ConfigError);
    assert.equal(service.received.length, 0);
  });
});
