import assert from "node:assert/strict";
import { InTurn } from "../../../provider/in-turn.ts";

describe("works in turn", () => {
  it("come one after the other under one name, also after a failure, and do not wait for another name's", async () => {
    const inTurn = new InTurn();
    const events: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = inTurn.do("a", async () => {
      await gate.promise;
      events.push("a1");
      throw new Error("failed");
    });
    const second = inTurn.do("a", async () => events.push("a2"));
    await inTurn.do("b", async () => events.push("b"));
    gate.resolve();
    await assert.rejects(first, /failed/);
    await second;
    assert.deepEqual(events, ["b", "a1", "a2"]);
  });
});
