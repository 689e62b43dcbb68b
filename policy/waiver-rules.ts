import type { Context } from "./context.ts";
import type { Settings } from "./in-force.ts";
import { defineStackRule, type Finding, type Rule } from "./rule.ts";
import type { Judgement, WaiverUse } from "./verdict.ts";

/** What is judged about waivers themselves, by the engine: no waiver lets these be. */
export const waiverInDate: Rule = defineStackRule({
  name: "waiver-in-date",
  title: "No waiver has run out.",
  description:
    "A waiver is for a time. Once that is over its findings count again, and the waiver itself is one: it is prolonged on purpose, or removed.",
  severity: "medium",
  defaultLevel: "advisory",
  judges: "standing",
  fix: "Remove the waiver, or give it a later day and say why.",
  check: () => [],
});

/** See {@link waiverInDate}. */
export const waiverInUse: Rule = defineStackRule({
  name: "waiver-in-use",
  title: "Every waiver has something to waive.",
  description:
    "A waiver that fits no finding is either out of date or misspelt, and would one day let something be that nobody meant.",
  severity: "low",
  defaultLevel: "advisory",
  strictLevel: "advisory",
  judges: "standing",
  fix: "Remove the waiver, or correct its rule, resource or path.",
  check: () => [],
});

/** The judgements about the waivers of a policy, once all envelopes of a stack were judged. */
export function waiverJudgements(
  waivers: readonly WaiverUse[],
  settings: Settings,
  context: Omit<Context, "others">,
): Judgement[] {
  const expired = waivers.filter(({ expired, uses }) => expired && uses === 0);
  const unused = waivers.filter(({ expired, uses }) => !expired && uses === 0);
  return [
    ...judgementsOf(waiverInDate, expired, settings, context, ({ expires }) => `expired on ${expires}`),
    ...judgementsOf(waiverInUse, unused, settings, context, () => "fits no finding"),
  ];
}

function judgementsOf(
  rule: Rule,
  waivers: readonly WaiverUse[],
  settings: Settings,
  context: Omit<Context, "others">,
  why: (waiver: WaiverUse) => string,
): Judgement[] {
  const { level } = settings.of(rule, { ...context, resource: "" });
  if (level === "disabled") return [];
  const base = { rule: rule.name, level, severity: rule.severity, resource: "" };
  const findings = waivers.map((waiver): Finding => {
    const where = waiver.path === undefined ? "" : ` (${waiver.path})`;
    const message = `the waiver of ${waiver.rule} for ${waiver.resource}${where}, owned by ${waiver.owner}, ${why(waiver)}`;
    return { path: [], message };
  });
  return [{ ...base, verdict: findings.length > 0 ? "fail" : "pass", findings }];
}
