import assert from "node:assert/strict";
import type { PolicyConfig } from "../../../policy/config.ts";
import { judge } from "../../../policy/judge.ts";
import { type EnvelopeRule, notApplicable } from "../../../policy/rule.ts";
import type { Subject } from "../../../policy/subject.ts";
import { isRefused, type Judgement } from "../../../policy/verdict.ts";
import { unknownValue } from "../../../schema/unknown.ts";
import { context, deepFreeze, finding, report, ruleOf, sent, stackRule, subject, waiver } from "./judging.ts";

const base = { rule: "a-rule", level: "mandatory", severity: "low", resource: "contract" } as const;

/** What one rule says of one envelope. */
const judged = (
  check: EnvelopeRule["check"],
  { of = subject(), judges = "standing" }: { of?: Subject; judges?: EnvelopeRule["judges"] } = {},
): Judgement => {
  const [first, ...others] = report([ruleOf(check, { judges })], [of]).judgements;
  assert.deepEqual(others, []);
  assert(first);
  return first;
};

describe("judging an envelope", () => {
  it("passes a rule that finds nothing", () => {
    assert.deepEqual(
      judged(() => []),
      { ...base, verdict: "pass", findings: [] },
    );
  });

  it("fails a rule that finds something, with places as the program writes them", () => {
    const place = { document: "contract.pdf", pageNumber: 1 };
    const path = ["emails", "invitation", "body", "message"];
    assert.deepEqual(
      judged(() => [finding, { path, message: "is rude", place }]),
      { ...base, verdict: "fail", findings: [finding, { path: ["message"], message: "is rude", place }] },
    );
  });

  it("says why a rule does not apply", () => {
    assert.deepEqual(
      judged(() => notApplicable("there is nothing")),
      { ...base, verdict: "not-applicable", findings: [], reason: "there is nothing" },
    );
  });

  it("does not ask again whether what was sent may be sent", () => {
    const asked: string[] = [];
    const check = () => {
      asked.push("asked");
      return [finding];
    };
    assert.deepEqual(
      [judged(check, { of: subject({}, "contract", sent), judges: "sending" }), asked],
      [{ ...base, verdict: "not-applicable", findings: [], reason: "it is sent already" }, []],
    );
    assert.equal(judged(check, { of: subject({}, "contract", sent) }).verdict, "fail");
  });

  it("leaves undetermined what depends on a value that is not known yet", () => {
    const of = subject({ recipients: [{ name: "Cleo Example", email: unknownValue }] });
    assert.deepEqual(
      judged(({ envelope }) => (envelope.recipients[0]?.email === "" ? [finding] : []), { of }),
      { ...base, verdict: "undetermined", findings: [], reason: "a value is not known yet" },
    );
    assert.equal(judged(({ envelope }) => (envelope.name === "" ? [finding] : []), { of }).verdict, "pass");
  });

  it("leaves undetermined what a rule that fails had to judge, and goes on with the others", () => {
    const fails = ruleOf(({ envelope }) => {
      throw new RangeError(`at ${envelope.recipients[0]?.email} (cleo.ts:1:1)`);
    });
    const { judgements } = report([fails, ruleOf(() => [], { name: "b-rule" })]);
    const [first, second] = judgements.map(({ verdict, reason }) => [verdict, reason]);
    assert.match(String(first), /^undetermined,the rule failed: RangeError in judge\.test\.ts, line \d+$/);
    assert.deepEqual(second, ["pass", undefined]);
  });

  it("repeats nothing of what a rule throws", () => {
    const name = "Cleo Example";
    const strange = Object.assign(new Error(name), { name });
    for (const thrown of [
      name,
      { name },
      new Error(name),
      strange,
      new Error(`${name}\n    at ${name} (cleo.ts:1:2)`),
    ]) {
      const { verdict, reason = "" } = judged(() => {
        throw thrown;
      });
      assert.deepEqual([verdict, /cleo/i.test(reason)], ["undetermined", false], reason);
    }
    const { reason } = judged(() => JSON.parse(name));
    assert.match(reason ?? "", /^the rule failed: SyntaxError in judge\.test\.ts, line \d+$/);
  });

  it("leaves undetermined what a rule answers in no form that is known", () => {
    const answers = [
      undefined,
      null,
      true,
      "no",
      {},
      Promise.resolve([]),
      [null],
      ["no"],
      [{ path: ["name"] }],
    ];
    assert.deepEqual(
      answers.map((answer) => judged(() => answer as never)),
      answers.map(() => ({
        ...base,
        verdict: "undetermined",
        findings: [],
        reason: "the rule failed: it answered neither findings nor why it does not apply",
      })),
    );
  });

  it("runs no rule that is disabled", () => {
    const check = () => assert.fail("was run");
    assert.deepEqual(
      report([ruleOf(check)], [subject()], { rules: { "a-rule": "disabled" } }).judgements,
      [],
    );
  });

  it("gives a rule its options, and each envelope its own level", () => {
    const rule = ruleOf((_subject, _context, { days }) => [{ path: [], message: `${days}` }], {
      options: {
        type: "object",
        additionalProperties: false,
        properties: { days: { type: "integer", default: 14 } },
      },
    });
    const overrides = [{ resource: "b", rules: { "a-rule": { level: "advisory", days: 3 } as const } }];
    const { judgements } = report([rule], [subject({}, "a"), subject({}, "b")], { overrides });
    assert.deepEqual(
      judgements.map(({ resource, level, findings }) => [resource, level, findings[0]?.message]),
      [
        ["a", "mandatory", "14"],
        ["b", "advisory", "3"],
      ],
    );
  });

  it("tells a rule of the stack's other envelopes, whose unknown parts throw, too", () => {
    const names = ruleOf((_subject, { others }) => [
      { path: [], message: others.map(({ envelope }) => envelope.name).join() },
    ]);
    const all = ["a", "b", "c"].map((name) => subject({ name }, name));
    assert.deepEqual(
      report([names], all).judgements.map(({ findings }) => findings[0]?.message),
      ["b,c", "a,c", "a,b"],
    );
    const { judgements } = report([names], [subject({}, "a"), subject({ name: unknownValue }, "b")]);
    assert.deepEqual(
      judgements.map(({ verdict }) => verdict),
      ["undetermined", "fail"],
    );
  });

  it("refuses what a rule that is more than advisory fails, and nothing else", () => {
    const refused = (check: EnvelopeRule["check"], rule: "advisory" | "mandatory" | "remediate") =>
      isRefused(report([ruleOf(check)], [subject()], { rules: { "a-rule": rule } }));
    const fails = () => [finding];
    assert.deepEqual(
      [refused(fails, "advisory"), refused(fails, "mandatory"), refused(fails, "remediate")],
      [false, true, true],
    );
    assert.equal(
      refused(() => notApplicable("there is nothing"), "mandatory"),
      false,
    );
  });

  it("changes nothing of what it is given, and says the same each time", () => {
    const rule = ruleOf(({ envelope }, { others }) => [
      { path: ["name"], message: `${envelope.name} ${others.length}` },
    ]);
    const waivers = [{ ...waiver, path: "name" }];
    const subjects = deepFreeze([subject({ name: "A" }), subject({ name: "B", message: unknownValue }, "b")]);
    const config = deepFreeze<PolicyConfig>({ waivers, overrides: [{ rules: { "a-rule": { days: 1 } } }] });
    const rules = deepFreeze([rule, stackRule(() => [])]);
    const judgeAll = () => judge(subjects, { rules, config }, { context: Object.freeze({ ...context }) });
    assert.deepEqual(
      judgeAll().judgements.map(({ verdict }) => verdict),
      ["waived", "fail", "pass", "pass", "pass"],
    );
    assert.deepEqual(judgeAll(), judgeAll());
  });
});
