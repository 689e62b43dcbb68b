import assert from "node:assert/strict";
import type { Rule } from "./rule.ts";
import { ruleIssues } from "./rule-issues.ts";
import { optionsOf } from "./rule-options.ts";
import type { Subject } from "./subject.ts";
import { behindProxies, withSecrets } from "./testing/presented.ts";
import { type Case, type CaseVerdict, declaredOf, subjectsOf, verdictOf } from "./testing/rule-case.ts";
import { type Runner, runnerOf } from "./testing/runner.ts";
import { unknownVariants } from "./testing/with-unknown.ts";

/** A case that a rule takes. */
export interface ValidCase extends Case {
  /** Default `pass`. */
  verdict?: "pass" | "not-applicable";
}

/** A case that a rule objects to. */
export interface InvalidCase extends Case {
  /** All of them: `place message` each, as in `recipients[0].tags has no signature tag`. */
  findings: readonly string[];
}

/** What a rule is to say of which envelopes. */
export interface RuleCases {
  valid: readonly ValidCase[];
  invalid: readonly InvalidCase[];
}

/**
 * Declares tests of a rule: that it says what it should of each case, and says it too when Pulumi presents the envelope,
 * which is where home-made rules go wrong:
 * - behind the proxies of Pulumi's policy SDK, and with secrets, the answer is the same;
 * - while a value is not known yet, the answer is the same, or none. (A rule that does not need the value cannot tell the
 *   difference; one that does must not guess.)
 * - what a rule is given is frozen, since it is not to be changed.
 *
 * @param runner of vitest without globals, `{ describe, it }` from there. Default: the global ones (mocha, vitest, jest),
 * else those of `node:test`
 * @throws TypeError when the rule or an option of a case is none
 *
 * @example
 * ```ts
 * testRule(messageIsPolite, {
 *   valid: [{ envelope: { message: "Please sign." } }],
 *   invalid: [{ envelope: { message: "Sign." }, findings: ["message does not say please"] }],
 * });
 * ```
 */
export function testRule(rule: Rule, { valid, invalid }: RuleCases, runner: Runner = runnerOf()): void {
  const wrong = ruleIssues(rule);
  if (wrong.length > 0) throw new TypeError(`The rule ${rule.name} ${wrong.join("; it ")}.`);
  runner.describe(`the rule ${rule.name}`, () => {
    for (const [at, one] of valid.entries())
      declare(rule, `takes ${one.name ?? `valid case ${at + 1}`}`, one, runner, {
        verdict: one.verdict ?? "pass",
        findings: [],
      });
    for (const [at, one] of invalid.entries())
      declare(rule, `objects to ${one.name ?? `invalid case ${at + 1}`}`, one, runner, {
        verdict: "fail",
        findings: [...one.findings],
      });
  });
}

function declare(
  rule: Rule,
  title: string,
  one: Case,
  { it }: Runner,
  expected: Pick<CaseVerdict, "verdict" | "findings">,
): void {
  const { issues } = optionsOf(rule, one.options ?? {});
  const [issue] = issues;
  if (issue) throw new TypeError(`${title}: its option ${issue.path.join(".")} ${issue.message}`);
  const declared = declaredOf(one);
  const judged = (subjects: readonly Subject[]): CaseVerdict => verdictOf(rule, subjects, one);
  const isExpected = ({ verdict, findings, reason }: CaseVerdict): void => {
    assert.deepEqual(
      { verdict, findings, ...(verdict !== expected.verdict && { reason }) },
      { verdict: expected.verdict, findings: expected.findings },
    );
  };
  const presentedBy = (present: <Value>(value: Value) => Value): CaseVerdict =>
    judged(subjectsOf(declared, one).map((subject) => ({ ...subject, envelope: present(subject.envelope) })));
  it(title, () => isExpected(judged(subjectsOf(declared, one).map(frozen))));
  it(`${title}, behind Pulumi's proxies`, () => isExpected(presentedBy(behindProxies)));
  it(`${title}, with secrets`, () => isExpected(presentedBy(withSecrets)));
  it(`${title}, or says nothing, while a value is not known yet`, () => {
    const guesses = unknownVariants(declared).flatMap(({ unknown, declared: variant }) => {
      const answer = judged(subjectsOf(variant, one));
      return isSound(answer, expected) ? [] : [`${unknown} unknown: ${answerText(answer)}`];
    });
    assert.deepEqual(guesses, []);
  });
}

/** A rule that fails of itself has no answer either, but would not have one for any value. */
const isSound = (answer: CaseVerdict, expected: Pick<CaseVerdict, "verdict" | "findings">): boolean =>
  answer.verdict === "undetermined"
    ? answer.reason === "a value is not known yet"
    : answer.verdict === expected.verdict && answer.findings.join("\n") === expected.findings.join("\n");

const answerText = ({ verdict, findings, reason }: CaseVerdict): string =>
  [verdict, ...findings, reason].filter(Boolean).join(", ");

const frozen = (subject: Subject): Subject => ({ ...subject, envelope: deepFrozen(subject.envelope) });

function deepFrozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  for (const child of Object.values(value)) deepFrozen(child);
  return Object.freeze(value);
}
