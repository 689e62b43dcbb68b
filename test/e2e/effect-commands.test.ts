import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ensureEngine } from "../../tools/engine/ensure-engine.mjs";
import { type Fixture, fixture, nda } from "./fixtures.ts";
import { Terminal } from "./terminal.ts";

const main = new URL("../../dist/cli/main.js", import.meta.url).pathname;
const day = 86_400;

describe("yotisign does for a stack's envelopes what has an effect", function () {
  this.timeout(120_000);
  let at: Fixture;
  let env: NodeJS.ProcessEnv;

  /** Runs the built command in the stack's folder, without a terminal. */
  const yotisign = (...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [main, ...args],
        { cwd: at.stack.folder, env },
        (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
      );
      child.stdin?.end();
    });
  const terminal = (...args: string[]): Terminal =>
    new Terminal(`cd '${at.stack.folder}' && exec '${process.execPath}' '${main}' ${args.join(" ")}`, {
      ...env,
      NO_COLOR: "1",
    });
  const outcomes = (stdout: string): unknown[] =>
    JSON.parse(stdout).results.map(({ recipient, outcome }: Record<string, unknown>) => [recipient, outcome]);

  before(async () => {
    at = await fixture();
    const { command } = await ensureEngine();
    env = { ...process.env, ...at.stack.env, YOTISIGN_PULUMI: command };
    const { emails: _, ...page } = { ...nda, recipients: nda.recipients.slice(0, 2) };
    // Its links outlive the three days that the other's do not.
    const recipients = nda.recipients.map((one) =>
      "tags" in one ? { ...one, activeForSeconds: 30 * day } : one,
    );
    at.stack.declare({ nda: { ...nda, recipients }, page: { ...page, embedded: true } });
    const up = await at.stack.up("--skip-preview");
    assert.equal(up.code, 0, up.output);
    at.mails();
  });
  after(() => at.dispose());

  it("does nothing without a terminal and without --yes", async () => {
    const { code, stdout, stderr } = await yotisign("remind", "nda");
    assert.match(stdout, /^ {2}to {8}Partner \(p…@example\.com\), invited /m);
    assert.equal(
      stderr,
      "yotisign: Nothing was done: this is no terminal, so nobody can be asked. Confirm with --yes; --dry-run only " +
        "shows.\n",
    );
    assert.deepEqual([code, at.mails()], [2, []]);
  });

  it("reminds whoever is waited for, by the resource's name", async () => {
    const { code, stdout, stderr } = await yotisign("remind", "nda", "--yes", "--json");
    assert.deepEqual([code, stderr, outcomes(stdout)], [0, "", [["Partner", "done"]]]);
    assert.deepEqual(at.mails(), ["reminder pat@example.com"]);
  });

  const asks = "Send 1 reminder? [y/N] ";

  it("in a terminal, asks before it e-mails anybody, and takes a yes", async () => {
    const shown = terminal("remind", "nda");
    await shown.shows(asks);
    assert.deepEqual(at.mails(), []);
    shown.type("y\r");
    assert.equal(await shown.ended, 0);
    assert.match(
      stripVTControlCharacters(shown.text),
      /\[y\/N\] y\n {2}reminded {2}Partner \(p…@example\.com\)\n$/,
    );
    assert.deepEqual(at.mails(), ["reminder pat@example.com"]);
  });

  for (const [what, keys] of [
    ["no", "n\r"],
    ["only Return", "\r"],
    ["something else", "yesterday\r"],
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
  ] as const)
    it(`in a terminal, e-mails nobody for ${what}`, async () => {
      const shown = terminal("remind", "nda");
      await shown.shows(asks);
      shown.type(keys);
      assert.equal(await shown.ended, 1);
      assert.match(shown.text, /\nNothing was done\.\n$/);
      assert.deepEqual(at.mails(), []);
    });

  it("says that nobody knows what became of a request that Ctrl-C cut short, and exits with 2", async () => {
    at.emulator.control.addFault({ operation: "sendReminder", action: { kind: "hold" } });
    const shown = terminal("remind", "nda", "--yes");
    await at.emulator.control.held(1);
    shown.type("\u0003");
    assert.equal(await shown.ended, 2);
    at.emulator.control.release();
    assert.match(
      shown.text.replace(/\s+/g, " "),
      /unknown Partner .*: Nobody knows whether the reminder was e-mailed/,
    );
    assert.deepEqual(at.mails(), ["reminder pat@example.com"]);
  });

  it("shows embedded envelopes in the stack's status", async () => {
    const { stdout } = await yotisign("status");
    assert.match(stdout, /^page {2}ACTIVE {2}0 of 2 signed, group 1 of 2 to sign$/m);
  });

  it("extends an embedded envelope's link, which the stack keeps as a secret", async () => {
    const sign = () => at.emulator.control.sign({ envelopeId: at.id("page"), email: "pat@example.com" });
    at.emulator.control.advance(3 * day);
    assert.throws(sign, { status: 410 });
    const { code, stdout, stderr } = await yotisign("extend", "page", "--yes", "--json");
    assert.deepEqual([code, stderr, outcomes(stdout)], [0, "", [["Partner", "done"]]]);
    assert.deepEqual(at.mails(), []);
    assert.equal(sign().status, "ACTIVE");
  });

  it("says that a standard envelope's link has to be given", async () => {
    const { code, stdout } = await yotisign("extend", "nda", "--yes", "--json");
    assert.deepEqual([code, outcomes(stdout), at.mails()], [1, [["Partner", "skipped"]], []]);
  });

  it("sends the signed documents again once everyone has signed", async () => {
    const early = await yotisign("resend-pack", "nda", "Partner", "--yes");
    assert.deepEqual([early.code, at.mails()], [1, []]);
    at.emulator.control.signAll(at.id("nda"));
    at.mails();
    const { code, stdout } = await yotisign("resend-pack", "nda", "Partner", "archive", "--yes", "--json");
    assert.deepEqual(
      [code, outcomes(stdout)],
      [
        0,
        [
          ["Partner", "done"],
          ["archive", "done"],
        ],
      ],
    );
    assert.deepEqual(at.mails(), ["completion pat@example.com", "completion archive@example.com"]);
  });

  it("saves the signed documents by the resource's name", async () => {
    const { code, stdout, stderr } = await yotisign("download", "nda");
    assert.match(stdout, /^Saved nda\.zip: \d+ bytes, SHA-256 [\da-f]{64}\n$/);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.ok(existsSync(join(at.stack.folder, "nda.zip")));
  });

  it("leaves Pulumi with nothing to do", async () => {
    const { code, output } = await at.stack.pulumi("preview", "--expect-no-changes");
    assert.equal(code, 0, output);
  });
});
