import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { ensureEngine } from "../../tools/engine/ensure-engine.mjs";
import { mail } from "./fixtures.ts";
import { TestStack } from "./stack.ts";

const example = fileURLToPath(new URL("../../examples/sharded-stacks/", import.meta.url));

const partners = Object.fromEntries(
  ["alder", "birch", "cedar", "elm"].map((name) => [
    name,
    { company: `${name} Ltd`, signer: "Pat Example", email: `pat@${name}.example.com` },
  ]),
);

describe("stacks in shards, by the example", function () {
  this.timeout(180_000);
  let emulator: Emulator;
  let stack: TestStack;
  let engine: string;

  before(async () => {
    emulator = await startEmulator();
    engine = dirname((await ensureEngine()).command);
    stack = await TestStack.create({ YOTI_SIGN_BASE_URL: emulator.url, YOTI_SIGN_API_KEY: emulator.apiKey });
    // Two runners: each with a folder of its own, and the backend in common.
    for (const runner of ["one", "other"]) cpSync(example, join(stack.folder, runner), { recursive: true });
    declare({ shards: 2, partners });
  });
  after(async () => {
    stack?.dispose();
    await emulator.close();
  });

  const declare = (declared: object): void => {
    for (const runner of ["one", "other"]) stack.write(`${runner}/partners.json`, JSON.stringify(declared));
  };

  async function run(runner: "one" | "other", ...args: string[]): Promise<{ code: number; lines: string[] }> {
    const env = {
      ...process.env,
      ...stack.env,
      PATH: `${engine}:${dirname(process.execPath)}:${process.env.PATH}`,
    };
    const child = spawn(process.execPath, ["main.ts", ...args], { cwd: join(stack.folder, runner), env });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
    const [code] = await once(child, "close");
    return {
      code,
      lines: output
        .replaceAll(/ \(\d+\.\d s\)/g, "")
        .trimEnd()
        .split("\n"),
    };
  }

  const mails = (): string[] => {
    const sent = emulator.control.outbox().map(mail);
    emulator.control.emptyOutbox();
    return sent.toSorted();
  };

  it("send nothing where one of them is refused", async () => {
    const wrong = { ...partners.elm, email: "nobody" };
    declare({ shards: 2, partners: { ...partners, elm: wrong } });
    const { code, lines } = await run("one", "up");
    declare({ shards: 2, partners });
    assert.equal(code, 1, lines.join("\n"));
    assert.match(lines.join("\n"), /preview partners-\d-of-2: failed/);
    assert.deepEqual(mails(), []);
  });

  it("are run by several runners at once against one backend, and send each envelope once", async () => {
    const [first, second] = await Promise.all([
      run("one", "up", "--skip-preview", "--shard", "0"),
      run("other", "up", "--skip-preview", "--shard", "1"),
    ]);
    assert.deepEqual(
      [first, second],
      [
        { code: 0, lines: ["up partners-0-of-2: 2 create"] },
        { code: 0, lines: ["up partners-1-of-2: 4 create"] },
      ],
    );
    assert.deepEqual(
      mails(),
      Object.values(partners).map(({ email }) => `invitation ${email}`),
    );
    assert.deepEqual(
      readdirSync(join(stack.folder, "backend/.pulumi/yotisign/sharded"))
        .filter((name) => name.endsWith(".sqlite"))
        .toSorted(),
      ["partners-0-of-2.sqlite", "partners-1-of-2.sqlite"],
    );
  });

  it("are all run by one runner, which sends nothing again", async () => {
    const { code, lines } = await run("other", "up");
    assert.deepEqual(
      { code, lines },
      {
        code: 0,
        lines: [
          "preview partners-0-of-2: 2 same",
          "preview partners-1-of-2: 4 same",
          "up partners-0-of-2: 2 same",
          "up partners-1-of-2: 4 same",
        ],
      },
    );
    assert.deepEqual(mails(), []);
  });

  it("refuse another number of shards, under which envelopes would move", async () => {
    declare({ shards: 3, partners });
    const { code, lines } = await run("one", "up");
    declare({ shards: 2, partners });
    assert.equal(code, 2);
    assert.match(lines.join("\n"), /"shards" is 3, and the stack partners-\d-of-2 says 2/);
    assert.deepEqual(mails(), []);
  });
});
