import type { PolicyConfig, Waiver } from "./config.ts";
import type { Context } from "./context.ts";
import { fits } from "./glob.ts";
import { type InForce, Settings } from "./in-force.ts";
import { guarded } from "./known.ts";
import type { EnvelopeRule, Finding, Rule, StackRule } from "./rule.ts";
import { answerOf } from "./rule-answer.ts";
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
  const known = subjects.map(guarded);
  const judgements: Judgement[] = [];
  const perEnvelope = rules.filter((rule) => rule.scope === "envelope");
  for (const subject of known) {
    const target = { ...context, resource: subject.resource };
    const own = contextOf(subject, known, context);
    for (const rule of perEnvelope) {
      const inForce = settings.of(rule, target);
      if (inForce.level !== "disabled") judgements.push(judged(rule, inForce, subject, own, waivers));
    }
  }
  if (wholeStack) {
    for (const rule of rules)
      if (rule.scope === "stack")
        judgements.push(...ofStack(rule, settings, known, { ...context, others: [] }, waivers));
    const sure = waivers.all().filter((waiver) => waiver.expired || !mayYetBeUsed(waiver, judgements));
    judgements.push(...waiverJudgements(sure, settings, context));
  }
  return { judgements, waivers: waivers.all() };
}

/** The other envelopes are gathered when a rule asks for them: most never do. */
function contextOf(
  subject: Subject,
  subjects: readonly Subject[],
  context: JudgeOptions["context"],
): Context {
  let others: readonly Subject[] | undefined;
  return {
    ...context,
    get others() {
      others ??= subjects.filter((other) => other !== subject);
      return others;
    },
  };
}

const knownSettings = new WeakMap<PolicyConfig, Settings>();

/** How rules count by a policy, found out once: a pack judges a thousand envelopes one by one. */
function settingsOf(config: PolicyConfig): Settings {
  const settings = knownSettings.get(config) ?? new Settings(config);
  knownSettings.set(config, settings);
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
  const answer = answerOf(rule.scope, () => rule.check(subject, context, options));
  if ("verdict" in answer) return { ...base, ...answer };
  return { ...base, ...withWaivers(name, subject, answer.findings, waivers) };
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
  const answer = answerOf(rule.scope, () => rule.check(judgedOnes, context, options));
  if ("verdict" in answer) return [{ ...base, ...answer }];
  const byResource = Map.groupBy(answer.findings, ({ resource }) => resource);
  const failed = [...byResource].flatMap(([resource, findings]): Judgement[] => {
    const { level: own } = settings.of(rule, { ...context, resource });
    if (own === "disabled") return [];
    const subject = subjects.find((one) => one.resource === resource);
    const placed = subject ?? { resource, sent: undefined, inProgram: (path) => path };
    const plain = findings.map(({ resource: _, ...finding }) => finding);
    return [{ ...base, level: own, resource, ...withWaivers(name, placed, plain, waivers) }];
  });
  return failed.length > 0 ? failed : [{ ...base, verdict: "pass", findings: [] }];
}

/** Whether a rule that could not be judged may still find what a waiver is for. */
const mayYetBeUsed = (waiver: Waiver, judgements: readonly Judgement[]): boolean =>
  judgements.some(
    ({ rule, resource, verdict }) =>
      verdict === "undetermined" &&
      rule === waiver.rule &&
      (resource === "" || fits(waiver.resource, resource)),
  );
