import type { Report } from "../../policy/formats/report.ts";
import type { Severity } from "../../policy/rule.ts";
import type { Judgement } from "../../policy/verdict.ts";
import { resourceIn } from "../../schema/urn.ts";
import type { PackFinding } from "../check/preview-digest.ts";

/** Our own pack judges by the same policy, which is in the report anyway. */
const ownPack = "pulumi-yotisign";

/** A report with what policy packs said, too; their rules are called `pack/policy`. */
export function withPackFindings(report: Report, findings: readonly PackFinding[]): Report {
  const others = findings.filter(({ policyPackName }) => policyPackName !== ownPack);
  return { ...report, judgements: [...report.judgements, ...others.map(judgementOf)] };
}

function judgementOf({
  resourceUrn = "",
  policyName = "policy",
  policyPackName = "pack",
  enforcementLevel,
  severity,
  message = "",
}: PackFinding): Judgement {
  return {
    rule: `${policyPackName}/${policyName}`,
    level: enforcementLevel === "advisory" ? "advisory" : "mandatory",
    severity: severities.has(severity) ? (severity as Severity) : "medium",
    resource: resourceUrn === "" ? "" : resourceIn(resourceUrn),
    verdict: "fail",
    findings: [{ path: [], message: message.trim().replace(/\s*\n\s*/g, " ") }],
  };
}

const severities: ReadonlySet<string | undefined> = new Set(["low", "medium", "high", "critical"]);
