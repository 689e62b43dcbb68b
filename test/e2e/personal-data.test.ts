import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureEngine } from "../../tools/engine/ensure-engine.mjs";
import { type Fixture, fixture, nda } from "./fixtures.ts";

const main = new URL("../../dist/cli/main.js", import.meta.url).pathname;
const pack = new URL("../../policy-pack", import.meta.url).pathname;

const phone = { isoCountryCode: "GB", mobileNumber: "7700900123" };
const [partner, company, copy] = nda.recipients;
const contract = {
  ...nda,
  name: "Contract of Pat Example",
  emails: {
    replyTo: "desk@example.com",
    invitation: { body: { message: "Dear Pat Example, please sign." } },
  },
  hasEnvelopeOtps: true,
  recipients: [{ ...partner, ...phone }, { ...company, ...phone, mobileNumber: "7700900456" }, copy],
};

/** Whatever tells who somebody is, or lets it be guessed. */
const people = /Pat Example|Cass Sample|Ari Copy|(pat|cass|archive|desk)@example|7700900|Dear Pat/i;

/** Debug messages of Pulumi's own SDK show every secret. */
const withoutDebug = (events: string): string =>
  events
    .split("\n")
    .filter((line) => !line.includes('"severity":"debug"'))
    .join("\n");

describe("personal data as a secret, on the real CLI", function () {
  this.timeout(180_000);
  let at: Fixture;
  let command: string;
  before(async () => {
    at = await fixture({
      PULUMI_DEBUG_COMMANDS: "true",
      PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true",
    });
    command = (await ensureEngine()).command;
    await at.stack.pulumi("config", "set", "yotisign:personalData", "secret", "--stack", "test");
    at.stack.declare({ nda: contract });
  });
  after(() => at.dispose());

  const yotisign = (...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      const env = { ...process.env, ...at.stack.env, YOTISIGN_PULUMI: command };
      const child = execFile(
        process.execPath,
        [main, ...args],
        { cwd: at.stack.folder, env },
        (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
      );
      child.stdin?.end();
    });
  const exported = async (): Promise<string> =>
    (await at.stack.pulumi("stack", "export", "--stack", "test")).output;
  const events = (): string => withoutDebug(readFileSync(join(at.stack.folder, "events.jsonl"), "utf8"));

  it("is in no preview, no event log and no run", async () => {
    const preview = await at.stack.preview("--diff", "--event-log", "events.jsonl");
    assert.equal(preview.code, 0, preview.output);
    assert.doesNotMatch(preview.output + events(), people);
    const streamed = await at.stack.pulumi("preview", "--json", "--stack", "test");
    assert.match(streamed.output, /resourcePreEvent/);
    assert.doesNotMatch(withoutDebug(streamed.output), people);
    const up = await at.stack.up("--diff", "--skip-preview", "--event-log", "events.jsonl");
    assert.equal(up.code, 0, up.output);
    assert.doesNotMatch(up.output + events(), people);
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
  });

  it("is encrypted in the state, digests included, also after a refresh", async () => {
    assert.doesNotMatch(await exported(), people);
    assert.deepEqual(Object.keys(at.state("nda").outputs.record as object).sort(), [
      "4dabf18193072939515e22adb298388d",
      "ciphertext",
    ]);
    at.emulator.control.sign({ envelopeId: at.id("nda"), email: "pat@example.com" });
    const { code, output } = await at.stack.refresh("--diff");
    assert.equal(code, 0, output);
    assert.doesNotMatch(output + (await exported()), people);
    assert.equal(typeof at.state("nda").outputs.record, "object");
  });

  it("can still be read by status and check, which show nobody", async () => {
    const status = await yotisign("status", "--json");
    assert.equal(status.code, 0, status.stderr);
    const [envelope] = JSON.parse(status.stdout).envelopes;
    assert.deepEqual(
      envelope.recipients.map(({ key, signStatus }: Record<string, unknown>) => [key, signStatus]),
      [
        ["Partner", "SIGNED"],
        ["Company", "UNSIGNED"],
        ["archive", null],
      ],
    );
    const check = await yotisign("check", "--format", "json", "--fail-on", "never");
    assert.equal(check.code, 0, check.stderr);
    const { judgements, summary = {} } = JSON.parse(check.stdout);
    assert.notEqual(judgements?.length ?? Object.keys(summary).length, 0);
    assert.doesNotMatch(status.stdout + check.stdout, people);
  });

  it("is judged by the policy pack as what was sent, which a new rule does not stop", async () => {
    at.stack.write("yotisign.policy.yaml", "extends: none\nrules:\n  name-has-no-personal-data: mandatory\n");
    const { code, output } = await at.stack.up("--policy-pack", pack, "--skip-preview");
    assert.equal(code, 0, output);
    assert.match(output, /\[advisory\]/);
    assert.doesNotMatch(output, people);
  });

  it("edits a name in place, and shows neither the old nor the new one", async () => {
    const [first, second, third] = contract.recipients;
    const edited = { ...contract, recipients: [first, { ...second, name: "Cass Sampler" }, third] };
    at.stack.declare({ nda: edited });
    const { code, output } = await at.stack.up("--diff", "--skip-preview", "--event-log", "events.jsonl");
    assert.equal(code, 0, output);
    assert.equal(at.emulator.control.calls().editRecipient, 1);
    assert.doesNotMatch(output + events() + (await exported()), people);
  });

  it("refuses another content without showing it", async () => {
    at.stack.declare({ nda: { ...contract, name: "Contract of Cass Sample" } });
    const { code, output } = await at.stack.up("--diff");
    assert.notEqual(code, 0);
    assert.match(output, /name.* differ/);
    assert.doesNotMatch(output, people);
  });
});

describe("personal data that becomes a secret, and is none any more", function () {
  this.timeout(180_000);
  let at: Fixture;
  let id: string;
  before(async () => {
    at = await fixture();
    at.stack.declare({ nda: contract });
    await at.stack.up("--skip-preview");
    id = at.id("nda");
    at.mails();
  });
  after(() => at.dispose());

  const exported = async (): Promise<string> =>
    (await at.stack.pulumi("stack", "export", "--stack", "test")).output;
  const requests = (): object => at.emulator.control.calls();

  it("is recorded by an update, which asks the service for nothing", async () => {
    assert.match(await exported(), people);
    const before = requests();
    await at.stack.pulumi("config", "set", "yotisign:personalData", "secret", "--stack", "test");
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    assert.match(output, /1 updated/);
    assert.deepEqual([at.id("nda"), at.mails(), requests()], [id, [], before]);
    assert.doesNotMatch(output + (await exported()), people);
    assert.equal((await at.stack.up("--expect-no-changes", "--skip-preview")).code, 0);
  });

  it("is in the clear again when the setting is taken back, in the same way", async () => {
    const before = requests();
    await at.stack.pulumi("config", "rm", "yotisign:personalData", "--stack", "test");
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual([at.id("nda"), at.mails(), requests()], [id, [], before]);
    assert.equal(typeof at.state("nda").outputs.record, "string");
  });

  it("is withdrawn by destroy like any other", async () => {
    await at.stack.pulumi("config", "set", "yotisign:personalData", "secret", "--stack", "test");
    await at.stack.up("--skip-preview");
    const { code, output } = await at.stack.destroy("--skip-preview", "--diff");
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, people);
    assert.deepEqual(at.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
  });
});
