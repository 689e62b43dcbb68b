import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import type { WireListedSessionConfig } from "../../schema/generated/wire.ts";
import { YotiSignClient } from "../../sdk/client/index.ts";
import { mail, nda, pdf } from "./fixtures.ts";
import { type StateResource, TestStack } from "./stack.ts";

const program = `const { Envelope, IdvSessionConfig } = require("pulumi-yotisign");
const { config, opts, nda, supersedes } = require("./declared.json");
if (config) {
  const passport = new IdvSessionConfig("passport", config, opts);
  const verification = { idv: { sessionConfigName: passport.name, when: "before_viewing" } };
  const [first, ...others] = nda.recipients;
  const recipients = [{ ...first, authType: "idv", verification }, ...others];
  new Envelope("nda", { ...nda, recipients, ...(supersedes && { supersedes }) });
  exports.passport = { id: passport.id, name: passport.name, isPrivate: passport.isPrivate, status: passport.status };
}
`;

const sessionConfig = { requested_checks: [{ type: "LIVENESS", config: { max_retries: 3 } }] };
const passport = { name: "Passport and selfie", sessionConfig };
const renamed = { ...passport, name: "Passport 2" };

describe("session configurations for identity checks", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let client: YotiSignClient;
  let stack: TestStack;

  before(async () => {
    emulator = await startEmulator();
    client = new YotiSignClient({ baseUrl: emulator.url, apiKey: emulator.apiKey });
    const env = { YOTI_SIGN_BASE_URL: emulator.url, YOTI_SIGN_API_KEY: emulator.apiKey };
    stack = await TestStack.create(env, program);
    stack.write("nda.pdf", await pdf());
  });
  after(async () => {
    stack?.dispose();
    await client.close();
    await emulator.close();
  });

  const declare = (config?: object, more: object = {}): void =>
    stack.declare({ ...(config && { config: { ...config } }), nda, ...more });

  const mails = (): string[] => {
    const sent = emulator.control.outbox().map(mail);
    emulator.control.emptyOutbox();
    return sent;
  };

  /** What the service has beside the prebuilt ones. */
  async function atService(): Promise<WireListedSessionConfig[]> {
    const all = await client.idv.listSessionConfigs({ detailed: true });
    return all.filter(({ is_custom }) => is_custom);
  }

  /** The configuration in Pulumi's state. */
  function inState(): StateResource | undefined {
    const { resources = [] } = JSON.parse(readFileSync(stack.stateFile, "utf8")).checkpoint.latest;
    return (resources as StateResource[]).find(({ type }) => type.endsWith(":IdvSessionConfig"));
  }

  const first = { name: passport.name, is_private: false, is_custom: true, session_config: sessionConfig };
  const withdrawals = ["withdrawal pat@example.com", "withdrawal cass@example.com"];
  const second = { ...first, name: renamed.name };

  it("is previewed with an envelope that uses it, without a key", async () => {
    declare(passport);
    stack.env.YOTI_SIGN_API_KEY = "";
    const { code, output } = await stack.preview();
    stack.env.YOTI_SIGN_API_KEY = emulator.apiKey;
    assert.equal(code, 0, output);
    assert.match(output, /3 to create/);
    assert.deepEqual(new Set(Object.values(emulator.control.calls())), new Set([0]));
  });

  it("is refused in a preview that names place and cure", async () => {
    declare({ ...passport, isPrivate: "yes" });
    const { code, output } = await stack.preview();
    assert.notEqual(code, 0);
    assert.match(output, /isPrivate must be a boolean.*\(nothing was created\)/);
  });

  it("is created before the envelope that uses it is sent", async () => {
    declare(passport);
    const { code, output } = await stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual([await atService(), mails()], [[first], ["invitation pat@example.com"]]);
    const { passport: exported } = await stack.outputs();
    const { name } = passport;
    assert.deepEqual(exported, { id: name, name, isPrivate: false, status: "LISTED" });
    const { __provider, ...kept } = inState()?.outputs ?? assert.fail();
    assert.deepEqual(Object.keys(kept).toSorted(), ["isPrivate", "name", "record", "status"]);
    assert.equal(__provider, 'exports.handler=()=>require("pulumi-yotisign/provider").idvSessionConfig;');
  });

  it("needs nothing done while the program is the same", async () => {
    emulator.control.clearCalls();
    for (const run of [await stack.up("--expect-no-changes"), await stack.refresh("--expect-no-changes")])
      assert.equal(run.code, 0, run.output);
    const { createIdvSessionConfig, create } = emulator.control.calls();
    assert.deepEqual([createIdvSessionConfig, create, mails()], [0, 0, []]);
  });

  it("is refused with other content under its name, and stays as it is", async () => {
    declare({ ...passport, sessionConfig: { requested_checks: [] } });
    for (const run of [await stack.preview(), await stack.up("--skip-preview")]) {
      assert.notEqual(run.code, 0);
      assert.match(run.output, /sessionConfig differs from what .* has.*Give it another name/s);
    }
    assert.deepEqual([await atService(), mails()], [[first], []]);
  });

  it("keeps a sent envelope to the name it was sent with, which a preview says", async () => {
    declare(renamed);
    const { code, output } = await stack.preview();
    assert.notEqual(code, 0, output);
    assert.match(output, /supersedes: "/);
    assert.deepEqual([await atService(), mails()], [[first], []]);
  });

  it("is created anew under another name; the old one stays, which is said", async () => {
    declare(renamed, { supersedes: stack.envelopes().nda?.id });
    const { code, output } = await stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.match(output, /warning: Session configuration "Passport and selfie" stays at http/);
    assert.deepEqual([await atService(), inState()?.id], [[first, second], renamed.name]);
    assert.deepEqual(mails(), [...withdrawals, "invitation pat@example.com"]);
    declare(renamed);
    const again = await stack.up("--expect-no-changes");
    assert.equal(again.code, 0, again.output);
  });

  it("cannot be imported, and says that it need not be", async () => {
    declare(renamed, { opts: { import: renamed.name } });
    const { output } = await stack.preview();
    assert.match(output, /the import option cannot work here.*taken over/);
  });

  it("leaves both at the service when the stack is destroyed, and says so", async () => {
    const { code, output } = await stack.destroy();
    assert.equal(code, 0, output);
    assert.match(output, /warning: Session configuration "Passport 2" stays at http/);
    assert.deepEqual(await atService(), [first, second]);
    assert.deepEqual([inState(), mails()], [undefined, withdrawals]);
  });

  it("is taken over when declared again; once missing, it is created again only by a replacement", async () => {
    declare(passport);
    const target = "urn:pulumi:test::signing::pulumi-nodejs:dynamic/yotisign:IdvSessionConfig::passport";
    const taken = await stack.up("--skip-preview", "--target", target);
    assert.equal(taken.code, 0, taken.output);
    assert.match(taken.output, /taken over, nothing was created/);
    assert.deepEqual(await atService(), [first, second]);
    emulator.control.reset();
    await stack.refresh();
    const up = await stack.up("--skip-preview", "--target", target);
    assert.match(up.output, /no longer lists it/);
    assert.deepEqual([await atService(), inState()?.outputs.status], [[], "MISSING"]);
    const replaced = await stack.up("--skip-preview", "--target-replace", target);
    assert.equal(replaced.code, 0, replaced.output);
    assert.deepEqual([await atService(), inState()?.outputs.status, mails()], [[first], "LISTED", []]);
  });
});
