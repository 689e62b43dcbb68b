import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { parsePolicy } from "../../../policy/parse-policy.ts";
import { issueText } from "../../../policy/policy-error.ts";
import { builtInRules } from "../../../policy/rules/index.ts";

const issuesOf = (text: string): string[] => parsePolicy(text).issues.map((issue) => issueText("p", issue));

const whole = `extends: strict
rules:
  signer-has-signature-tag: { level: advisory, initialsCount: true }
  message-is-polite: mandatory
overrides:
  - { project: sales, stack: dev*, resource: "*-nda", rules: { message-is-polite: disabled } }
waivers:
  - rule: message-is-polite
    resource: contract
    path: recipients[0]
    reason: Agreed with the customer
    owner: legal
    expires: 2026-12-31
ownRules: [./policy/*.ts]
assertions:
  one-document:
    title: An envelope has one document.
    severity: low
    level: advisory
    judges: sending
    when: { properties: { kind: { const: standard } } }
    assert: { properties: { documents: { maxItems: 1 } } }
    message: has {documents} documents
    fix: Split it.
`;

describe("a policy file", () => {
  it("is read as it is written, with the line of each place", () => {
    const { config, issues, lineOf } = parsePolicy(whole);
    assert.deepEqual(issues, []);
    assert.deepEqual(config, parse(whole));
    assert.equal(lineOf(["waivers", 0, "expires"]), 13);
  });

  it("may be empty, or JSON", () => {
    assert.deepEqual(parsePolicy("# nothing yet\n").config, {});
    assert.deepEqual(parsePolicy('{"extends": "none"}').config, { extends: "none" });
  });

  for (const [what, text, said] of [
    ["a list", "- a", ["p:1: must be object"]],
    [
      "a field twice",
      "rules: {}\nrules: {}",
      ["p:2: has a field that is there already; remove one of the two"],
    ],
    ["an unknown preset", "extends: lax", ["p:1: extends must be one of recommended, strict, none"]],
    [
      "an unknown field",
      "rules: {}\nwaiver: []",
      ["p:2: waiver is no field here; there are: extends, rules, overrides, waivers, ownRules, assertions"],
    ],
    [
      "an unknown level",
      "rules:\n  a: off\n  b: { level: on }",
      [
        "p:2: rules.a must be one of disabled, advisory, mandatory, remediate",
        "p:3: rules.b.level must be one of disabled, advisory, mandatory, remediate",
      ],
    ],
    [
      "a waiver without owner and end",
      "waivers:\n  - { rule: a, resource: b, reason: c }",
      ["p:2: waivers[0].owner is required", "p:2: waivers[0].expires is required"],
    ],
    [
      "a waiver that ends on no day",
      "waivers:\n  - { rule: a, resource: b, reason: '', owner: d, expires: soon }",
      ["p:2: waivers[0].reason is empty", "p:2: waivers[0].expires is not a day, as in 2026-12-31"],
    ],
    [
      "an assertion of another name",
      "assertions: { OneDocument: { title: a, severity: low, assert: {}, message: b } }",
      ["p:1: assertions.OneDocument is not in kebab-case, as in message-is-polite"],
    ],
    [
      "an assertion without schema",
      "assertions: { one: { title: a, severity: bad, message: b } }",
      [
        "p:1: assertions.one.assert is required",
        "p:1: assertions.one.severity must be one of low, medium, high, critical",
      ],
    ],
  ] as const)
    it(`is refused for ${what}`, () => assert.deepEqual(issuesOf(text), said));
});

describe("the schema for editors", () => {
  const schema = JSON.parse(
    readFileSync(new URL("../../../policy/policy-file.json", import.meta.url), "utf8"),
  );
  const validate = new Ajv({ strictTypes: false }).compile(schema);

  it("takes the same files", () => assert.ok(validate(parse(whole)), JSON.stringify(validate.errors)));

  it("knows the options of the package's rules", () => {
    assert.equal(validate({ rules: { "signer-has-signature-tag": { initialCount: true } } }), false);
    assert.equal(validate({ overrides: [{ rules: { "signer-has-signature-tag": "off" } }] }), false);
    const { properties } = schema.definitions.rules;
    const missing = builtInRules.filter(({ name }) => !(name in properties)).map(({ name }) => name);
    assert.deepEqual(missing, []);
  });
});
