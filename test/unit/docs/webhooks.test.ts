import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import { YotiSignClient } from "../../../sdk/client/index.ts";
import { envelopeOf } from "../../contract/envelopes.ts";
import { newFolder } from "../sdk/client/test-files.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const secret = "a-secret-of-the-path";

describe("the example in docs/webhooks.md", function () {
  this.timeout(30_000);
  let emulator: Emulator;
  let folder: string;
  let server: ChildProcess;
  let lines: AsyncIterator<string>;

  before(async () => {
    emulator = await startEmulator({ webhooks: "manual", processing: "manual" });
    // Below the project, where it finds the package by its name.
    mkdirSync(join(root, ".cache"), { recursive: true });
    folder = mkdtempSync(join(root, ".cache", "webhooks-"));
    const [, code = ""] =
      /^```ts\n([\s\S]*?)^```/m.exec(readFileSync(join(root, "docs/webhooks.md"), "utf8")) ?? [];
    writeFileSync(join(folder, "server.ts"), code);
    const env = {
      ...process.env,
      ...{ YOTI_SIGN_API_KEY: emulator.apiKey, YOTI_SIGN_BASE_URL: emulator.url },
      ...{ WEBHOOK_SECRET: secret, PORT: "0" },
    };
    server = spawn(process.execPath, ["server.ts"], {
      cwd: folder,
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    assert(server.stdout);
    lines = createInterface(server.stdout)[Symbol.asyncIterator]();
  });

  after(async () => {
    const ended = once(server, "close");
    server.kill();
    await ended;
    await emulator.close();
    rmSync(folder, { recursive: true });
  });

  const next = async (): Promise<string> => (await lines.next()).value ?? "";

  it("runs, reports an envelope once, and saves its documents", async () => {
    const port = /port: (\d+)/.exec(await next())?.[1];
    const destination = `http://127.0.0.1:${port}/yoti-sign/${secret}`;
    await using files = await newFolder();
    await using client = new YotiSignClient({ baseUrl: emulator.url, apiKey: emulator.apiKey });
    const notifications = { destination, subscriptions: ["envelope_completion" as const] };
    const { envelopeId } = await client.createEnvelope(await envelopeOf(files, { notifications }));
    await emulator.control.process(envelopeId);
    emulator.control.signAll(envelopeId);
    const [webhook] = emulator.control.webhooks();
    for (const _ of ["first", "repeated"]) await emulator.control.deliver(webhook?.webhookId ?? "");
    const delivered = emulator.control.webhooks().map(({ answers }) => answers);
    assert.deepEqual([await next(), delivered], [`envelope_completion ${envelopeId} COMPLETE`, [[200, 200]]]);
    assert.equal(existsSync(join(folder, `${envelopeId}.zip`)), true);
  });
});
