import assert from "node:assert/strict";
import type { PolicyConfig } from "../../../policy/config.ts";
import { presetLevel, Settings } from "../../../policy/in-force.ts";
import type { Level } from "../../../policy/rule.ts";
import { deepFreeze, ruleOf } from "./judging.ts";

const rule = ruleOf(() => [], {
  defaultLevel: "advisory",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      days: { type: "integer", default: 14 },
      domains: { type: "array", items: { type: "string" }, default: [] },
    },
  },
});
const target = { project: "signing", stack: "prod-eu", resource: "contract-7" };
const inForce = (config: PolicyConfig, of = target) => new Settings(config).of(rule, of);
const levelOf = (config: PolicyConfig, of = target): Level => inForce(config, of).level;
const set = (setting: NonNullable<PolicyConfig["rules"]>[string]) => ({ "a-rule": setting });

describe("a rule in force", () => {
  it("has the level of the preset, which is recommended by default", () => {
    const presets = [
      {},
      ...(["recommended", "strict", "none"] as const).map((preset) => ({ extends: preset })),
    ];
    assert.deepEqual(
      presets.map((config) => levelOf(config)),
      ["advisory", "advisory", "mandatory", "disabled"],
    );
  });

  it("has its own level in the strict preset where it says one", () => {
    const mild = ruleOf(() => [], { strictLevel: "advisory" });
    assert.equal(presetLevel(mild, { extends: "strict" }), "advisory");
  });

  it("has the level that the policy sets", () => {
    for (const level of ["disabled", "advisory", "mandatory", "remediate"] as const) {
      assert.deepEqual(
        [levelOf({ rules: set(level) }), levelOf({ extends: "none", rules: set({ level }) })],
        [level, level],
      );
    }
  });

  it("keeps its level where only options are set, and is mandatory if it was disabled", () => {
    const rules = set({ days: 3 });
    assert.deepEqual(
      (["recommended", "strict", "none"] as const).map((preset) => levelOf({ extends: preset, rules })),
      ["advisory", "mandatory", "mandatory"],
    );
  });

  it("stays disabled where it is told so beside its options", () => {
    assert.equal(levelOf({ rules: set({ level: "disabled", days: 3 }) }), "disabled");
  });

  for (const [where, override, counts] of [
    ["everywhere", {}, true],
    ["the project", { project: "signing" }, true],
    ["other projects", { project: "sign" }, false],
    ["stacks of a pattern", { stack: "prod-*" }, true],
    ["other stacks", { stack: "dev" }, false],
    ["resources of a pattern", { resource: "*-7" }, true],
    ["all three", { project: "*", stack: "prod-*", resource: "contract-*" }, true],
    ["all three, one of which differs", { project: "*", stack: "dev-*", resource: "contract-*" }, false],
  ] as const)
    it(`${counts ? "follows" : "does not follow"} an override for ${where}`, () => {
      const config = { overrides: [{ ...override, rules: set("mandatory") }] };
      assert.equal(levelOf(config), counts ? "mandatory" : "advisory");
    });

  it("follows no override for named projects or stacks where there is none", () => {
    const none = { project: undefined, stack: undefined, resource: "contract-7" };
    const levels = [{ project: "signing" }, { stack: "prod-eu" }, { stack: "*" }].map((override) =>
      new Settings({ overrides: [{ ...override, rules: set("mandatory") }] }).of(rule, none),
    );
    assert.deepEqual(
      levels.map(({ level }) => level),
      ["advisory", "advisory", "mandatory"],
    );
  });

  it("follows the last override that fits, and no override of another rule", () => {
    const overrides = [
      { stack: "prod-*", rules: set("mandatory") },
      { resource: "contract-7", rules: set("disabled") },
      { resource: "contract-8", rules: set("remediate") },
      { rules: { "another-rule": "mandatory" } as const },
    ];
    const levels = ["contract-7", "contract-8", "contract-9"].map((resource) =>
      levelOf({ overrides }, { ...target, resource }),
    );
    assert.deepEqual(levels, ["disabled", "remediate", "mandatory"]);
  });

  it("merges options one by one: defaults, the policy's, then each override's; a list is replaced", () => {
    const config: PolicyConfig = {
      rules: set({ days: 3, domains: ["a.example.com", "b.example.com"] }),
      overrides: [
        { rules: set({ level: "mandatory", domains: ["c.example.com"] }) },
        { stack: "dev", rules: set({ days: 1 }) },
        { rules: set("remediate") },
      ],
    };
    assert.deepEqual(inForce(config), {
      level: "remediate",
      options: { days: 3, domains: ["c.example.com"] },
    });
    assert.deepEqual(inForce({}), { level: "advisory", options: { days: 14, domains: [] } });
  });

  it("is found once for all resources for which the same settings count", () => {
    const settings = new Settings({ overrides: [{ resource: "contract-*", rules: set("mandatory") }] });
    const of = (resource: string) => settings.of(rule, { ...target, resource });
    assert.equal(of("contract-7"), of("contract-8"));
    assert.equal(of("nda-1"), of("nda-2"));
    assert.notEqual(of("contract-7"), of("nda-1"));
  });

  it("shares options that nothing can change, and leaves the policy's as they are", () => {
    const config: PolicyConfig = deepFreeze({ rules: set({ domains: ["a.example.com"] }) });
    const { options } = inForce(config);
    assert.throws(() => (options.domains as string[]).push("b.example.com"), TypeError);
  });
});
