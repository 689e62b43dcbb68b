import assert from "node:assert/strict";
import { Runs } from "../../../examples/webhook-up/runs.ts";

describe("runs of stacks, in the webhook example", () => {
  /** Runs that go on until they are let go, as `+stack` and `-stack`. */
  function started(): { runs: Runs; said: string[]; finish(stack: string): Promise<void> } {
    const said: string[] = [];
    const open = new Map<string, () => void>();
    const runs = new Runs((stack) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      said.push(`+${stack}`);
      open.set(stack, resolve);
      return promise.then(() => void said.push(`-${stack}`));
    }, 0);
    const finish = async (stack: string): Promise<void> => {
      open.get(stack)?.();
      await settled();
    };
    return { runs, said, finish };
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it("make one of what comes before it has begun", async () => {
    const { runs, said } = started();
    for (let count = 0; count < 5; count += 1) runs.request("production");
    await settled();
    assert.deepEqual(said, ["+production"]);
  });

  it("begin one more, afterwards, for what comes while one goes on", async () => {
    const { runs, said, finish } = started();
    runs.request("production");
    await settled();
    for (let count = 0; count < 5; count += 1) runs.request("production");
    await settled();
    assert.deepEqual(said, ["+production"]);
    await finish("production");
    await finish("production");
    assert.deepEqual(said, ["+production", "-production", "+production", "-production"]);
  });

  it("of two stacks go on side by side", async () => {
    const { runs, said } = started();
    runs.request("production");
    runs.request("staging");
    await settled();
    assert.deepEqual(said, ["+production", "+staging"]);
  });

  it("are waited for at the end, and no more begin", async () => {
    const { runs, said, finish } = started();
    runs.request("production");
    await settled();
    runs.request("production");
    const stopped = runs.stop().then(() => said.push("stopped"));
    runs.request("staging");
    await finish("production");
    await stopped;
    assert.deepEqual(said, ["+production", "-production", "stopped"]);
  });
});
