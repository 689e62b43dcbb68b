import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const child = fileURLToPath(new URL("unread-child.ts", import.meta.url));

describe("a provider process whose Pulumi was killed", () => {
  it("does not take that nobody reads what it writes for a failure, which it would write there again", async () => {
    const provider = spawn(process.execPath, [child]);
    const { stdin, stdout, stderr } = provider;
    const ended = once(provider, "exit");
    stdout.destroy();
    stderr.destroy();
    await Promise.all([once(stdout, "close"), once(stderr, "close")]);
    stdin.end();
    assert.deepEqual(await ended, [0, null]);
  });
});
