import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { withLock } from "../../../../tools/engine/lock.mjs";

const lockModule = path.resolve(import.meta.dirname, "../../../../tools/engine/lock.mjs");

describe("withLock", () => {
  let directory: string;
  let lock: string;

  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "lock-"));
    lock = path.join(directory, "made", "lock");
  });

  afterEach(() => {
    fs.rmSync(directory, { recursive: true });
  });

  function plantOwner(name: string): void {
    fs.mkdirSync(lock, { recursive: true });
    fs.writeFileSync(path.join(lock, name), "");
  }

  it("returns what the work returned and leaves the lock free", async () => {
    const results = [await withLock(lock, async () => 1), await withLock(lock, async () => 2)];

    assert.deepEqual(results, [1, 2]);
  });

  it("gives the lock back when the work throws", async () => {
    await assert.rejects(
      withLock(lock, async () => {
        throw new Error("the work failed");
      }),
      { message: "the work failed" },
    );

    assert.equal(await withLock(lock, async () => "free"), "free");
  });

  it("lets one at a time in", async () => {
    const log: string[] = [];
    const work = (name: string) => () => {
      log.push(`${name} in`);
      return new Promise<void>((resolve) =>
        setImmediate(() => {
          log.push(`${name} out`);
          resolve();
        }),
      );
    };

    await Promise.all([withLock(lock, work("a")), withLock(lock, work("b")), withLock(lock, work("c"))]);

    const pairs = [log.slice(0, 2), log.slice(2, 4), log.slice(4)].sort();
    assert.deepEqual(pairs, [
      ["a in", "a out"],
      ["b in", "b out"],
      ["c in", "c out"],
    ]);
  });

  it("waits for another process that lives, and says so once", async () => {
    const holder = await startHolder(lock);
    const said: string[] = [];

    const waiting = withLock(
      lock,
      async () => holder.exitCode,
      (message) => {
        said.push(message);
        holder.stdin?.end();
      },
    );

    assert.equal(await waiting, 0);
    assert.deepEqual(said, [`Waiting for process ${holder.pid}, which is at the same work.`]);
  });

  it("takes over from a process that was killed while it held the lock", async () => {
    const holder = await startHolder(lock);
    holder.kill("SIGKILL");
    await once(holder, "close");

    const result = await withLock(lock, async () => fs.readdirSync(lock).length, assert.fail);

    assert.equal(result, 1);
  });

  it("takes over from a dead owner, whoever else tries at the same moment", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    plantOwner(`${pid}@${os.hostname()}@left-behind`);
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };

    await Promise.all(Array.from({ length: 5 }, () => withLock(lock, work)));

    assert.equal(most, 1);
  });

  it("leaves nothing beside the lock", async () => {
    await withLock(lock, async () => {});

    assert.deepEqual(fs.readdirSync(path.dirname(lock)), ["lock"]);
  });
});

/** A process that holds the lock until its input ends. */
async function startHolder(lock: string): Promise<ChildProcess> {
  const script = `
    import { withLock } from ${JSON.stringify(lockModule)};
    await withLock(process.argv[1], () => {
      process.stdout.write("held");
      return new Promise((resolve) => process.stdin.on("end", resolve).resume());
    });`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", script, lock], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  return holder;
}
