import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { mail } from "./fixtures.ts";
import { Terminal } from "./terminal.ts";

const root = new URL("../../", import.meta.url).pathname;

describe("npm start", function () {
  this.timeout(120_000);

  /** What `npm start` runs once everything is installed, without a terminal. */
  function start(words: string[], env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
    const script = join(root, "tools/start/main.ts");
    return new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [script, ...words],
        { env: { ...process.env, ...env } },
        (_, out, err) => resolve({ code: child.exitCode, output: out + err }),
      );
      child.stdin?.end();
    });
  }

  it("shows the plan, the outputs and the e-mails, and ends by itself without a terminal", async () => {
    const { code, output } = await start([], { YOTI_SIGN_API_KEY: "", YOTI_SIGN_BASE_URL: "" });
    assert.equal(code, 0, output);
    assert.match(output, /The plan, as a reviewer would see it:[\s\S]*pat\.partner@example\.com/);
    assert.match(output, /E-mails that would have gone out:\s+invitation to pat\.partner@example\.com/);
    assert.match(output, /envelopeId +: "[0-9a-f-]{36}"/);
  });

  it("stays in a terminal, where what it prints works, until Ctrl-C, and leaves nothing", async function () {
    if (spawnSync("script", ["--version"]).error) {
      console.log("        skipped: there is no script(1) to make a terminal");
      return this.skip();
    }
    const terminal = new Terminal(`exec '${process.execPath}' '${join(root, "tools/start/main.ts")}'`, {
      YOTI_SIGN_API_KEY: "",
      YOTI_SIGN_BASE_URL: "",
    });
    await terminal.shows("Ctrl-C here");
    const [, environment, sign] =
      /in this folder[^\n]*:\s+\. (\S+)[\s\S]*?(curl [^\n]+)/.exec(terminal.text) ?? [];
    const verifying = /npx (yotisign download [^\n]+)\s+(curl [^\n]+)\s+npx (yotisign verify [^\n]+)/.exec(
      terminal.text,
    );
    const [download, roots, verify] = (verifying ?? [])
      .slice(1)
      .map((line) => line.replace(/^yotisign/, "node dist/cli/main.js"));
    const printed = [
      ...[`. ${environment}`, "rm -f .cache/signed.zip", "node dist/cli/main.js status", sign],
      ...["pulumi up --refresh --yes", download, roots, verify, "pulumi destroy --yes"],
    ].join("; ");
    const { status, stdout, stderr } = spawnSync("sh", ["-ec", printed], { cwd: root, encoding: "utf8" });
    // First of all: an assertion that fails must not leave it running.
    terminal.type("\x03");
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /Partner[\s\S]*signedDocumentsUrl *: "http[\s\S]*2 deleted/);
    await terminal.shows("The emulator has ended");
    assert.equal(await terminal.ended, 0);
    assert.equal(existsSync(join(root, environment ?? "")), false);
  });

  describe("with a service in the environment", () => {
    let service: Emulator;
    let env: NodeJS.ProcessEnv;
    before(async () => {
      service = await startEmulator();
      env = { YOTI_SIGN_BASE_URL: service.url, YOTI_SIGN_API_KEY: service.apiKey };
    });
    after(async () => {
      const name = new URL(service.url).host.replaceAll(/[.:]/g, "-");
      rmSync(join(root, `Pulumi.${name}.yaml`), { force: true });
      rmSync(join(root, ".cache/start", name), {
        recursive: true,
        force: true,
      });
      await service.close();
    });

    it("says who will be e-mailed, and sends nothing unless somebody agrees", async () => {
      const { code, output } = await start([], env);
      assert.equal(code, 0, output);
      assert.match(output, /Pat Example <pat\.partner@example\.com> \(sign group 1\)/);
      assert.match(output, /Contract Archive <contracts@example\.com> \(a copy, at the end\)/);
      assert.match(output, /Nothing was sent/);
      assert.deepEqual(service.control.outbox(), []);
    });

    it("sends it there with --yes, to the people that -c names", async () => {
      const { code, output } = await start(["--yes", "-c", "nda:partnerEmail=paula@example.com"], env);
      assert.equal(code, 0, output);
      assert.deepEqual(service.control.outbox().map(mail), ["invitation paula@example.com"]);
    });
  });
});
