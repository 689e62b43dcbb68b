import assert from "node:assert/strict";
import { type Fixture, fixture, nda } from "./fixtures.ts";

const accounts = { "sales-key": "sales@example.com", "legal-key": "legal@example.com" };

describe("several accounts in one stack, on the real CLI", function () {
  this.timeout(180_000);
  let at: Fixture;
  before(async () => {
    at = await fixture({}, { accounts });
    at.stack.declare({ offer: nda, contract: { ...nda, account: "legal" } });
  });
  after(() => at.dispose());

  const senders = () => at.emulator.control.envelopes().map(({ account, status }) => `${account} ${status}`);

  it("need no key of any account for a preview", async () => {
    const { code, output } = await at.stack.preview();
    assert.equal(code, 0, output);
  });

  it("send nothing as an account whose key is not there, and say how to set it", async () => {
    const { code, output } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(
      output,
      /no API key of the account "legal". Set YOTI_SIGN_API_KEY_LEGAL, or run .*yotisign:apiKeys/,
    );
    assert.deepEqual(senders(), ["sales@example.com ACTIVE"]);
  });

  it("take a key from an object of secrets in the stack's config", async () => {
    const path = 'yotisign:apiKeys["legal"]';
    const set = ["config", "set", "--secret", "--path", path, "legal-key", "--stack", "test"];
    assert.equal((await at.stack.pulumi(...set)).code, 0);
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(senders(), ["sales@example.com ACTIVE", "legal@example.com ACTIVE"]);
    assert.doesNotMatch(output + JSON.stringify(at.stack.envelopes()), /legal-key/);
  });

  it("refresh and withdraw each envelope as its own account", async () => {
    const refreshed = await at.stack.refresh();
    assert.equal(refreshed.code, 0, refreshed.output);
    const { code, output } = await at.stack.destroy();
    assert.equal(code, 0, output);
    assert.deepEqual(senders(), ["sales@example.com ARCHIVED", "legal@example.com ARCHIVED"]);
  });
});
