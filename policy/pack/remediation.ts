import type { PolicyConfig, RuleSetting } from "../config.ts";
import type { Context } from "../context.ts";
import { presetLevel, Settings } from "../in-force.ts";
import { judge, type Policy } from "../judge.ts";
import { guarded } from "../known.ts";
import type { Change, Level, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

/** Whether a rule can mend, and any setting of the policy has it do so. */
export function mayMend(rule: Rule, config: PolicyConfig): boolean {
  const { rules = {}, overrides = [] } = config;
  const level = (setting: RuleSetting | undefined): Level | undefined =>
    typeof setting === "string" ? setting : setting?.level;
  const settings = [rules, ...overrides.map((one) => one.rules)];
  const mends = rule.scope === "envelope" && rule.remediate !== undefined;
  const asked = settings.some((one) => level(one[rule.name]) === "remediate");
  return mends && (asked || presetLevel(rule, config) === "remediate");
}

/** What the rules that are meant would change about an envelope that they object to, where their level is `remediate`. */
export function changesFor(
  subject: Subject,
  isMeant: (rule: string) => boolean,
  policy: Policy,
  context: Omit<Context, "others">,
): Change[] {
  const settings = new Settings(policy.config);
  return policy.rules.flatMap((rule) => {
    if (!isMeant(rule.name) || rule.scope !== "envelope" || !rule.remediate) return [];
    const { level, options } = settings.of(rule, { ...context, resource: subject.resource });
    if (level !== "remediate") return [];
    const { judgements } = judge([subject], { ...policy, rules: [rule] }, { context, wholeStack: false });
    return judgements.some(({ verdict }) => verdict === "fail")
      ? rule.remediate(guarded(subject), { ...context, others: [] }, options)
      : [];
  });
}
