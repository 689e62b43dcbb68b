import type { PolicyConfig, Waiver } from "../../../policy/config.ts";
import { exampleEnvelope } from "../../../policy/example.ts";
import { type JudgeOptions, judge } from "../../../policy/judge.ts";
import {
  defineRule,
  defineStackRule,
  type EnvelopeRule,
  type Finding,
  type Rule,
  type StackRule,
} from "../../../policy/rule.ts";
import { type SentFacts, type Subject, subjectOf } from "../../../policy/subject.ts";
import type { PolicyReport } from "../../../policy/verdict.ts";
import type { Declaration } from "../../../schema/wire-options.ts";

/** A subject without documents, declared as the examples' envelope but for some parts. */
export const subject = (
  parts: object = {},
  resource = "contract",
  sent?: SentFacts,
  declared: Declaration = { ...exampleEnvelope, ...parts } as Declaration,
): Subject => subjectOf(resource, declared, [], sent);

/** What became of an envelope that was sent. */
export const sent: SentFacts = { envelopeId: "1", at: "2026-03-01T10:00:00.000Z", status: "ACTIVE" };

/** A mandatory rule that finds what `check` does. */
export const ruleOf = (check: EnvelopeRule["check"], rest: Partial<Omit<EnvelopeRule, "scope">> = {}): Rule =>
  defineRule({
    name: "a-rule",
    title: "It holds.",
    description: "It holds.",
    severity: "low",
    defaultLevel: "mandatory",
    judges: "standing",
    fix: "Make it hold.",
    ...rest,
    check,
  });

/** On a Monday at 10:00 UTC. */
export const context: JudgeOptions["context"] = {
  project: "signing",
  stack: "dev",
  now: new Date("2026-03-02T10:00:00Z"),
};

/** Freezes a value at every depth. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const child of Object.values(value)) deepFreeze(child);
  return value;
}

/** One that every test may find. */
export const finding: Finding = { path: ["name"], message: "is wrong" };

/** What rules say of envelopes; of one, and not of the whole stack, unless told otherwise. */
export const report = (
  rules: readonly Rule[],
  subjects: readonly Subject[] = [subject()],
  config: PolicyConfig = {},
  options: Partial<JudgeOptions> = {},
): PolicyReport => judge(subjects, { rules, config }, { context, wholeStack: false, ...options });

/** A mandatory rule about a stack that finds what `check` does. */
export const stackRule = (check: StackRule["check"], judges: StackRule["judges"] = "standing"): Rule =>
  defineStackRule({
    name: "s-rule",
    title: "It holds.",
    description: "It holds.",
    severity: "high",
    defaultLevel: "mandatory",
    judges,
    fix: "Make it hold.",
    check,
  });

/** Of {@link ruleOf}'s findings on `contract`; its last day is that of {@link context}. */
export const waiver: Waiver = {
  rule: "a-rule",
  resource: "contract",
  reason: "Agreed.",
  owner: "legal@example.com",
  expires: "2026-03-02",
};
/** The same, until the day before. */
export const runOut = { ...waiver, expires: "2026-03-01" };
