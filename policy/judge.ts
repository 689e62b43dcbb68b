import type { PolicyConfig } from "./config.ts";
import type { Context } from "./context.ts";
import { type InForce, Settings } from "./in-force.ts";
import { guarded, UnknownValueError } from "./known.ts";
import type { EnvelopeRule, Finding, NotApplicable, Rule, StackRule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import type { JudgedFinding, Judgement, PolicyReport } from "./verdict.ts";
import { waiverJudgements } from "./waiver-rules.ts";
import { Waivers } from "./waiving.ts";

/** What is judged by. */
export interface Policy {
  rules: readonly Rule[];
  config: PolicyConfig;
}

/** What else a judging goes by. */
export interface JudgeOptions {
  context: Omit<Context, "others">;
  /**
   * Whether all envelopes of the stack are there, so that rules about the stack and the use of waivers can be judged.
   * Default true.
   */
  wholeStack?: boolean;
}

/**
 * Judges envelopes by all rules of a policy. It calls nothing and never throws: a rule that fails is undetermined.
 *
 * @param subjects the envelopes; with `wholeStack` all of the stack's
 */
export function judge(
  subjects: readonly Subject[],
  { rules, config }: Policy,
  { context, wholeStack = true }: JudgeOptions,
): PolicyReport {
  const settings = settingsOf(config);
  const waivers = new Waivers(config.waivers ?? [], context.now);
  const judgements: Judgement[] = [];
  const perEnvelope = rules.filter((rule) => rule.scope === "envelope");
  for (const subject of subjects) {
    const known = guarded(subject);
    const own: Context = {
      ...context,
      get others() {
        return subjects.filter((other) => other !== subject);
      },
    };
    for (const rule of perEnvelope) {
      const inForce = settings.of(rule, { ...context, resource: subject.resource });
      if (inForce.level !== "disabled") judgements.push(judged(rule, inForce, known, own, waivers));
    }
  }
  if (wholeStack) {
    const known = subjects.map(guarded);
    for (const rule of rules)
      if (rule.scope === "stack")
        judgements.push(...ofStack(rule, settings, known, { ...context, others: [] }, waivers));
    judgements.push(...waiverJudgements(waivers.all(), settings, context));
  }
  return { judgements, waivers: waivers.all() };
}

const known = new WeakMap<PolicyConfig, Settings>();

/** How rules count by a policy, found out once: a pack judges a thousand envelopes one by one. */
function settingsOf(config: PolicyConfig): Settings {
  const settings = known.get(config) ?? new Settings(config);
  known.set(config, settings);
  return settings;
}

function judged(
  rule: EnvelopeRule,
  { level, options }: InForce,
  subject: Subject,
  context: Context,
  waivers: Waivers,
): Judgement {
  const { name, severity, judges } = rule;
  const base = { rule: name, level: level as Judgement["level"], severity, resource: subject.resource };
  if (subject.sent && judges === "sending")
    return { ...base, verdict: "not-applicable", findings: [], reason: "it is sent already" };
  const answer = attempt(() => rule.check(subject, context, options));
  if ("reason" in answer) return { ...base, verdict: "undetermined", findings: [], reason: answer.reason };
  if (!Array.isArray(answer.value))
    return { ...base, verdict: "not-applicable", findings: [], reason: answer.value.notApplicable };
  return { ...base, ...withWaivers(name, subject, answer.value, waivers) };
}

function withWaivers(
  rule: string,
  subject: Pick<Subject, "resource" | "sent" | "inProgram">,
  found: readonly Finding[],
  waivers: Waivers,
): Pick<Judgement, "verdict" | "findings"> {
  const findings = found.map((finding): JudgedFinding => {
    const placed = { ...finding, path: subject.inProgram(finding.path) };
    const waiver = waivers.for(rule, subject.resource, placed, subject.sent !== undefined);
    return waiver ? { ...placed, waiver } : placed;
  });
  if (findings.length === 0) return { verdict: "pass", findings };
  return { verdict: findings.every(({ waiver }) => waiver) ? "waived" : "fail", findings };
}

/** One judgement for the stack where it holds, one for each envelope where it does not. */
function ofStack(
  rule: StackRule,
  settings: Settings,
  subjects: readonly Subject[],
  context: Context,
  waivers: Waivers,
): Judgement[] {
  const { name, severity, judges } = rule;
  const { level, options } = settings.of(rule, { ...context, resource: "" });
  if (level === "disabled") return [];
  const base = { rule: name, level, severity, resource: "" };
  const judgedOnes = judges === "sending" ? subjects.filter(({ sent }) => !sent) : subjects;
  const answer = attempt(() => rule.check(judgedOnes, context, options));
  if ("reason" in answer) return [{ ...base, verdict: "undetermined", findings: [], reason: answer.reason }];
  if (!Array.isArray(answer.value))
    return [{ ...base, verdict: "not-applicable", findings: [], reason: answer.value.notApplicable }];
  if (answer.value.length === 0) return [{ ...base, verdict: "pass", findings: [] }];
  return [...Map.groupBy(answer.value, ({ resource }) => resource)].map(([resource, findings]) => {
    const subject = subjects.find((one) => one.resource === resource) ?? { ...wholeStackSubject, resource };
    const plain = findings.map(({ resource: _, ...finding }) => finding);
    return { ...base, resource, ...withWaivers(name, subject, plain, waivers) };
  });
}

const wholeStackSubject: Pick<Subject, "sent" | "inProgram"> = { inProgram: (path) => path };

/** What a rule answers; why it has no answer, where a value is not known yet or it fails. */
function attempt<Value extends readonly Finding[] | NotApplicable>(
  check: () => Value,
): { value: Value } | { reason: string } {
  try {
    return { value: check() };
  } catch (error) {
    if (error instanceof UnknownValueError) return { reason: "a value is not known yet" };
    const what = error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
    return { reason: `the rule failed (${what})` };
  }
}
