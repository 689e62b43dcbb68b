import assert from "node:assert/strict";
import { unknownValue } from "../../../schema/unknown.ts";
import { failureOf } from "./failure-of.ts";
import { type Declared, withRecipient } from "./sample-envelope.ts";
import { noEffects, World } from "./world.ts";

const rule = "signer-has-signature-tag";

describe("a stack with a policy", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
    policy({ [rule]: "mandatory" });
  });
  afterEach(() => world.stop());

  function policy(rules: object, rest: object = {}): void {
    // JSON is YAML too.
    const text = JSON.stringify({ extends: "none", rules, ...rest });
    world.config["yotisign:policy"] = world.write("yotisign.policy.yaml", text);
  }

  const text = { type: "text_field", pageNumber: 1, x: 0.1, y: 0.8, width: 0.2 } as const;
  const unsigned = (): Declared => withRecipient(world.nda(), "Partner", { tags: [text] });
  const warnings = (): string[] =>
    world.shown.filter(({ severity }) => severity === "warning").map(({ message }) => message);

  it("refuses what a mandatory rule objects to, with place, rule and cure, and sends nothing", async () => {
    const { message } = await failureOf(world.stack.up({ nda: unsigned() }));
    assert.match(
      message,
      /recipients\[0\]\.tags has no signature tag \(policy signer-has-signature-tag\)\. Give the signer a tag/,
    );
    assert.deepEqual([world.statuses(), world.mails()], [[], []]);
  });

  it("sends what it takes", async () => {
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual([warnings(), world.statuses()], [[], ["ACTIVE"]]);
  });

  it("shows what an advisory rule objects to, and sends it", async () => {
    policy({ [rule]: "advisory" });
    await world.stack.up({ nda: unsigned() });
    assert.deepEqual(
      [warnings(), world.statuses()],
      [[`policy ${rule} (advisory): recipients[0].tags has no signature tag`], ["ACTIVE"]],
    );
  });

  it("shows what is waived, with who answers for it and until when", async () => {
    const waiver = { rule, resource: "nda", reason: "signs on paper", owner: "legal", expires: "2026-06-30" };
    policy({ [rule]: "mandatory" }, { waivers: [waiver] });
    await world.stack.up({ nda: unsigned() });
    assert.match(warnings().join(), /waived until 2026-06-30 \(legal: signs on paper\)$/);
  });

  it("judges once more right before it is sent: what was changed after the check gets no further", async () => {
    const { inputs } = await world.check(world.nda());
    const changed = withRecipient(inputs, "Partner", { tags: [text] });
    const { name } = await failureOf(world.provider().create(changed as never));
    assert.equal(name, "ValidationError");
    assert.deepEqual(world.statuses(), []);
  });

  it("waits for what is not known yet, and says so", async () => {
    const { complaints } = await world.check(
      withRecipient(world.nda(), "Partner", { tags: unknownValue as never }),
    );
    assert.deepEqual(
      [complaints, warnings()],
      [[], [`policy ${rule} (mandatory): could not be judged, a value is not known yet`]],
    );
  });

  it("does not stop a run for an envelope that was sent before the rule came, and says so", async () => {
    delete world.config["yotisign:policy"];
    await world.stack.up({ nda: unsigned() });
    policy({ [rule]: "mandatory" });
    assert.deepEqual(await world.stack.up({ nda: unsigned() }), ["same"]);
    assert.deepEqual(warnings(), [`policy ${rule} (mandatory): recipients[0].tags has no signature tag`]);
  });

  describe("with a mandatory rule that fails", () => {
    const own = `export default [{ name: "own-throws", scope: "envelope", title: "It holds.", description: "It holds.",
      severity: "high", fix: "Mend it.", defaultLevel: "mandatory", judges: "sending", check() { throw new Error("no"); } }];`;
    beforeEach(async () => {
      delete world.config["yotisign:policy"];
      await world.stack.up({ nda: world.nda() });
      world.mails();
      world.effects();
      world.write("rules.mjs", own);
      policy({}, { ownRules: ["./rules.mjs"] });
    });

    it("withdraws nothing for an envelope that could not be sent then", async () => {
      const supersedes = world.stack.state().envelopeId;
      await failureOf(world.stack.up({ nda: world.nda({ supersedes }) }));
      assert.deepEqual([world.mails(), world.effects(), world.statuses()], [[], noEffects, ["ACTIVE"]]);
    });

    it("invites nobody else either", async () => {
      const edited = withRecipient(world.nda(), "Partner", { email: "paula@example.com" });
      await failureOf(world.stack.up({ nda: edited }));
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });
  });

  it("judges an edit of a person once more right before it is made", async () => {
    await world.stack.up({ nda: world.nda() });
    world.mails();
    policy({ "email-domain-is-allowed": { level: "mandatory", allow: ["example.com"] } });
    const { inputs, outputs, id } = world.stack.resources.get("nda") ?? assert.fail();
    const edited = withRecipient(inputs, "Partner", { email: "paula@example.net" });
    await failureOf(world.provider().update(id, outputs, edited as never));
    assert.deepEqual(world.mails(), []);
  });

  it("sends nothing when the policy cannot be read", async () => {
    world.config["yotisign:policy"] = "no-such-policy.yaml";
    const { name, message } = await failureOf(world.stack.up({ nda: world.nda() }));
    assert.equal(name, "PolicyError");
    assert.match(message, /no-such-policy\.yaml cannot be used/);
    assert.deepEqual(world.statuses(), []);
  });
});
