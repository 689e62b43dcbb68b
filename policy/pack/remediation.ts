import type { Context } from "../context.ts";
import { Settings } from "../in-force.ts";
import { judge, type Policy } from "../judge.ts";
import { guarded } from "../known.ts";
import type { Change } from "../rule.ts";
import type { Subject } from "../subject.ts";

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
