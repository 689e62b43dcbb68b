import assert from "node:assert/strict";
import { type Fixture, fixture, nda } from "./fixtures.ts";

const rule = `import { defineRule } from "pulumi-yotisign/policy";

export default defineRule({
  name: "name-says-what-it-is",
  title: "The envelope's name says that it is an agreement.",
  description: "It is the subject of the e-mails.",
  severity: "low",
  defaultLevel: "mandatory",
  judges: "sending",
  fix: "Call it an agreement.",
  check: ({ envelope }: { envelope: { name: string } }) =>
    envelope.name.includes("Agreement") ? [] : [{ path: ["name"], message: "does not say Agreement" }],
});
`;

const policy = (max: number): string => `extends: none
ownRules: [./policy/*.mts]
assertions:
  documents-are-short:
    title: Documents are short.
    severity: low
    assert: { properties: { documents: { items: { properties: { pages: { maximum: ${max} } } } } } }
    message: "has {documents.0.pages} pages"
`;

describe("rules of one's own in the provider, on the real CLI", function () {
  this.timeout(180_000);
  let at: Fixture;
  before(async () => {
    at = await fixture();
    at.stack.write("yotisign.policy.yaml", policy(0));
    at.stack.write("policy/name.mts", rule);
    const set = ["config", "set", "yotisign:policy", "yotisign.policy.yaml", "--stack", "test"];
    const { code, output } = await at.stack.pulumi(...set);
    assert.equal(code, 0, output);
  });
  after(() => at.dispose());

  it("stop what breaks them, in TypeScript or as an assertion", async () => {
    at.stack.declare({ wrong: { ...nda, name: "Mutual NDA" } });
    const { code, output } = await at.stack.up();
    assert.notEqual(code, 0);
    assert.match(
      output,
      /name does not say Agreement \(policy name-says-what-it-is\)\. Call it an agreement\./,
    );
    assert.match(output, /documents\[0\] has \d+ pages \(policy documents-are-short\)/);
    assert.deepEqual([at.mails(), at.emulator.control.calls().create], [[], 0]);
  });

  it("let pass what keeps them", async () => {
    at.stack.write("yotisign.policy.yaml", policy(100));
    at.stack.declare({ right: { ...nda, name: "Agreement" } });
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    assert.equal(at.emulator.control.calls().create, 1);
  });

  it("stop everything while the policy has a mistake, and say where", async () => {
    at.stack.write("yotisign.policy.yaml", policy(100).replace("pages:", "pagess:"));
    at.stack.declare({ right: { ...nda, name: "Agreement" }, other: { ...nda, name: "Agreement too" } });
    at.mails();
    const { code, output } = await at.stack.up();
    assert.notEqual(code, 0);
    assert.match(
      output,
      /yotisign\.policy\.yaml:7: .* names a field that is not there; did you mean pages\?/,
    );
    assert.deepEqual([at.mails(), at.emulator.control.calls().create], [[], 1]);
  });
});
