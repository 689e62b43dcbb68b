import assert from "node:assert/strict";
import { type Fixture, fixture, nda } from "./fixtures.ts";
import type { Run } from "./stack.ts";

const pack = new URL("../../policy-pack", import.meta.url).pathname;

/** Nobody signs: the first signer has a text field only. */
const unsigned = {
  ...nda,
  name: "Unsigned NDA",
  recipients: nda.recipients.map((recipient) =>
    recipient.role === "Partner"
      ? { ...recipient, tags: [{ type: "text_field", pageNumber: 1, x: 0.1, y: 0.8, width: 0.2 }] }
      : recipient,
  ),
};

const invitations = ["invitation pat@example.com"];

describe("the policy pack, on the real CLI", function () {
  this.timeout(180_000);
  let at: Fixture;
  const policy = (text: string): string => at.stack.write("yotisign.policy.yaml", text);
  const up = (...args: string[]): Promise<Run> => at.stack.up("--policy-pack", pack, ...args);
  const config = (content: object): string => at.stack.write("pack.json", JSON.stringify(content));
  const sentNames = (): string[] => at.emulator.control.envelopes().map(({ options }) => options.name);

  beforeEach(async () => {
    at = await fixture();
  });
  afterEach(() => at.dispose());

  it("sends nothing at all where one envelope fails a mandatory rule, and says rule, place and cure", async () => {
    policy("extends: none\nrules:\n  signer-has-signature-tag: mandatory\n");
    at.stack.declare({ good: nda, bad: unsigned });
    const { code, output } = await up();
    assert.notEqual(code, 0);
    assert.match(output, /\[mandatory\] \[severity: \w+\] +signer-has-signature-tag/);
    assert.match(output, /recipients\[0\]\.tags has no signature tag\. Give the signer/);
    assert.doesNotMatch(output, /@example\.com/);
    assert.deepEqual([at.mails(), at.emulator.control.calls().create], [[], 0]);
  });

  it("never sends the failing envelope, also without a preview", async () => {
    policy("extends: none\nrules:\n  signer-has-signature-tag: mandatory\n");
    at.stack.declare({ bad: unsigned });
    const { code } = await up("--skip-preview");
    assert.notEqual(code, 0);
    assert.deepEqual([at.mails(), sentNames()], [[], []]);
  });

  it("shows what is advisory, also where only an override for the resource says so, and sends", async () => {
    policy(
      "extends: none\nrules:\n  signer-has-signature-tag: mandatory\noverrides:\n  - resource: b*\n    rules: { signer-has-signature-tag: advisory }\n",
    );
    at.stack.declare({ bad: unsigned });
    const { code, output } = await up();
    assert.equal(code, 0, output);
    assert.match(output, /\[advisory\] \[severity: \w+\] +signer-has-signature-tag/);
    assert.deepEqual(at.mails(), invitations);
  });

  it("mends where the level is remediate, keeps what Pulumi needs, and what was mended is what is sent", async () => {
    policy("extends: none\nrules:\n  link-life-is-chosen: { level: remediate, days: 7 }\n");
    at.stack.write("other/yotisign.policy.yaml", "extends: none\n");
    at.stack.declare({ nda });
    const { code, output } = await up();
    assert.equal(code, 0, output);
    assert.match(output, /\[remediate\].*link-life-is-chosen/);
    assert.deepEqual(
      at.state("nda").outputs.recipients.map(({ activeForSeconds }) => activeForSeconds),
      [7 * 86_400, 7 * 86_400, undefined],
    );
    assert.deepEqual(at.mails(), invitations);
    const again = await up();
    assert.equal(again.code, 0, again.output);
    const destroyed = await at.stack.destroy();
    assert.equal(destroyed.code, 0, destroyed.output);
    assert.deepEqual(at.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
  });

  it("lets be what is waived, and says by whom and how long", async () => {
    policy(
      "extends: none\nrules:\n  signer-has-signature-tag: mandatory\nwaivers:\n  - { rule: signer-has-signature-tag, resource: bad, reason: text only, owner: legal, expires: 2099-12-31 }\n",
    );
    at.stack.declare({ bad: unsigned });
    const { code, output } = await up();
    assert.equal(code, 0, output);
    assert.match(output, /waived until 2099-12-31 \(legal: text only\)/);
    assert.deepEqual(at.mails(), invitations);
  });

  it("does not stop a run for an envelope that was sent before the rule was there", async () => {
    policy("extends: none\n");
    at.stack.declare({ bad: unsigned });
    assert.equal((await up()).code, 0);
    policy("extends: none\nrules:\n  signer-has-signature-tag: mandatory\n");
    at.mails();
    const { code, output } = await up();
    assert.equal(code, 0, output);
    assert.match(output, /\[advisory\] \[severity: \w+\] +signer-has-signature-tag/);
    assert.deepEqual(at.mails(), []);
  });

  it("judges by rules of one's own, about envelopes and about the stack, under their names", async () => {
    policy("extends: none\nownRules: [rules.mjs]\n");
    at.stack.write(
      "rules.mjs",
      `const about = { title: "Few are sent.", description: "Few.", severity: "low", defaultLevel: "mandatory", judges: "sending", fix: "Send fewer." };
export const few = { ...about, scope: "stack", name: "few-envelopes", check: (subjects) => subjects.length > 1 ? [{ resource: "", path: [], message: subjects.length + " envelopes" }] : [] };
export const named = { ...about, scope: "envelope", name: "name-is-short", defaultLevel: "advisory", check: ({ envelope }) => envelope.name.length > 5 ? [{ path: ["name"], message: "has more than 5 letters" }] : [] };
`,
    );
    at.stack.declare({ one: nda, other: { ...nda, name: "Second NDA" } });
    const { code, output } = await up();
    assert.notEqual(code, 0);
    assert.match(output, /\[mandatory\] \[severity: \w+\] +few-envelopes/);
    assert.match(output, /2 envelopes\. Send fewer\./);
    assert.match(output, /\[advisory\] \[severity: \w+\] +name-is-short/);
    assert.deepEqual(at.mails(), []);
  });

  it("judges by the file that the pack's config names, and by no other field", async () => {
    policy("extends: none\n");
    at.stack.write("policies/strict.yaml", "extends: none\nrules:\n  signer-has-signature-tag: mandatory\n");
    at.stack.declare({ bad: unsigned });
    const named = await up("--policy-pack-config", config({ yotisign: { policy: "policies/strict.yaml" } }));
    assert.notEqual(named.code, 0);
    assert.match(named.output, /\[mandatory\] \[severity: \w+\] +signer-has-signature-tag/);
    const misspelt = await up("--policy-pack-config", config({ yotisign: { file: "policies/strict.yaml" } }));
    assert.notEqual(misspelt.code, 0);
    assert.match(misspelt.output, /has "file" under yotisign; there are: policy, preset, projectFolder/);
    assert.deepEqual(at.mails(), []);
  });

  it("finds the project also with pulumi -C, started elsewhere", async () => {
    policy("extends: none\nrules:\n  signer-has-signature-tag: mandatory\n");
    at.stack.declare({ bad: unsigned });
    at.stack.env.PWD = "/";
    const { code, output } = await up("-C", at.stack.folder);
    assert.notEqual(code, 0);
    assert.match(output, /signer-has-signature-tag/);
    assert.deepEqual(at.mails(), []);
  });

  it("stops everything where there is no policy, and goes by a preset where one is asked for", async () => {
    at.stack.declare({ nda });
    const { code, output } = await up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /There is no policy to judge by: no yotisign\.policy\.yaml in/);
    assert.deepEqual(at.mails(), []);
    const asked = await up("--policy-pack-config", config({ yotisign: { preset: "recommended" } }));
    assert.doesNotMatch(asked.output, /There is no policy/);
  });
});
