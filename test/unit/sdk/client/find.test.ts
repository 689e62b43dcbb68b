import assert from "node:assert/strict";
import { ResponseError } from "../../../../sdk/client/index.ts";
import { type Answer, id, json, newClient, rejection, startService } from "./test-service.ts";

/** Finds everything it is asked for. */
const all: Answer = (response, request) => {
  const { envelope_ids } = JSON.parse(request.body.toString()) as { envelope_ids: string[] };
  json(200, { envelopes: envelope_ids.map((envelope_id) => ({ envelope_id, status: "active" })) })(
    response,
    request,
  );
};

describe("findEnvelopes", () => {
  it("asks for each id once, a hundred at a time", async () => {
    const ids = Array.from({ length: 205 }, (_, index) => `id-${index}`);
    await using service = await startService(all);
    await using client = newClient(service.url);
    const found = await client.findEnvelopes([...ids, "id-0", "id-204"]);
    assert.deepEqual(
      found.map(({ envelope_id }) => envelope_id),
      ids,
    );
    const asked = service.received.map(({ body }) => JSON.parse(body.toString()).envelope_ids.length);
    assert.deepEqual(asked, [100, 100, 5]);
  });

  it("asks nothing when there is nothing to find", async () => {
    await using service = await startService(all);
    await using client = newClient(service.url);
    assert.deepEqual(await client.findEnvelopes([]), []);
    assert.equal(service.received.length, 0);
  });

  it("gives summaries with the status in its one spelling", async () => {
    const summary = {
      envelope_id: id,
      envelope: "Mutual NDA",
      status: "completed",
      created_at: "2026-01-01T00:00:00Z",
    };
    await using service = await startService(json(200, { envelopes: [summary] }));
    await using client = newClient(service.url);
    assert.deepEqual(await client.findEnvelopes([id]), [{ ...summary, status: "COMPLETE" }]);
  });

  for (const body of [
    [],
    {},
    { envelopes: {} },
    { envelopes: [{ status: "ACTIVE" }] },
    { envelopes: [], total: "1" },
  ])
    it(`refuses an answer like ${JSON.stringify(body)}`, async () => {
      await using service = await startService(json(200, body));
      await using client = newClient(service.url);
      assert((await rejection(client.findEnvelopes([id]))) instanceof ResponseError);
    });
});
