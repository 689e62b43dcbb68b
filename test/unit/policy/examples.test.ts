import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import type { RuleExamples } from "../../../policy/example.ts";
import { builtInRules } from "../../../policy/rules/index.ts";
import { waiverInDate, waiverInUse } from "../../../policy/waiver-rules.ts";
import { judgedExample } from "./judged-example.ts";

const names = (folder: string): string[] =>
  readdirSync(new URL(`../../../${folder}`, import.meta.url))
    .filter((file) => !file.startsWith("index."))
    .map((file) => file.replace(/\.\w+(\.ts)?$/, ""))
    .toSorted();

const examplesOf = async (name: string): Promise<RuleExamples> =>
  (await import(`../../../policy/examples/${name}.ts`)).examples;

describe("the rules of the package", () => {
  it("are listed in the order of their names, each in a file of its name", () => {
    const listed = builtInRules.map(({ name }) => name);
    assert.deepEqual(listed, listed.toSorted());
    assert.deepEqual(listed, names("policy/rules"));
  });

  it("have examples and tests", () => {
    const listed = builtInRules.map(({ name }) => name);
    assert.deepEqual([names("policy/examples"), names("test/unit/policy/rules")], [listed, listed]);
  });

  it("have a page each, as do those about waivers, and are in the list of all", () => {
    const all = [...builtInRules, waiverInDate, waiverInUse].map(({ name }) => name).toSorted();
    const pages = names("docs/rules").filter((name) => name !== "README");
    const list = readFileSync(new URL("../../../docs/rules/README.md", import.meta.url), "utf8");
    const rows = [...list.matchAll(/^\| \[([\w-]+)\]\(\1\.md\)/gm)].map(([, name]) => name);
    assert.deepEqual([pages, rows], [all, all]);
  });

  for (const rule of builtInRules) {
    it(`${rule.name} fails its bad example with the findings that are documented`, async () => {
      const { bad } = await examplesOf(rule.name);
      const { findings, ...example } = bad;
      assert.deepEqual(await judgedExample(rule, example), { verdict: "fail", findings });
    });

    it(`${rule.name} passes its good example`, async () => {
      const { good } = await examplesOf(rule.name);
      assert.deepEqual(await judgedExample(rule, good), { verdict: "pass", findings: [] });
    });
  }
});
