import type { Path } from "../../schema/issue.ts";
import type { PolicyConfig, Waiver } from "../config.ts";
import type { LintIssue } from "../lint-policy.ts";
import type { Rule } from "../rule.ts";
import { isEverRun } from "./ever-run.ts";
import { engineRules, knownRule } from "./known-rules.ts";

/** How far ahead a waiver's last day may be before it is asked about. */
export const longestWaiverDays = 366;

/** Waivers that can waive nothing, or for too long. */
export function waiverLints(config: PolicyConfig, rules: readonly Rule[], today: Date): LintIssue[] {
  const waivers = config.waivers ?? [];
  return waivers.flatMap((waiver, at) => {
    const path: Path = ["waivers", at];
    const lints = [...ofDay(waiver.expires, [...path, "expires"], today)];
    const found = knownRule(waiver.rule, rules, [...path, "rule"]);
    if ("issue" in found) lints.push(found.issue);
    else lints.push(...ofRule(found.rule, config, [...path, "rule"]));
    if (waivers.slice(0, at).some((other) => isSame(other, waiver)))
      lints.push({ level: "warning", path, message: "waives what a waiver above waives already" });
    return lints;
  });
}

function ofDay(day: string, path: Path, today: Date): LintIssue[] {
  const end = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(end.getTime()) || end.toISOString().slice(0, 10) !== day)
    return [{ level: "error", path, message: "is no day of the calendar" }];
  if (day < today.toISOString().slice(0, 10))
    return [{ level: "warning", path, message: "is over: the findings count again" }];
  if (end.getTime() - today.getTime() > longestWaiverDays * 86_400_000)
    return [{ level: "warning", path, message: "is more than a year ahead: is it still for a time?" }];
  return [];
}

function ofRule(rule: Rule, config: PolicyConfig, path: Path): LintIssue[] {
  if (engineRules.includes(rule))
    return [{ level: "error", path, message: "is about waivers themselves, and no waiver lets it be" }];
  return isEverRun(rule, config)
    ? []
    : [{ level: "warning", path, message: "is disabled: there is nothing to waive" }];
}

const isSame = (one: Waiver, other: Waiver): boolean =>
  one.rule === other.rule && one.resource === other.resource && one.path === other.path;
