import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { startEmulator } from "../../emulator/index.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Runs the contract suite in a process of its own, against the service at an address. */
async function contractWith(env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  const args = [
    join(root, "node_modules/mocha/bin/mocha.js"),
    ...globSync("test/contract/*.test.ts", { cwd: root }),
  ];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, output: stdout + stderr };
}

describe("the contract suite against a service", function () {
  this.timeout(300_000);

  it("passes where there is no control API, and counts what it skips by reason", async () => {
    const emulator = await startEmulator({
      accounts: { "a-key": "sender@example.com", "another-key": "other@example.com" },
      controlApi: false,
    });
    try {
      const { code, output } = await contractWith({
        YOTI_SIGN_CONTRACT_URL: emulator.url,
        YOTI_SIGN_API_KEY: "a-key",
        YOTI_SIGN_CONTRACT_OTHER_KEY: "another-key",
        YOTI_SIGN_CONTRACT_EMAIL: "you@example.com",
      });
      assert.equal(code, 0, output);
      const [, passed, skipped] = /^(\d+) passed, 0 failed, (\d+) skipped$/m.exec(output) ?? [];
      const [, counted] = /Contract with \S+: (\d+) tests skipped\./.exec(output) ?? [];
      const reasons = [...output.matchAll(/^ {4}(\d+): it has no /gm)].map(([, count]) => Number(count));
      console.log(`        ${passed} passed, ${skipped} skipped`);
      assert.equal(counted, skipped, output);
      assert.equal(
        reasons.reduce((sum, count) => sum + count, 0),
        Number(skipped),
        output,
      );
      assert.equal(Number(passed) > 100, true, output);
      assert.deepEqual(emulator.control.envelopes(), [], "what it created is removed again");
    } finally {
      await emulator.close();
    }
  });

  it("says that it needs a key", async () => {
    const { code, output } = await contractWith({
      YOTI_SIGN_CONTRACT_URL: "http://127.0.0.1:9",
      YOTI_SIGN_API_KEY: "",
      YOTI_SIGN_CONTRACT_EMAIL: "you@example.com",
    });
    assert.notEqual(code, 0);
    assert.match(output, /set YOTI_SIGN_API_KEY to a key of that service/);
  });
});
