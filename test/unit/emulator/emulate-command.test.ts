import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

  describe("with files", () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "emulate-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    /** Runs it until it listens, lets something be done, and ends it; gives what it printed. */
    const during = async (args: string[], work: (url: string) => Promise<unknown>): Promise<string> => {
      const emulator = run(...args);
      const ended = once(emulator, "exit");
      let said = "";
      for await (const line of createInterface(emulator.stdout)) {
        said += `${line}\n`;
        if (line.startsWith("Ctrl-C")) break;
      }
      await work(/YOTI_SIGN_BASE_URL=(\S+)/.exec(said)?.[1] ?? "");
      emulator.kill("SIGTERM");
      assert.deepEqual(await ended, [0, null]);
      return said;
    };
    const refusal = async (...args: string[]): Promise<string> => {
      const emulator = run(...args);
      const ended = once(emulator, "exit");
      const said = Buffer.concat(await Array.fromAsync(emulator.stderr as AsyncIterable<Buffer>)).toString();
      const [code] = await ended;
      assert.notEqual(code, 0);
      return said;
    };

    it("goes on where it ended, in a file nobody else may read", async function () {
      if (process.platform === "win32") this.skip();
      const file = join(folder, "state.json");
      const fault = { operation: "search", count: 1, action: { kind: "hold" } };
      const said = await during(["--snapshot", file], (url) =>
        fetch(`${url}/_emulator/faults`, { method: "POST", body: JSON.stringify(fault) }),
      );
      assert.match(said, /what it holds is then in .*state\.json\./);
      assert.equal(statSync(file).mode & 0o777, 0o600);
      await during(["--snapshot", file], async (url) =>
        assert.deepEqual(await (await fetch(`${url}/_emulator/faults`)).json(), [fault]),
      );
    });

    it("takes a fault plan and a seed, and says the seed", async function () {
      if (process.platform === "win32") this.skip();
      const file = join(folder, "plan.json");
      const faults = [{ operation: "get", count: 1, action: { kind: "hold" } }];
      writeFileSync(file, JSON.stringify({ seed: 5, faults }));
      assert.match(await during(["--faults", file, "--seed", "6"], async () => {}), /--seed 6 repeats/);
      const said = await during(["--faults", file], async (url) =>
        assert.deepEqual(await (await fetch(`${url}/_emulator/faults`)).json(), faults),
      );
      assert.match(said, /--seed 5 repeats/);
    });

    it("refuses a plan or a snapshot that is not valid, and leaves the file as it is", async () => {
      const file = join(folder, "wrong.json");
      assert.match(await refusal("--faults", file), /wrong\.json does not exist/);
      writeFileSync(file, '{"faults": [{"operation": "get"}]}');
      assert.match(await refusal("--faults", file), /wrong\.json: .*faults\[0\]\.action is required/);
      assert.match(await refusal("--snapshot", file), /wrong\.json: This is no snapshot of an emulator/);
      writeFileSync(file, "ada@example.com");
      const said = await refusal("--snapshot", file);
      assert.match(said, /wrong\.json is not valid JSON\./);
      assert.doesNotMatch(said, /ada@/);
      assert.equal(readFileSync(file, "utf8"), "ada@example.com");
      assert.match(
        await refusal("--snapshot", join(folder, "no", "file.json")),
        /cannot be written \(ENOENT\)/,
      );
    });
  });

  it("refuses a port that is no port", async () => {
    const emulator = run("--port", "70000");
    const [code] = await once(emulator, "exit");
    assert.notEqual(code, 0);
  });
});
