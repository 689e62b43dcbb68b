import assert from "node:assert/strict";
import type { PolicyReport } from "../../../policy/verdict.ts";
import { unknownValue } from "../../../schema/unknown.ts";
import { finding, report, ruleOf, runOut, sent, stackRule, subject, waiver } from "./judging.ts";

const base = { rule: "a-rule", level: "mandatory", severity: "low", resource: "contract" } as const;

describe("judging with waivers", () => {
  const two = ruleOf(() => [finding, { path: ["message"], message: "is rude" }]);
  const whole = { wholeStack: true };
  const aboutWaivers = ({ judgements }: PolicyReport) =>
    judgements
      .filter(({ rule }) => rule.startsWith("waiver-"))
      .map(({ rule, level, verdict, findings }) => [
        rule,
        level,
        verdict,
        findings.map(({ message }) => message),
      ]);

  it("waives what has a waiver for each finding, and fails what has not", () => {
    const ofName = { ...waiver, path: "name" };
    const ofMessage = { ...waiver, path: "message" };
    const [all, some] = [[ofName, ofMessage], [ofName]].map(
      (waivers) => report([two], [subject()], { waivers }).judgements[0],
    );
    assert.deepEqual(
      [all, some],
      [
        {
          ...base,
          verdict: "waived",
          findings: [
            { ...finding, waiver: { ...ofName, uses: 1, expired: false } },
            { path: ["message"], message: "is rude", waiver: { ...ofMessage, uses: 1, expired: false } },
          ],
        },
        {
          ...base,
          verdict: "fail",
          findings: [
            { ...finding, waiver: { ...ofName, uses: 1, expired: false } },
            { path: ["message"], message: "is rude" },
          ],
        },
      ],
    );
  });

  it("counts findings again once the waiver has run out, and says that it has", () => {
    const found = report([two], [subject()], { waivers: [runOut] }, whole);
    assert.equal(found.judgements[0]?.verdict, "fail");
    assert.deepEqual(
      [aboutWaivers(found), found.waivers],
      [
        [
          [
            "waiver-in-date",
            "advisory",
            "fail",
            ["the waiver of a-rule for contract, owned by legal@example.com, expired on 2026-03-01"],
          ],
          ["waiver-in-use", "advisory", "pass", []],
        ],
        [{ ...runOut, uses: 0, expired: true }],
      ],
    );
  });

  it("lets what was sent be after the waiver has run out, and does not ask to prolong it", () => {
    const found = report([two], [subject({}, "contract", sent)], { waivers: [runOut] }, whole);
    assert.equal(found.judgements[0]?.verdict, "waived");
    assert.deepEqual(aboutWaivers(found), [
      ["waiver-in-date", "advisory", "pass", []],
      ["waiver-in-use", "advisory", "pass", []],
    ]);
  });

  it("says which waivers fit nothing", () => {
    const waivers = [waiver, { ...waiver, resource: "nda", path: "recipients[0]" }];
    assert.deepEqual(aboutWaivers(report([two], [subject()], { waivers, extends: "strict" }, whole)), [
      ["waiver-in-date", "mandatory", "pass", []],
      [
        "waiver-in-use",
        "advisory",
        "fail",
        ["the waiver of a-rule for nda (recipients[0]), owned by legal@example.com, fits no finding"],
      ],
    ]);
  });

  it("does not say so while a rule could not be judged that may still find something", () => {
    const reads = ruleOf(({ envelope }) => (envelope.name === "" ? [] : [finding]));
    const subjects = [subject({ name: unknownValue }), subject({}, "nda")];
    const waivers = [waiver, { ...waiver, resource: "*" }, { ...waiver, resource: "lease" }];
    assert.deepEqual(aboutWaivers(report([reads], subjects, { waivers }, whole))[1]?.[3], [
      "the waiver of a-rule for lease, owned by legal@example.com, fits no finding",
    ]);
    const ofStack = stackRule(([first]) => (first?.envelope.name === "" ? [] : []));
    const found = report([ofStack], subjects, { waivers: [{ ...waiver, rule: "s-rule" }] }, whole);
    assert.equal(aboutWaivers(found)[1]?.[2], "pass");
  });

  it("says nothing about waivers where that is disabled, or envelopes are missing", () => {
    const rules = { "waiver-in-date": "disabled", "waiver-in-use": "disabled" } as const;
    assert.deepEqual(aboutWaivers(report([two], [], { waivers: [waiver, runOut], rules }, whole)), []);
    assert.deepEqual(aboutWaivers(report([two], [], { waivers: [waiver, runOut] })), []);
  });
});
