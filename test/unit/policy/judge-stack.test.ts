import assert from "node:assert/strict";
import type { PolicyConfig } from "../../../policy/config.ts";
import { notApplicable, type Rule } from "../../../policy/rule.ts";
import type { Subject } from "../../../policy/subject.ts";
import { unknownValue } from "../../../schema/unknown.ts";
import { finding, report, runOut, sent, stackRule, subject } from "./judging.ts";

describe("judging a stack", () => {
  const all = [subject({}, "a"), subject({}, "b", sent), subject({}, "c")];
  const ofStack = (rule: Rule, config: PolicyConfig = {}, subjects: readonly Subject[] = all) =>
    report([rule], subjects, config, { wholeStack: true }).judgements.filter(({ rule }) => rule === "s-rule");
  const each = stackRule((subjects) => subjects.map(({ resource }) => ({ ...finding, resource })));
  const own = { rule: "s-rule", level: "mandatory", severity: "high", resource: "" } as const;

  it("passes once for the whole", () => {
    assert.deepEqual(ofStack(stackRule(() => [])), [{ ...own, verdict: "pass", findings: [] }]);
  });

  it("fails for each envelope with a finding, in the program's words, and for the stack as a whole", () => {
    const path = ["emails", "invitation", "body", "message"];
    const rule = stackRule(() => [
      { resource: "c", path, message: "is rude" },
      { resource: "", path: [], message: "is too much" },
      { resource: "c", ...finding },
    ]);
    assert.deepEqual(ofStack(rule), [
      {
        ...own,
        resource: "c",
        verdict: "fail",
        findings: [{ path: ["message"], message: "is rude" }, finding],
      },
      { ...own, verdict: "fail", findings: [{ path: [], message: "is too much" }] },
    ]);
  });

  it("is about what is to be sent, or about all", () => {
    const resources = (rule: Rule) => ofStack(rule).map(({ resource }) => resource);
    const sending = stackRule(
      (subjects) => subjects.map((one) => ({ ...finding, resource: one.resource })),
      "sending",
    );
    assert.deepEqual(
      [resources(each), resources(sending)],
      [
        ["a", "b", "c"],
        ["a", "c"],
      ],
    );
  });

  it("waives by envelope; one that was sent keeps a waiver that has run out", () => {
    const waivers = ["a", "b"].map((resource) => ({ ...runOut, rule: "s-rule", resource }));
    assert.deepEqual(
      ofStack(each, { waivers }).map(({ resource, verdict }) => [resource, verdict]),
      [
        ["a", "fail"],
        ["b", "waived"],
        ["c", "fail"],
      ],
    );
  });

  it("has each envelope's own level", () => {
    const overrides = [
      { resource: "a", rules: { "s-rule": "disabled" } as const },
      { resource: "b", rules: { "s-rule": "advisory" } as const },
    ];
    assert.deepEqual(
      ofStack(each, { overrides }).map(({ resource, level }) => [resource, level]),
      [
        ["b", "advisory"],
        ["c", "mandatory"],
      ],
    );
    assert.deepEqual(ofStack(each, { overrides: overrides.slice(0, 1) }, all.slice(0, 1)), [
      { ...own, verdict: "pass", findings: [] },
    ]);
  });

  it("is not judged where it does not apply, is disabled, or envelopes are missing", () => {
    assert.deepEqual(ofStack(stackRule(() => notApplicable("there is nothing"))), [
      { ...own, verdict: "not-applicable", findings: [], reason: "there is nothing" },
    ]);
    const check = () => assert.fail("was run");
    assert.deepEqual(ofStack(stackRule(check), { rules: { "s-rule": "disabled" } }), []);
    assert.deepEqual(report([stackRule(check)], all, {}, { wholeStack: false }).judgements, []);
  });

  it("is undetermined where one envelope has an unknown part that is read, or the rule fails", () => {
    const reads = stackRule((subjects) => {
      for (const { envelope } of subjects) void envelope.name;
      return [];
    });
    const fails = stackRule(() => [{ ...finding }] as never);
    const unknown = { ...own, verdict: "undetermined", findings: [], reason: "a value is not known yet" };
    assert.deepEqual(ofStack(reads, {}, [...all, subject({ name: unknownValue }, "d")]), [unknown]);
    assert.equal(ofStack(fails)[0]?.verdict, "undetermined");
  });
});
