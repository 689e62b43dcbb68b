import assert from "node:assert/strict";
import { type Fixture, fixture, nda } from "./fixtures.ts";

/** Nobody signs: the first signer has a text field only. */
const unsigned = {
  ...nda,
  recipients: nda.recipients.map((recipient) =>
    recipient.role === "Partner"
      ? { ...recipient, tags: [{ type: "text_field", pageNumber: 1, x: 0.1, y: 0.8, width: 0.2 }] }
      : recipient,
  ),
};

describe("a policy in the provider, on the real CLI", function () {
  this.timeout(180_000);
  let at: Fixture;
  before(async () => {
    at = await fixture();
    at.stack.write("yotisign.policy.yaml", "extends: none\nrules:\n  signer-has-signature-tag: mandatory\n");
    const set = await at.stack.pulumi(
      "config",
      "set",
      "yotisign:policy",
      "yotisign.policy.yaml",
      "--stack",
      "test",
    );
    assert.equal(set.code, 0, set.output);
  });
  after(() => at.dispose());

  it("stops the preview, without a key, and says rule, place and cure", async () => {
    at.stack.declare({ good: nda, bad: unsigned });
    const { YOTI_SIGN_API_KEY: key } = at.stack.env;
    at.stack.env.YOTI_SIGN_API_KEY = "";
    const { code, output } = await at.stack.preview();
    at.stack.env.YOTI_SIGN_API_KEY = key;
    assert.notEqual(code, 0);
    assert.match(output, /recipients\[0\]\.tags has no signature tag \(policy signer-has-signature-tag\)/);
    assert.doesNotMatch(output, /@example\.com/);
  });

  it("sends nothing at all where the preview fails", async () => {
    const { code } = await at.stack.up();
    assert.notEqual(code, 0);
    assert.deepEqual([at.mails(), at.emulator.control.calls().create], [[], 0]);
  });

  it("never sends the failing envelope, also without a preview", async () => {
    const { code } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.deepEqual(
      at.emulator.control.envelopes().filter(({ options }) => options.name !== nda.name),
      [],
    );
    assert.ok(!("bad" in at.stack.envelopes()));
  });

  it("shows advisory findings as warnings on the resource, and sends", async () => {
    at.stack.write("yotisign.policy.yaml", "extends: none\nrules:\n  signer-has-signature-tag: advisory\n");
    at.stack.declare({ good: nda, bad: unsigned });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.match(
      output,
      /warning: policy signer-has-signature-tag \(advisory\): recipients\[0\]\.tags has no signature tag/,
    );
    assert.ok("bad" in at.stack.envelopes());
  });

  it("stops everything when the policy file is not there", async () => {
    at.stack.remove("yotisign.policy.yaml");
    at.stack.declare({ other: nda });
    at.mails();
    const { code } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.deepEqual(at.mails(), []);
  });
});
