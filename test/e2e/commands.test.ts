import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { unzipSync } from "fflate";
import { ensureEngine } from "../../tools/engine/ensure-engine.mjs";
import { type Fixture, fixture, nda } from "./fixtures.ts";

const main = new URL("../../dist/cli/main.js", import.meta.url).pathname;
const day = 86_400;

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built command in the stack's folder, as its user would. */
async function yotisign({ stack }: Fixture, ...args: string[]): Promise<Ended> {
  const { command } = await ensureEngine();
  return run(
    process.execPath,
    { ...process.env, ...stack.env, YOTISIGN_PULUMI: command },
    stack.folder,
    ...args,
  );
}

function run(node: string, env: NodeJS.ProcessEnv, cwd: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(node, [main, ...args], { cwd, env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

const signers = nda.recipients.slice(0, 2);
/** An envelope whose links outlive the tests, by any clock. */
const patient = { ...nda, recipients: signers.map((signer) => ({ ...signer, activeForSeconds: 30 * day })) };
/** One whose links live two days, as they do by default. */
const hasty = { ...nda, name: "Short notice", recipients: signers };

describe("yotisign beside a stack", function () {
  this.timeout(120_000);
  let at: Fixture;
  const stateFile = (): string => readFileSync(at.stack.stateFile, "utf8");
  const key = (recipient: { key: string }): string => recipient.key;

  /** What status says about one envelope. */
  async function status(resource: string, ...args: string[]) {
    const { code, stdout, stderr } = await yotisign(at, "status", "--stack", "test", "--json", ...args);
    assert.equal(stderr, "");
    const { envelopes, ...stack } = JSON.parse(stdout);
    const { recipients, ...envelope } = envelopes.find(
      (one: { resource: string }) => one.resource === resource,
    );
    return { code, stack, envelope, recipients, waitedFor: recipients.filter(waited).map(key) };
  }
  const waited = ({ waitedFor }: { waitedFor: boolean }): boolean => waitedFor;

  before(async () => {
    at = await fixture();
  });
  after(() => at.dispose());

  it("finds a stack fit for use before anything was sent", async () => {
    const { code, stdout, stderr } = await yotisign(at, "doctor", "--json");
    const { checks } = JSON.parse(stdout) as { checks: { check: string; verdict: string; found: string }[] };
    assert.deepEqual(
      checks.filter(({ verdict }) => verdict !== "ok"),
      [],
    );
    assert.match(checks.at(-1)?.found ?? "", /^None yet: the first envelope will start it/);
    assert.deepEqual([code, stderr], [0, ""]);
  });

  it("has nothing to say about a stack without envelopes", async () => {
    const { code, stdout } = await yotisign(at, "status");
    assert.match(stdout, /^This stack: no envelopes\./);
    assert.equal(code, 0);
  });

  it("says who is waited for when nobody has signed", async () => {
    at.stack.declare({ nda: patient });
    const up = await at.stack.up("--skip-preview");
    assert.equal(up.code, 0, up.output);
    const { code, envelope, waitedFor } = await status("nda");
    assert.deepEqual(
      [envelope.status, envelope.signatures, envelope.signGroup, waitedFor],
      ["ACTIVE", { given: 0, needed: 2 }, 1, ["Partner"]],
    );
    assert.deepEqual([code, envelope.concerns], [0, []]);
  });

  it("goes by the state without a key, and says so", async () => {
    at.emulator.control.sign({ envelopeId: at.id("nda"), email: "pat@example.com" });
    const { YOTI_SIGN_API_KEY } = at.stack.env;
    at.stack.env.YOTI_SIGN_API_KEY = "";
    const { code, stack, envelope, waitedFor } = await status("nda");
    at.stack.env.YOTI_SIGN_API_KEY = YOTI_SIGN_API_KEY;
    assert.deepEqual(
      [stack.source, stack.host, envelope.source, waitedFor],
      ["state", null, "state", ["Partner"]],
    );
    assert.match(stack.notAsked, /^there is no API key\. Set YOTI_SIGN_API_KEY/);
    assert.equal(stack.asOf, JSON.parse(stateFile()).checkpoint.latest.manifest.time);
    assert.equal(code, 0);
  });

  it("says who is waited for when one has signed, without touching Pulumi's state or anybody's inbox", async () => {
    const before = stateFile();
    at.mails();
    const { code, stack, envelope, waitedFor } = await status("nda");
    assert.deepEqual([stack.source, stack.host], ["service", at.emulator.url]);
    assert.deepEqual(
      [envelope.signatures, envelope.signGroup, waitedFor],
      [{ given: 1, needed: 2 }, 2, ["Company"]],
    );
    assert.equal(code, 0);
    assert.equal(stateFile(), before);
    assert.deepEqual(at.mails(), []);
  });

  it("prints lines of at most 80 characters, and no names unless asked", async () => {
    const { stdout: without } = await yotisign(at, "status");
    assert.match(without, /^nda {2}ACTIVE {2}1 of 2 signed, group 2 of 2 to sign$/m);
    for (const line of without.split("\n")) assert.ok(line.length <= 80, line);
    assert.doesNotMatch(without, /Cass|example\.com/);
    const { stdout: named } = await yotisign(at, "status", "--people");
    assert.match(named, /waits for Company \(Cass Sample, cass@example\.com\)/);
  });

  it("asks with the key in the stack's config where the environment has none", async () => {
    const { YOTI_SIGN_API_KEY = "", YOTI_SIGN_BASE_URL = "" } = at.stack.env;
    await at.stack.pulumi("config", "set", "--secret", "yotisign:apiKey", YOTI_SIGN_API_KEY);
    await at.stack.pulumi("config", "set", "yotisign:environment", YOTI_SIGN_BASE_URL);
    Object.assign(at.stack.env, { YOTI_SIGN_API_KEY: "", YOTI_SIGN_BASE_URL: "" });
    const { code, stack } = await status("nda");
    const doctor = await yotisign(at, "doctor");
    Object.assign(at.stack.env, { YOTI_SIGN_API_KEY, YOTI_SIGN_BASE_URL });
    await at.stack.pulumi("config", "rm", "yotisign:apiKey");
    assert.deepEqual([code, stack.source], [0, "service"]);
    assert.equal(doctor.code, 0, doctor.stdout);
    assert.match(doctor.stdout, /key +ok +Fingerprint \S+, by yotisign:apiKey\n/);
    assert.ok(!doctor.stdout.includes(YOTI_SIGN_API_KEY));
  });

  it("reports an e-mail that bounced", async () => {
    at.emulator.control.bounce({ envelopeId: at.id("nda"), email: "cass@example.com" });
    const { code, envelope } = await status("nda");
    assert.deepEqual(
      [code, envelope.concerns.map(({ reason, recipient }: Record<string, string>) => [reason, recipient])],
      [1, [["email-failed", "Company"]]],
    );
  });

  it("saves the completed documents once everyone has signed, and reports nothing any more", async () => {
    const early = await yotisign(at, "download", at.id("nda"));
    assert.equal(early.code, 1, early.stderr);
    at.emulator.control.signAll(at.id("nda"));
    const { code, envelope } = await status("nda");
    assert.deepEqual([code, envelope.status, envelope.concerns], [0, "COMPLETE", []]);
    const { code: saved, stdout } = await yotisign(at, "download", at.id("nda"), "--out", "pack.zip");
    const pack = readFileSync(join(at.stack.folder, "pack.zip"));
    assert.equal(saved, 0);
    assert.ok(stdout.includes(createHash("sha256").update(pack).digest("hex")), stdout);
    assert.ok(Object.keys(unzipSync(pack)).includes("nda.pdf"));
  });

  it("reports a link that has expired", async () => {
    at.stack.declare({ nda: patient, hasty });
    const up = await at.stack.up("--skip-preview");
    assert.equal(up.code, 0, up.output);
    at.emulator.control.advance(3 * day);
    const { code, envelope, recipients } = await status("hasty");
    assert.deepEqual(
      [code, envelope.concerns.map(({ reason, recipient }: Record<string, string>) => [reason, recipient])],
      [1, [["link-expired", "Partner"]]],
    );
    assert.deepEqual([recipients[0].linkExpired, recipients[1].linkExpired], [true, false]);
  });

  it("counts what the journal has of it", async () => {
    const { stdout } = await yotisign(at, "doctor", "--offline");
    assert.match(stdout, /\.sqlite:\s+2 envelopes sent and not ended, none in doubt\.\n$/);
  });

  it("reads the statuses of recipients whose names are secrets, and keeps the names to itself", async () => {
    const index = readFileSync(join(at.stack.folder, "index.js"), "utf8");
    at.stack.write(
      "index.js",
      `const { secret } = require("@pulumi/pulumi");
const { Envelope } = require("pulumi-yotisign");
const { hidden: args } = require("./declared.json");
const recipients = args.recipients.map((one) => ({ ...one, name: secret(one.name), email: secret(one.email) }));
new Envelope("hidden", { ...args, recipients });
`,
    );
    at.stack.declare({ hidden: { ...patient, name: "Hidden NDA", onDelete: "retain" } });
    const up = await at.stack.up("--skip-preview", "--target", "**::hidden");
    at.stack.write("index.js", index);
    assert.equal(up.code, 0, up.output);
    assert.match(JSON.stringify(at.state("hidden").outputs.recipients), /ciphertext/);
    const { waitedFor } = await status("hidden");
    const { stdout } = await yotisign(at, "status");
    assert.deepEqual(waitedFor, ["Partner"]);
    assert.doesNotMatch(stdout, /example\.com|Example|Sample/);
  });

  it("says what is wrong in a sentence, and exits with 2", async () => {
    const { code, stdout, stderr } = await yotisign(at, "status", "--stack", "nowhere");
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /^yotisign: `pulumi [a-z -]+` failed: no stack named 'nowhere' found\n$/);
  });

  it("says which Node.js it needs when it is started by an older one", async function () {
    const older = olderNode();
    if (!older) {
      console.warn("skipped: there is no Node.js older than 24 on PATH to try it with");
      return this.skip();
    }
    const { code, stdout, stderr } = await run(older, process.env, process.cwd(), "doctor");
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /^yotisign: it needs Node\.js 24 or newer, and this is [\d.]+ \(.*\)\. .*\n$/);
  });
});

/** A Node.js on PATH that is too old for this project, but not for what says so. */
function olderNode(): string | undefined {
  const found = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "node"));
  return found.filter(existsSync).find((node) => {
    const major = Number.parseInt(execFileSync(node, ["--version"], { encoding: "utf8" }).slice(1), 10);
    return major >= 20 && major < 24;
  });
}
