import assert from "node:assert/strict";
import { ValidationError } from "../../../../sdk/client/index.ts";
import { active, id, newClient, rejection, startService } from "./test-service.ts";

describe("an id", () => {
  for (const wrong of [
    "",
    ".",
    "..",
    "../envelopes",
    `${id}/status`,
    `${id}?x=1`,
    "ada@example.com",
    "x".repeat(65),
  ])
    it(`like ${JSON.stringify(wrong)} is refused before anything is sent, and not repeated`, async () => {
      await using service = await startService(active);
      await using client = newClient(service.url);
      const errors = await Promise.all([
        rejection(client.getEnvelope(wrong)),
        rejection(client.deleteEnvelope(wrong)),
        rejection(client.editRecipient(id, wrong, { name: "Ada" })),
      ]);
      for (const error of errors) {
        assert(error instanceof ValidationError);
        assert.doesNotMatch(error.message, /ada@/);
      }
      assert.equal(service.received.length, 0);
    });

  it("that is merely no UUID is for the service to judge", async () => {
    await using service = await startService(active);
    await using client = newClient(service.url);
    await client.getEnvelope("not-a-uuid");
    assert.equal(service.received[0]?.url, "/v2/envelopes/not-a-uuid");
  });
});
