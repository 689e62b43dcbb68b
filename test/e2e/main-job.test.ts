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
    at.stack.env.YOTI_SIGN_API_KEY = "";
    const { code, output } = await at.stack.preview("--diff");
    at.stack.env.YOTI_SIGN_API_KEY = YOTI_SIGN_API_KEY;
    assert.equal(code, 0, output);
    assert.match(output, /pat@example\.com/);
    assert.deepEqual(at.mails(), []);
  });

  it("sends on up, inviting the first sign group only", async () => {
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
    assert.deepEqual((await at.stack.outputs()).nda, {
      id: at.id("nda"),
      status: "ACTIVE",
      signedDocumentsUrl: null,
    });
  });

  it("takes two calls to send: one to create, one to see it accepted", () => {
    const { create, get } = at.emulator.control.calls();
    assert.deepEqual({ create, get }, { create: 1, get: 1 });
  });

  it("finds nothing to do while nothing changed", async () => {
    const { code, output } = await at.stack.preview("--expect-no-changes");
    assert.equal(code, 0, output);
  });

  it("reads on refresh who has signed, and that the next group is invited", async () => {
    at.emulator.control.sign({ envelopeId: at.id("nda"), email: "pat@example.com" });
    const { code, output } = await at.stack.refresh();
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), ["invitation cass@example.com"]);
    const { recipients } = at.state("nda").outputs;
    assert.deepEqual(
      recipients.map(({ key, signStatus }) => [key, signStatus]),
      [
        ["Partner", "SIGNED"],
        ["Company", "UNSIGNED"],
        ["archive", undefined],
      ],
    );
  });

  it("exports where the signed documents are once everyone has signed", async () => {
    at.emulator.control.signAll(at.id("nda"));
    at.mails();
    await at.stack.refresh();
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    assert.deepEqual((await at.stack.outputs()).nda, {
      id: at.id("nda"),
      status: "COMPLETE",
      signedDocumentsUrl: `${at.emulator.url}/v2/envelopes/${at.id("nda")}/completed-documents`,
    });
  });

  it("touches nothing that is complete on destroy", async () => {
    at.emulator.control.clearCalls();
    const { code, output } = await at.stack.destroy();
    assert.equal(code, 0, output);
    const { archive, delete: deleted } = at.emulator.control.calls();
    assert.deepEqual({ archive, deleted, mails: at.mails() }, { archive: 0, deleted: 0, mails: [] });
    assert.equal(at.emulator.control.envelopes()[0]?.status, "COMPLETE");
  });
});
