import { formatPath } from "../../schema/issue.ts";
import type { JudgedFinding, Judgement } from "../verdict.ts";
import { countsOf } from "./counts.ts";
import { fails, type Report, type ReportedRule, type Threshold } from "./report.ts";

/**
 * A report for programs, as `policy/report.json` describes it. What is not known is null; within a version fields are
 * only added.
 */
export function json(report: Report, threshold: Threshold): string {
  const { version, policy, project, stack, at, rules, envelopes, judgements, waivers } = report;
  const value = {
    version: 1,
    tool: { name: "pulumi-yotisign", version },
    ok: !judgements.some((judgement) => fails(judgement, threshold)),
    counts: countsOf(report),
    policy: { file: policy.file ?? null, preset: policy.preset },
    project: project ?? null,
    stack: stack ?? null,
    judgedAt: at.toISOString(),
    rules: rules.map(ruleJson),
    envelopes: envelopes.map(({ resource, file, sent, documents }) => ({
      resource,
      file,
      sent,
      documents: documents.map(({ name, file }) => ({ name, file })),
    })),
    judgements: judgements.map(judgementJson),
    waivers: waivers.map(({ rule, resource, path, reason, owner, expires, uses, expired }) => ({
      rule,
      resource,
      path: path ?? null,
      reason,
      owner,
      expires,
      uses,
      expired,
    })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

const ruleJson = (rule: ReportedRule): unknown => ({
  name: rule.name,
  title: rule.title,
  description: rule.description,
  fix: rule.fix,
  severity: rule.severity,
  level: rule.level,
  judges: rule.judges,
  frameworks: rule.frameworks ?? [],
  options: rule.options,
});

const judgementJson = (judgement: Judgement): unknown => ({
  rule: judgement.rule,
  level: judgement.level,
  severity: judgement.severity,
  resource: judgement.resource === "" ? null : judgement.resource,
  verdict: judgement.verdict,
  reason: judgement.reason ?? null,
  findings: judgement.findings.map(findingJson),
});

const findingJson = ({ path, message, line, place, waiver }: JudgedFinding): unknown => ({
  path: formatPath(path),
  message,
  line: line ?? null,
  place: place
    ? { document: place.document, pageNumber: place.pageNumber, boxPt: place.box ? [...place.box] : null }
    : null,
  waiver: waiver ? { reason: waiver.reason, owner: waiver.owner, expires: waiver.expires } : null,
});
