import assert from "node:assert/strict";
import { BadRequestError, ResponseError } from "../../../../sdk/client/index.ts";
import { type Answer, active, id, json, newClient, rejection, startService } from "./test-service.ts";

/** Sends megabytes of JSON for as long as the client takes them. */
const endless =
  (status: number): Answer =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json" });
    const chunk = Buffer.alloc(1024 * 1024, " ");
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on("drain", more).on("error", () => {});
    more();
  };

describe("an answer", () => {
  const refused: [string, Answer][] = [
    ["is empty", (response) => response.writeHead(200).end()],
    ["is no JSON", (response) => response.writeHead(200).end("<html>")],
    ["is no object", json(200, "ACTIVE")],
    ["is null", json(200, null)],
    ["lacks the status", json(200, { envelope_id: id })],
    ["has a status that does not exist", json(200, { status: "SIGNED" })],
    ["has recipients that are no list", json(200, { status: "ACTIVE", details: { recipients: {} } })],
    ["is longer than 16 MiB", endless(200)],
  ];
  for (const [name, answer] of refused)
    it(`that ${name} is a ResponseError, and not asked for again`, async () => {
      await using service = await startService(answer, active);
      await using client = newClient(service.url);
      const error = await rejection(client.getEnvelope(id));
      assert(error instanceof ResponseError, String(error));
      assert.equal(error.status, 200);
      assert.equal(error.cause, undefined);
      assert.equal(service.received.length, 1);
    });

  it("of the wrong shape is refused with the place and the reason", async () => {
    await using service = await startService(
      json(200, { status: "ACTIVE", details: { files: [{ id: 7 }] } }),
    );
    await using client = newClient(service.url);
    const error = await rejection(client.getEnvelope(id));
    assert(error instanceof ResponseError);
    assert.deepEqual(
      error.issues.map(({ path }) => path),
      [["details", "files", 0, "id"]],
    );
    assert.match(error.message, /details\.files\[0\]\.id must be a string/);
  });

  it("is taken with a witness who has no name yet", async () => {
    const witness = { id, type: "WITNESS", signer_id: id, name: null, email: null, sign_status: "UNSIGNED" };
    const envelope = { envelope_id: id, status: "ACTIVE", details: { recipients: [witness] } };
    await using service = await startService(json(200, envelope));
    await using client = newClient(service.url);
    assert.deepEqual(await client.getEnvelope(id), envelope);
  });

  it("with fields that are not documented is taken as it is", async () => {
    const envelope = { envelope_id: id, status: "ACTIVE", details: { recipients: [] }, shiny: true };
    await using service = await startService(json(200, envelope));
    await using client = newClient(service.url);
    assert.deepEqual(await client.getEnvelope(id), envelope);
  });

  for (const call of ["getEnvelope", "getEnvelopeStatus"] as const)
    it(`to ${call} spells COMPLETED as COMPLETE, and every status in capitals`, async () => {
      for (const [status, spelt] of [
        ["COMPLETED", "COMPLETE"],
        ["completed", "COMPLETE"],
        ["Complete", "COMPLETE"],
        ["active", "ACTIVE"],
      ]) {
        await using service = await startService(json(200, { status }));
        await using client = newClient(service.url);
        assert.deepEqual(await client[call](id), { status: spelt });
      }
    });

  it("of a refusal is not read beyond what an error can use", async () => {
    await using service = await startService(endless(400));
    await using client = newClient(service.url);
    const error = await rejection(client.getEnvelope(id));
    assert(error instanceof BadRequestError, String(error));
    assert.equal(error.body, undefined);
  });
});
