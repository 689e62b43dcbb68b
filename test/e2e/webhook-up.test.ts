import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Agent, type Dispatcher, getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { ensureEngine } from "../../tools/engine/ensure-engine.mjs";
import { type Fixture, fixture, nda } from "./fixtures.ts";

const example = fileURLToPath(new URL("../../examples/webhook-up/", import.meta.url));
const secret = "a-secret-of-the-path";

describe("a webhook that runs one stack, by the example", function () {
  this.timeout(120_000);
  let at: Fixture;
  let server: ChildProcess;
  let front: Server;
  let lines: AsyncIterator<string>;
  let port: number;
  let dispatcher: Dispatcher;

  before(async function () {
    at = await fixture({}, { webhooks: "manual" });
    cpSync(example, join(at.stack.folder, "webhook-up"), { recursive: true });
    const { command } = await ensureEngine();
    const run = [command, "up", "--refresh", "--yes", "--non-interactive", "--stack", "test"];
    const stacks = { test: { baseUrl: at.emulator.url, folder: "..", run } };
    at.stack.write("webhook-up/stacks.json", JSON.stringify(stacks));
    const variables = { YOTI_SIGN_API_KEY_TEST: at.emulator.apiKey, WEBHOOK_SECRET_TEST: secret };
    server = spawn(process.execPath, ["server.ts"], {
      cwd: join(at.stack.folder, "webhook-up"),
      env: { ...process.env, ...at.stack.env, ...variables, PORT: "0", DELAY_SECONDS: "0" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    assert(server.stdout);
    lines = createInterface(server.stdout)[Symbol.asyncIterator]();
    port = Number(/port: (\d+)/.exec(await until(/listening/))?.[1]);
    const tls = certificate(at.stack.folder);
    if (!tls) {
      console.warn("    skipped: there is no openssl to make a certificate with");
      return this.skip();
    }
    // What stands before such a server and does https; the emulator's machine trusts its certificate.
    front = createServer(tls, (from, to) => {
      const { method, url, headers } = from;
      from.pipe(
        request({ host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
          to.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(to);
        }),
      );
    });
    await new Promise<void>((listening) => front.listen(0, "127.0.0.1", listening));
    dispatcher = getGlobalDispatcher();
    setGlobalDispatcher(new Agent({ connect: { ca: tls.cert } }));
  });

  after(async () => {
    if (dispatcher) {
      await getGlobalDispatcher().destroy();
      setGlobalDispatcher(dispatcher);
    }
    front?.closeAllConnections();
    front?.close();
    if (server.exitCode === null) {
      const ended = once(server, "close");
      server.kill();
      await ended;
    }
    await at.dispose();
  });

  /** The server's lines up to the one that fits. */
  async function until(pattern: RegExp): Promise<string> {
    for (let { value, done } = await lines.next(); !done; { value, done } = await lines.next())
      if (pattern.test(value)) return value;
    return assert.fail(`the server ended before it said ${pattern}`);
  }
  const post = async (path: string, body: object): Promise<number> =>
    (await fetch(`http://127.0.0.1:${port}/${path}`, { method: "POST", body: JSON.stringify(body) })).status;

  it("picks up what was signed, and exports it", async () => {
    const destination = `https://localhost:${(front.address() as AddressInfo).port}/test/${secret}`;
    const notifications = { destination, subscriptions: ["envelope_completion"] };
    at.stack.declare({ nda: { ...nda, notifications } });
    const up = await at.stack.up();
    assert.equal(up.code, 0, up.output);
    const before = (await at.stack.outputs()).nda;

    at.emulator.control.signAll(at.id("nda"));
    const [webhook] = at.emulator.control.webhooks();
    for (const _ of ["first", "repeated"]) await at.emulator.control.deliver(webhook?.webhookId ?? "");
    const ended = await until(/the run ended/);

    const answers = at.emulator.control.webhooks().flatMap(({ answers }) => answers);
    const after = (await at.stack.outputs()).nda;
    assert.deepEqual(
      [before?.status, answers, ended, after?.status],
      ["ACTIVE", [200, 200], "test: the run ended with 0", "COMPLETE"],
    );
  });

  it("runs nothing for who knows no secret, no stack, or no envelope", async () => {
    const body = { subscription_name: "envelope_completion", envelope_id: at.id("nda") };
    const stranger = { ...body, envelope_id: "11111111-1111-4111-8111-111111111111" };
    const statuses = [
      await post("test/another-secret-of-the-path", body),
      await post(`production/${secret}`, body),
      await post(`test/${secret}`, stranger),
    ];
    server.kill();
    const left: string[] = [];
    for (let { value, done } = await lines.next(); !done; { value, done } = await lines.next())
      left.push(value);
    assert.deepEqual([statuses, left], [[404, 404, 200], []]);
  });
});

/** A certificate of localhost's, made with openssl; undefined where there is none. */
function certificate(folder: string): { key: string; cert: string } | undefined {
  const [keyFile, certFile] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"];
  try {
    const args = ["req", "-x509", ...kind, ...names, "-keyout", keyFile, "-out", certFile];
    execFileSync("openssl", args, { stdio: "ignore" });
  } catch {
    return undefined;
  }
  return { key: readFileSync(keyFile, "utf8"), cert: readFileSync(certFile, "utf8") };
}
