import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const program = `
  import { emulateCommand } from ${JSON.stringify(new URL("../../../cli/emulate.ts", import.meta.url).href)};
  await emulateCommand().parseAsync(process.argv.slice(1), { from: "user" });
`;

const run = (...args: string[]) =>
  spawn(process.execPath, ["--input-type=module", "--eval", program, "--", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });

describe("yotisign emulate", () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    it(`prints the address and the key, answers there, and ends on ${signal}`, async function () {
      // Windows has no signals: the process would be killed.
      if (process.platform === "win32") this.skip();
      const emulator = run("--port", "0");
      const ended = once(emulator, "exit");
      const variables: Record<string, string> = {};
      for await (const line of createInterface(emulator.stdout)) {
        const [, name, value] = /^ {2}export (\w+)=(\S+)$/.exec(line) ?? [];
        if (name && value) variables[name] = value;
        if (line.startsWith("Ctrl-C")) break;
      }
      assert.deepEqual(Object.keys(variables), ["YOTI_SIGN_BASE_URL", "YOTI_SIGN_API_KEY"]);
      const response = await fetch(`${variables.YOTI_SIGN_BASE_URL}/v2/organisations/envelopes/search`, {
        headers: { authorization: `Bearer ${variables.YOTI_SIGN_API_KEY}` },
      });
      assert.deepEqual(await response.json(), { envelopes: [], total: 0 });
      emulator.kill(signal);
      assert.deepEqual(await ended, [0, null]);
    });

  it("refuses a port that is no port", async () => {
    const emulator = run("--port", "70000");
    const [code] = await once(emulator, "exit");
    assert.notEqual(code, 0);
  });
});
