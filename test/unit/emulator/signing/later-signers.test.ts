import assert from "node:assert/strict";
import type { RuleOptions, TagOptions } from "../../../../emulator/envelope/options.ts";
import { refusal, SignedEnvelope, signer, tag } from "./signing-person.ts";

const optional = { optional: true };
const box = (name: string): TagOptions => tag({ type: "checkbox_field", name, ...optional });
const text = (more: Partial<TagOptions>): TagOptions => tag({ type: "text_field", width: 0.3, ...more });

const onBo = (action: RuleOptions["action"], more: Partial<RuleOptions> = {}): RuleOptions => ({
  action,
  conditions: [{ trigger_tag_name: "extras", criteria: "has_value" }],
  affected_tag_names_other_recipients: ["which"],
  ...more,
});

/** Ada, whose box decides what Bo fills in after her. */
const pair = (rules: RuleOptions[], tags: TagOptions[]): SignedEnvelope =>
  new SignedEnvelope([
    signer({ sign_group: 1, tags: [box("extras")], rules }),
    signer({ name: "Bo Example", email: "bo@example.com", sign_group: 2, tags }),
  ]);

/** What Bo sees of tags after Ada: -, optional or Required. */
function seen(rules: RuleOptions[], tags: TagOptions[], ticked: boolean): string {
  const signing = pair(rules, tags).submit({ 0: ticked });
  return signing
    .view(1)
    .tags.map(({ shown, required }) => (!shown ? "-" : required ? "R" : "o"))
    .join("");
}

describe("a rule about somebody who signs later", () => {
  const which = [text({ name: "which" })];
  const maybe = [text({ name: "which", ...optional })];
  const table: [RuleOptions["action"], TagOptions[], string, string][] = [
    ["show", which, "R", "-"],
    ["hide", which, "-", "R"],
    ["make_optional", which, "o", "R"],
    ["make_required", maybe, "R", "o"],
  ];
  for (const [action, tags, ifTicked, ifNot] of table)
    it(`can ${action.replace("_", " ")}`, () => {
      assert.deepEqual(
        [seen([onBo(action)], tags, true), seen([onBo(action)], tags, false)],
        [ifTicked, ifNot],
      );
    });

  it("can be about a group of theirs", () => {
    const group = [1, 2].map(() => text({ tag_group_name: "g", ...optional }));
    const rule = { ...onBo("make_required"), affected_tag_names_other_recipients: [] };
    const rules = [{ ...rule, affected_tag_group_names_other_recipients: ["g"] }];
    const signing = pair(rules, group).submit({ 0: true });
    const message = "0 leaves its group without a value, and at least one of its tags is required";
    assert.deepEqual(
      refusal(() => signing.submit({}, 1)),
      ["invalid_values", message],
    );
    assert.deepEqual(signing.submit({ 1: "x" }, 1).envelope.status, "COMPLETE");
  });

  it("drops what they give for a tag that it hides", () => {
    const signing = pair([onBo("hide")], [...which, tag()]).submit({ 0: true });
    signing.submit({ 0: "not asked for", 1: "Bo" }, 1);
    assert.deepEqual(signing.person(1).values, [null, "Bo"]);
  });

  it("goes with rules of their own", () => {
    const own: RuleOptions = {
      action: "make_required",
      conditions: [{ trigger_tag_name: "which", criteria: "has_value" }],
      affected_tag_names: ["why"],
    };
    const tags = [...maybe, text({ name: "why", ...optional })];
    const signing = new SignedEnvelope([
      signer({ sign_group: 1, tags: [box("extras")], rules: [onBo("hide")] }),
      signer({ email: "bo@example.com", sign_group: 2, tags, rules: [own] }),
    ]);
    signing.submit({ 0: true });
    // The page is given Ada's rule as one that always holds.
    assert.deepEqual(signing.view(1).rules, [
      { action: "make_required", conditions: [{ tag: 0, criteria: "has_value" }], affectedTags: [1] },
      { action: "hide", conditions: [], affectedTags: [0] },
    ]);
    assert.deepEqual(signing.submit({ 0: "dropped" }, 1).person(1).values, [null, null]);
  });
});
