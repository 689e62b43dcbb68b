import { defineRule, type Rule } from "../../policy/rule.ts";
import type { Judgement } from "../../policy/verdict.ts";
import type { Candidate } from "./candidate.ts";

/** What no policy can change: an envelope that the provider refuses is not sent. */
export const validRule: Rule = defineRule({
  name: "valid",
  title: "The envelope can be sent.",
  description:
    "A run refuses an envelope that the service would refuse, or accept and fail later, and a change of one that is out already without its approval. Nothing waives that.",
  severity: "high",
  defaultLevel: "mandatory",
  judges: "standing",
  fix: "Correct what is named; `pulumi up` stops there, too.",
  check: () => [],
});

/** What the provider itself says of an envelope. */
export function validJudgement({ resource, issues, lineOf }: Candidate): Judgement {
  const { name: rule, severity } = validRule;
  const findings = issues.map(({ path, message }) => {
    const line = lineOf?.(path);
    return { path, message, ...(line !== undefined && { line }) };
  });
  const verdict = findings.length > 0 ? "fail" : "pass";
  return { rule, level: "mandatory", severity, resource, verdict, findings };
}
