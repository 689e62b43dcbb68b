export type { AssertedDocument, AssertedValue } from "./asserted-value.ts";
export { assertionRule } from "./assertion-rule.ts";
export type { Assertion, Override, PolicyConfig, RuleSetting, Waiver } from "./config.ts";
export type { Context } from "./context.ts";
export type { PolicyDocument, PolicyPage } from "./document-facts.ts";
export { findPolicyFile, policyFileName } from "./host/find-policy-file.ts";
export { type LoadedPolicy, loadPolicy } from "./host/load-policy.ts";
export { type JudgeOptions, judge, type Policy } from "./judge.ts";
export { UnknownValueError } from "./known.ts";
export { type LintIssue, lintPolicy } from "./lint-policy.ts";
export { type ParsedPolicy, parsePolicy } from "./parse-policy.ts";
export { PolicyError, type PolicyIssue } from "./policy-error.ts";
export {
  type Change,
  defineRule,
  defineStackRule,
  type EnvelopeRule,
  type Finding,
  type FindingPlace,
  type Level,
  type NotApplicable,
  notApplicable,
  type OptionsSchema,
  type Rule,
  type RuleMetadata,
  type Severity,
  type StackFinding,
  type StackRule,
} from "./rule.ts";
export { builtInRules } from "./rules/index.ts";
export {
  type PolicyEnvelope,
  type PolicyRecipient,
  type SentFacts,
  type Subject,
  subjectOf,
} from "./subject.ts";
export { type InvalidCase, type RuleCases, testRule, type ValidCase } from "./test-rule.ts";
export type { DocumentCase } from "./testing/document-case.ts";
export type { Case } from "./testing/rule-case.ts";
export type { Runner } from "./testing/runner.ts";
export {
  isRefused,
  type JudgedFinding,
  type Judgement,
  type PolicyReport,
  type Verdict,
  type WaiverUse,
} from "./verdict.ts";
