import assert from "node:assert/strict";
import type { WireRule, WireTag } from "../../../../schema/generated/wire.ts";
import { crossFieldIssues } from "../../../../schema/rules.ts";
import { field, rule, signature, signer, wrong } from "./sample-options.ts";

const tags: WireTag[] = [
  { ...field, name: "a" },
  { ...field, name: "b" },
  { ...field, name: "c", tag_group_name: "g" },
  { ...field, name: "d", tag_group_name: "g" },
  { ...signature, type: "date_signed_field", name: "date" },
];

const withRules = (...rules: WireRule[]): string[] => wrong([{ ...signer, tags, rules }]);
const path = "recipients.0.rules";

describe("a signer's rules", () => {
  it("may affect own tags and tag groups, each name once", () => {
    assert.deepEqual(
      withRules(
        rule({ affected_tag_names: ["b"], affected_tag_group_names: ["g"] }),
        rule({ affected_tag_names: ["c"] }),
      ),
      [],
    );
  });

  it("ask for triggers among the signer's own tags", () => {
    const missing = rule({ conditions: [{ trigger_tag_name: "x", criteria: "no_value" }] });
    const message = `is the name of none of this signer's tags; correct it, or give one of them this name`;
    assert.deepEqual(withRules(missing), [`${path}.0.conditions.0.trigger_tag_name: ${message}`]);
    const others = { ...signer, tags: [{ ...field, name: "x" }] };
    assert.deepEqual(wrong([{ ...signer, tags, rules: [missing] }, others]).length, 1);
  });

  it("ask for triggers that the signer fills in", () => {
    assert.deepEqual(withRules(rule({ conditions: [{ trigger_tag_name: "date", criteria: "no_value" }] })), [
      `${path}.0.conditions.0.trigger_tag_name: is a date_signed_field, which the service fills in; take a tag that the signer fills in`,
    ]);
  });

  it("ask for each trigger once in a rule, and not in two rules", () => {
    const { conditions } = rule({});
    assert.deepEqual(withRules(rule({ conditions: [...conditions, ...conditions] })), [
      `${path}.0.conditions.1.trigger_tag_name: is the trigger of another condition of this rule too; keep one`,
    ]);
    assert.deepEqual(withRules(rule({}), rule({})), []);
  });

  it("ask for affected names that exist", () => {
    const nobodys = (what: string): string =>
      `is the name of none of this signer's ${what}; correct it, or give one of them this name`;
    assert.deepEqual(withRules(rule({ affected_tag_names: ["g"], affected_tag_group_names: ["b"] })), [
      `${path}.0.affected_tag_names.0: ${nobodys("tags")}`,
      `${path}.0.affected_tag_group_names.0: ${nobodys("tag groups")}`,
    ]);
  });

  it("ask for each affected name once over all rules, in every list", () => {
    const message = (first: string): string =>
      `is affected by ${first} already; one rule of a signer may name it, once`;
    assert.deepEqual(
      withRules(
        rule({ affected_tag_names: ["b", "b"] }),
        rule({ affected_tag_group_names: ["g"] }),
        rule({ affected_tag_group_names: ["g"] }),
      ),
      [
        `${path}.0.affected_tag_names.1: ${message("rules[0]")}`,
        `${path}.2.affected_tag_group_names.0: ${message("rules[1]")}`,
      ],
    );
  });

  it("ask for a tag that does not affect itself", () => {
    assert.deepEqual(withRules(rule({ affected_tag_names: ["a"] })), [
      `${path}.0.affected_tag_names.0: is a trigger of the same rule; a tag cannot affect itself, so remove one of the two`,
    ]);
  });

  it("ask for a tag that does not affect itself as one of its group", () => {
    const conditions = [{ trigger_tag_name: "c", criteria: "no_value" as const }];
    assert.deepEqual(withRules(rule({ conditions, affected_tag_group_names: ["g"] })), [
      `${path}.0.affected_tag_group_names.0: is the group of a trigger of the same rule; a tag cannot affect itself, so remove one of the two`,
    ]);
    assert.deepEqual(withRules(rule({ conditions, affected_tag_names: ["d"] })), []);
  });

  it("are not compared with tags that only the documents name", () => {
    const role = { role: "Signer 1", rules: [rule({ affected_tag_names: ["b"] })] };
    assert.deepEqual(wrong([{ ...signer, ...role }], { autotagging: "GENERAL" }), []);
  });

  it("say which other places decide", () => {
    const rules = [rule({ affected_tag_names: ["x"] })];
    const options = { name: "NDA", recipients: [{ ...signer, event_notifications: [], tags, rules }] };
    const [issue] = crossFieldIssues(options, undefined);
    assert.deepEqual(issue?.decidedBy, [
      ["recipients", 0, "tags"],
      ["recipients", 0, "rules"],
      ["autotagging"],
    ]);
  });
});
