import assert from "node:assert/strict";
import { inspect } from "node:util";
import { OutcomeUnknownError, ResponseError } from "../../../../sdk/client/index.ts";
import { newEnvelope, newFolder } from "./test-files.ts";
import { id, json, newClient, recipientId, rejection, startService } from "./test-service.ts";

const token = recipientId;
const email = "ada@example.com";

describe("createEmbeddedEnvelope", () => {
  for (const [status, recipient] of [
    [200, { token, email }],
    [202, { token, email }],
    [202, { Token: token, Email: email }],
  ] as const)
    it(`takes ${status} with ${Object.keys(recipient)}`, async () => {
      await using folder = await newFolder();
      await using service = await startService(json(status, { envelope_id: id, recipients: [recipient] }));
      await using client = newClient(service.url);
      const created = await client.createEmbeddedEnvelope(await newEnvelope(folder));
      assert.deepEqual(created, { envelopeId: id, recipients: [{ token, email }] });
      assert.deepEqual(
        service.received.map(({ method, url }) => `${method} ${url}`),
        ["POST /v2/embedded-envelopes"],
      );
    });

  for (const [name, answer] of [
    ["no id", { recipients: [{ token, email }] }],
    ["no recipients", { envelope_id: id }],
    ["a recipient without token", { envelope_id: id, recipients: [{ email }] }],
    ["a recipient that is none", { envelope_id: id, recipients: [null] }],
  ] as const)
    it(`is in doubt when the answer has ${name}, and shows neither token nor person`, async () => {
      await using folder = await newFolder();
      await using service = await startService(json(202, answer));
      await using client = newClient(service.url);
      const error = await rejection(client.createEmbeddedEnvelope(await newEnvelope(folder)));
      assert(error instanceof OutcomeUnknownError, String(error));
      assert(error.cause instanceof ResponseError);
      assert.doesNotMatch(inspect(error, { depth: null }), new RegExp(`${token}|${email}`));
      assert.equal(service.received.length, 1);
    });
});
