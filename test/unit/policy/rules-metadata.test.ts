import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { exampleEnvelope, type RuleExample, type RuleExamples } from "../../../policy/example.ts";
import type { Rule } from "../../../policy/rule.ts";
import { optionsOf } from "../../../policy/rule-options.ts";
import { builtInRules } from "../../../policy/rules/index.ts";
import { waiverInDate, waiverInUse } from "../../../policy/waiver-rules.ts";

const rules = [...builtInRules, waiverInDate, waiverInUse];

/** What a rule may say that it helps to comply with: the text's name, and how its parts are cited. */
const frameworks = [
  /^eIDAS Art\. \d+(\(\w+\))*$/,
  /^ESIGN §70\d\d(\(\w+\))*$/,
  /^GDPR Art\. \d+(\(\w+\))*$/,
  /^ISO 27001:2022 A\.[5-8]\.\d+$/,
  /^SOC 2 CC\d\.\d$/,
  /^PCI DSS \d+(\.\d+)+$/,
  /^WCAG 2\.2 SC \d\.\d\.\d+$/,
  /^(EN 301 549|Section 508|ISO 19005 \(PDF\/A\)|ISO 19005-1 \(PDF\/A-1\))$/,
  /^Law of Property \(Miscellaneous Provisions\) Act 1989 s\. \d+(\(\w+\))*$/,
];

const examplesOf = async (name: string): Promise<RuleExamples> =>
  (await import(`../../../policy/examples/${name}.ts`)).examples;

/** Names and addresses of everybody whom an example's envelopes are sent to. */
const peopleIn = ({ envelope = {}, others = {} }: RuleExample): string[] =>
  [exampleEnvelope, envelope, ...Object.values(others)]
    .flatMap(({ recipients = [] }) => recipients)
    .flatMap(({ name, email }) => [name, email])
    .filter((text) => text !== undefined);

const foreignAddresses = (text: string): string[] =>
  (text.match(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g) ?? []).filter((one) => !/[@.]example\.com$/i.test(one));

/** The rules of which something is not so. */
const but = (holds: (rule: Rule) => boolean): string[] =>
  rules.filter((rule) => !holds(rule)).map(({ name }) => name);

describe("what is known of the rules", () => {
  it("is a name in kebab-case, which no other rule has", () => {
    assert.deepEqual(
      but(({ name }) => /^[a-z]+(-[a-z]+)+$/.test(name)),
      [],
    );
    assert.equal(new Set(rules.map(({ name }) => name)).size, rules.length);
  });

  it("is a title of one sentence, and why and what to do in full ones", () => {
    const isSentence = (text: string): boolean => /^[A-Z][^\n]*\.$/.test(text);
    assert.deepEqual(
      but(({ title }) => isSentence(title) && !/[.!?] /.test(title) && title.length <= 110),
      [],
    );
    assert.deepEqual(
      but(({ description, fix }) => isSentence(description) && isSentence(fix)),
      [],
    );
  });

  it("is no weaker in the preset strict than in recommended", () => {
    const order = ["disabled", "advisory", "mandatory", "remediate"];
    assert.deepEqual(
      but(
        ({ defaultLevel, strictLevel = "mandatory" }) =>
          order.indexOf(strictLevel) >= order.indexOf(defaultLevel),
      ),
      [],
    );
  });

  it("is options that say what they are, and have a valid default, are needed, or say what it means to leave them out", () => {
    assert.deepEqual(
      but((rule) => {
        const { properties = {}, required = [] } = rule.options ?? {};
        const all = Object.entries(properties) as [string, { description?: string; default?: unknown }][];
        const { issues } = optionsOf(rule, {});
        return (
          all.every(
            ([name, { description = "", default: standard }]) =>
              /^\S.*\.$/.test(description) &&
              (standard !== undefined || required.includes(name) || /(Default|Left out): /.test(description)),
          ) &&
          issues.every(({ path, message }) => message === "is required" && required.includes(String(path[0])))
        );
      }),
      [],
    );
  });

  it("is what they help to comply with, cited in one way", () => {
    const strange = rules.flatMap(({ name, frameworks: named = [] }) =>
      named.filter((one) => !frameworks.some((form) => form.test(one))).map((one) => `${name}: ${one}`),
    );
    assert.deepEqual(strange, []);
  });

  it("names no address but example ones", () => {
    assert.deepEqual(
      rules.flatMap(({ check: _, ...metadata }) => foreignAddresses(JSON.stringify(metadata))),
      [],
    );
  });

  it("is shown on a page for each rule, and no other", () => {
    const pages = readdirSync(new URL("../../../docs/rules", import.meta.url)).map((file) =>
      file.replace(".md", ""),
    );
    assert.deepEqual(pages.toSorted(), ["README", ...rules.map(({ name }) => name)].toSorted());
  });
});

describe("the rules' examples", () => {
  for (const { name } of builtInRules)
    it(`${name}: are findings that name nobody, and made-up addresses`, async () => {
      const { bad, good } = await examplesOf(name);
      const text = bad.findings.join("\n").toLowerCase();
      assert.deepEqual(
        [
          peopleIn(bad).filter((one) => text.includes(one.toLowerCase())),
          foreignAddresses(JSON.stringify([bad.envelope, bad.others, good.envelope, good.others])),
        ],
        [[], []],
      );
    });
});
