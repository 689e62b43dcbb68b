import type { Path } from "../../schema/issue.ts";
import { type Constants, constantsOf, exclusiveTriggers, namedTags } from "../conditions/trigger-state.ts";
import { uselessEffects } from "../conditions/useless-effects.ts";
import { quoted } from "../documents/judge-documents.ts";
import { defineRule, type Finding, notApplicable, type Rule } from "../rule.ts";
import type { PolicyEnvelope } from "../subject.ts";

/** What depends on what a signer fills in does depend on it, and does something. */
export const ruleCanFire: Rule = defineRule({
  name: "rule-can-fire",
  title: "Every conditional rule can be met, can be not met, and then changes something.",
  description:
    "A conditional rule that never or always holds, or that asks for what is asked for anyway, is not what was meant: a tag stays hidden that somebody was to sign, or is required of all whom it was to be required of in one case. Mostly a trigger is read-only, a criterion is the wrong way round, or optional was forgotten on the affected tag.",
  severity: "medium",
  defaultLevel: "mandatory",
  judges: "standing",
  fix: "Correct the rule's conditions or the affected tags; or remove the rule, and declare the tags as they shall be.",
  check({ envelope }) {
    if (envelope.autotagging !== undefined) return notApplicable("tags are read from the documents");
    if (!envelope.recipients.some(({ rules = [] }) => rules.length > 0))
      return notApplicable("there are no conditional rules");
    const constants = constantsOf(envelope);
    return envelope.recipients.flatMap((_, at) => findingsOf(envelope, at, constants));
  },
});

function findingsOf({ recipients }: PolicyEnvelope, at: number, constants: Constants): Finding[] {
  const { tags, rules = [] } = recipients[at] ?? {};
  const named = namedTags(tags);
  return rules.flatMap((rule, position): Finding[] => {
    const path: Path = ["recipients", at, "rules", position];
    const findings = rule.conditions.flatMap(({ triggerTagName, criteria }, index): Finding[] => {
      const tag = named.get(triggerTagName);
      const constant = tag && constants.values.get(tag);
      if (!constant) return [];
      const met = constant.filled === (criteria === "has_value") ? "always" : "never";
      const message = `is ${met} met: ${quoted(triggerTagName)} ${constant.why}`;
      return [{ path: [...path, "conditions", index], message }];
    });
    const exclusive = exclusiveTriggers(rule.conditions, named);
    if (exclusive) {
      const [one, other] = exclusive.map(quoted);
      const message = `are never met together: ${one} and ${other} are radio buttons of one group`;
      findings.push({ path: [...path, "conditions"], message });
    }
    return constants.never.has(rule)
      ? findings
      : [...findings, ...uselessEffects(recipients, at, rule, path)];
  });
}
