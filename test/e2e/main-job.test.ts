import assert from "node:assert/strict";
import { type Fixture, fixture, nda } from "./fixtures.ts";

describe("the main job, through the real Pulumi CLI", function () {
  this.timeout(120_000);
  let at: Fixture;
  before(async () => {
    at = await fixture();
  });
  after(() => at.dispose());

  it("shows what it will send without a key, and sends nothing", async () => {
    at.stack.declare({ nda });
    const { YOTI_SIGN_API_KEY } = at.stack.env;
    at.stack.env["YOTI_SIGN_API_KEY"] = "";
    const { code, output } = await at.stack.preview("--diff");
    at.stack.env["YOTI_SIGN_API_KEY"] = YOTI_SIGN_API_KEY;
    assert.equal(code, 0, output);
    assert.match(output, /pat@example\.com/);
    assert.deepEqual(at.mails(), []);
  });

  it("sends on up, inviting the first sign group only", async () => {
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
    assert.equal(at.stack.envelopes()["nda"]?.outputs.status, "ACTIVE");
  });

  it("finds nothing to do while nothing changed", async () => {
    const { code, output } = await at.stack.preview("--expect-no-changes");
    assert.equal(code, 0, output);
  });
});
