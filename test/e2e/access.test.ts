import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { startEmulator } from "../../emulator/index.ts";
import { type Fixture, fixture, nda } from "./fixtures.ts";

describe("keys and hosts", function () {
  this.timeout(120_000);
  let at: Fixture;
  let state: string;
  const latest = (): unknown =>
    JSON.parse(readFileSync(at.stack.stateFile, "utf8")).checkpoint.latest.resources;
  before(async () => {
    at = await fixture({}, { accounts: { "first-key": "one@example.com", "second-key": "two@example.com" } });
  });
  after(() => at.dispose());

  it("sends nothing with a wrong key, and says which variable holds it", async () => {
    at.stack.declare({ nda });
    at.stack.env.YOTI_SIGN_API_KEY = "wrong-key";
    const { code, output } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /401/);
    assert.match(output, /YOTI_SIGN_API_KEY/);
    assert.doesNotMatch(output, /wrong-key/);
    assert.deepEqual(at.mails(), []);
  });

  it("sends nothing without a key or a service, and says what to set", async () => {
    at.stack.env.YOTI_SIGN_API_KEY = "";
    const keyless = await at.stack.up("--skip-preview");
    assert.match(keyless.output, /No API key is given/);
    at.stack.env.YOTI_SIGN_API_KEY = "first-key";
    at.stack.env.YOTI_SIGN_BASE_URL = "";
    const homeless = await at.stack.up("--skip-preview");
    assert.match(homeless.output, /No service is chosen/);
    at.stack.env.YOTI_SIGN_BASE_URL = at.emulator.url;
    assert.deepEqual(at.mails(), []);
  });

  it("sends with the right key, which is then nowhere in state, journal or output", async () => {
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    state = JSON.stringify(latest());
    assert.doesNotMatch(output + state, /first-key/);
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
  });

  for (const [what, run] of [
    ["refresh", () => at.stack.refresh()],
    ["destroy", () => at.stack.destroy()],
  ] as const)
    it(`keeps the state on ${what} with another account's key, and says so`, async () => {
      at.stack.env.YOTI_SIGN_API_KEY = "second-key";
      const { code, output } = await run();
      at.stack.env.YOTI_SIGN_API_KEY = "first-key";
      assert.notEqual(code, 0);
      assert.match(output, /use a key of the account that sent it/);
      assert.deepEqual([JSON.stringify(latest()), at.mails()], [state, []]);
    });

  for (const [what, run] of [
    ["refresh", () => at.stack.refresh()],
    ["destroy", () => at.stack.destroy()],
  ] as const)
    it(`keeps the state on ${what} against another host, and says which one it was sent to`, async () => {
      const other = await startEmulator({ accounts: { "first-key": "one@example.com" } });
      at.stack.env.YOTI_SIGN_BASE_URL = other.url;
      const { code, output } = await run();
      at.stack.env.YOTI_SIGN_BASE_URL = at.emulator.url;
      await other.close();
      assert.notEqual(code, 0);
      assert.match(output, new RegExp(`was sent to ${at.emulator.url}`));
      assert.deepEqual([JSON.stringify(latest()), at.mails()], [state, []]);
    });

  it("takes key and service from the stack's config where the environment has none", async () => {
    at.stack.env.YOTI_SIGN_API_KEY = "";
    at.stack.env.YOTI_SIGN_BASE_URL = "";
    await at.stack.pulumi("config", "set", "--secret", "yotisign:apiKey", "first-key");
    await at.stack.pulumi("config", "set", "yotisign:environment", at.emulator.url);
    at.stack.declare({ nda, second: { ...nda, name: "Second" } });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
    assert.doesNotMatch(readFileSync(at.stack.stateFile, "utf8"), /first-key/);
  });
});
