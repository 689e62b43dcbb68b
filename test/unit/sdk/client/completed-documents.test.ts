import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { zipSync } from "fflate";
import {
  ConflictError,
  ConnectionError,
  ResponseError,
  ValidationError,
} from "../../../../sdk/client/index.ts";
import { newFolder } from "./test-files.ts";
import { type Answer, id, json, newClient, rejection, startService } from "./test-service.ts";

const pack = Buffer.from(zipSync({ "nda.pdf": new Uint8Array(200_000).fill(7) }, { level: 0 }));

const zip: Answer = (response) => response.writeHead(200, { "content-type": "application/zip" }).end(pack);

const cutOff: Answer = (response) => {
  response.writeHead(200, { "content-length": String(pack.length) });
  response.write(pack.subarray(0, 1000), () => response.socket?.resetAndDestroy());
};

/** An answer without a length ends with its connection, whether it is whole or not. */
const cutOffUnseen: Answer = (response) => {
  response.socket?.end(Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\n\r\n"), pack.subarray(0, 100_000)]));
};

describe("downloadCompletedDocuments", () => {
  it("saves the pack and says what it is", async () => {
    await using folder = await newFolder();
    await using service = await startService(zip);
    await using client = newClient(service.url);
    const saved = await client.downloadCompletedDocuments(id, join(folder.path, "signed.zip"));
    const sha256 = createHash("sha256").update(pack).digest("hex");
    assert.deepEqual(saved, { bytes: pack.length, sha256 });
    assert((await readFile(join(folder.path, "signed.zip"))).equals(pack));
    assert.deepEqual(await readdir(folder.path), ["signed.zip"]);
    assert.equal(service.received[0]?.url, `/v2/envelopes/${id}/completed-documents`);
  });

  it("replaces a file of that name", async () => {
    await using folder = await newFolder();
    const path = await folder.write("signed.zip", "old");
    await using service = await startService(zip);
    await using client = newClient(service.url);
    await client.downloadCompletedDocuments(id, path);
    assert((await readFile(path)).equals(pack));
  });

  it("starts anew when the connection breaks", async () => {
    await using folder = await newFolder();
    const path = join(folder.path, "signed.zip");
    await using service = await startService(cutOff, zip);
    await using client = newClient(service.url);
    await client.downloadCompletedDocuments(id, path);
    assert((await readFile(path)).equals(pack));
  });

  const failing: [string, Answer, new (...parameters: never[]) => Error][] = [
    ["a refusal", json(409, {}), ConflictError],
    ["a broken connection", cutOff, ConnectionError],
    ["half a zip that looks whole to HTTP", cutOffUnseen, ResponseError],
    ["a page instead of a zip", (response) => response.end("<html>Sign in</html>"), ResponseError],
    ["nothing", (response) => response.end(), ResponseError],
  ];
  for (const [name, answer, ErrorClass] of failing)
    it(`leaves an existing file alone and nothing beside it after ${name}`, async () => {
      await using folder = await newFolder();
      const path = await folder.write("signed.zip", "old");
      await using service = await startService(answer);
      await using client = newClient(service.url, { retries: 1 });
      const error = await rejection(client.downloadCompletedDocuments(id, path));
      assert(error instanceof ErrorClass, String(error));
      assert.deepEqual(await readdir(folder.path), ["signed.zip"]);
      assert.equal(await readFile(path, "utf8"), "old");
    });

  it("ends with the reason of an abort and leaves nothing", async () => {
    await using folder = await newFolder();
    const stop = new AbortController();
    const reason = new Error("enough");
    const stall: Answer = (response) => {
      response.writeHead(200);
      response.write(pack.subarray(0, 1000), () => stop.abort(reason));
    };
    await using service = await startService(stall);
    await using client = newClient(service.url);
    const call = client.downloadCompletedDocuments(id, join(folder.path, "signed.zip"), {
      signal: stop.signal,
    });
    assert.equal(await rejection(call), reason);
    assert.deepEqual(await readdir(folder.path), []);
  });

  it("says that it cannot write there, and asks once", async () => {
    await using folder = await newFolder();
    const path = join(folder.path, "missing", "signed.zip");
    await using service = await startService(zip);
    await using client = newClient(service.url);
    const error = await rejection(client.downloadCompletedDocuments(id, path));
    assert(error instanceof ValidationError, String(error));
    assert.deepEqual(error.issues, [{ path: ["toPath"], message: `cannot be written: ${path} (ENOENT)` }]);
    assert.equal(service.received.length, 1);
  });
});
