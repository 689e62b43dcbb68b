import assert from "node:assert/strict";
import { encode } from "fast-png";
import { type Fixture, fixture, nda } from "./fixtures.ts";

const lease = {
  embedded: true,
  name: "Lease",
  documents: ["nda.pdf"],
  recipients: nda.recipients,
  branding: { logo: "logo.png", primaryColor: "#2d9fff" },
  parentRedirectUrls: { success: "https://example.com/done", failure: "https://example.com/failed" },
};

describe("an embedded envelope on the real CLI", function () {
  this.timeout(120_000);
  let at: Fixture;
  before(async () => {
    at = await fixture();
    at.stack.write("logo.png", encode({ width: 1, height: 1, data: new Uint8Array(3), channels: 3 }));
    at.stack.declare({ lease });
  });
  after(() => at.dispose());

  const url = async (): Promise<string> => {
    const file = await at.stack.pulumi("stack", "export", "--show-secrets", "--stack", "test");
    return /\/embedded\/sign\/[0-9a-f-]{36}/.exec(file.output)?.[0] ?? "";
  };

  it("is planned without a key and without the service", async () => {
    const { YOTI_SIGN_API_KEY: key, ...env } = at.stack.env;
    at.stack.env.YOTI_SIGN_API_KEY = "";
    const { code, output } = await at.stack.preview("--diff");
    Object.assign(at.stack.env, env, { YOTI_SIGN_API_KEY: key });
    assert.equal(code, 0, output);
    assert.match(output, /yotisign:EmbeddedEnvelope/);
    assert.deepEqual(at.mails(), []);
  });

  it("is sent once, e-mails nobody, and keeps its links encrypted", async () => {
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.doesNotMatch(output + JSON.stringify(at.state("lease")), /\/embedded\/sign\//);
    assert.deepEqual([at.emulator.control.calls().createEmbedded, at.mails()], [1, []]);
    assert.notEqual(await url(), "");
  });

  it("has nothing to do afterwards, and keeps its links", async () => {
    const before = await url();
    const { code, output } = await at.stack.up("--expect-no-changes");
    assert.equal(code, 0, output);
    const refreshed = await at.stack.refresh("--expect-no-changes");
    assert.equal(refreshed.code, 0, refreshed.output);
    assert.equal(await url(), before);
    assert.doesNotMatch(JSON.stringify(at.state("lease")), /\/embedded\/sign\//);
  });

  it("keeps its links secret and the same when somebody signed and when a person is edited", async () => {
    const before = await url();
    at.emulator.control.sign({ envelopeId: at.id("lease"), email: "pat@example.com" });
    const [partner, company, copy] = lease.recipients;
    at.stack.declare({
      lease: { ...lease, recipients: [partner, { ...company, name: "Cass Other" }, copy] },
    });
    const { code, output } = await at.stack.up("--refresh", "--skip-preview");
    assert.equal(code, 0, output);
    assert.equal(at.emulator.control.calls().editRecipient, 1);
    assert.equal(await url(), before);
    assert.doesNotMatch(output + JSON.stringify(at.state("lease")), /\/embedded\/sign\//);
  });

  it("is refused another content", async () => {
    at.stack.declare({ lease: { ...lease, name: "Another lease" } });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /name.* differs? from what was sent/);
  });
});
