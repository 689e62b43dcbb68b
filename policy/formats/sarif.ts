import { digest } from "../../schema/canonical.ts";
import { formatPath } from "../../schema/issue.ts";
import type { Judgement } from "../verdict.ts";
import { findingText, placeText, waiverText } from "./finding-text.ts";
import { type Found, type Report, type ReportedEnvelope, type ReportedRule, sectionsOf } from "./report.ts";
import { locationsOf, relatedLocationsOf } from "./sarif-locations.ts";

/**
 * A report as SARIF 2.1.0, as GitHub's code scanning and others read it: all rules of the policy are declared, waived
 * findings are suppressed results, and what could not be judged is a notification of the run.
 */
export function sarif(report: Report): string {
  const { version, rules, project, stack } = report;
  const index = new Map(rules.map(({ name }, at) => [name, at]));
  const sections = sectionsOf(report);
  const run = {
    tool: {
      driver: {
        name: "yotisign",
        fullName: "yotisign check (pulumi-yotisign)",
        semanticVersion: version,
        rules: rules.map(descriptor),
      },
    },
    automationDetails: { id: ["yotisign-check", project, stack].filter(Boolean).join("/") },
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: sections.flatMap(({ envelope, judgements }) =>
          judgements
            .filter(({ verdict }) => verdict === "undetermined")
            .map((judgement) => notification(judgement, envelope, index)),
        ),
      },
    ],
    columnKind: "utf16CodeUnits",
    results: sections.flatMap(({ envelope, judgements }) => resultsOf(judgements, envelope, index)),
  };
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const descriptor = (rule: ReportedRule): unknown => ({
  id: rule.name,
  shortDescription: { text: rule.title },
  fullDescription: { text: rule.description },
  help: { text: rule.fix, markdown: rule.fix },
  defaultConfiguration: { enabled: rule.level !== "disabled", level: levelOf(rule.level) },
  properties: {
    tags: ["policy", ...(rule.frameworks ?? [])],
    severity: rule.severity,
    policyLevel: rule.level,
    judges: rule.judges,
    options: rule.options,
  },
});

const levelOf = (level: ReportedRule["level"]): string => (level === "advisory" ? "warning" : "error");

function resultsOf(
  judgements: readonly Judgement[],
  envelope: ReportedEnvelope | undefined,
  index: ReadonlyMap<string, number>,
): unknown[] {
  // What is found twice at one place must not be taken for one thing.
  const seen = new Map<string, number>();
  return judgements.flatMap((judgement) =>
    judgement.findings.map((finding) => {
      const place = [judgement.rule, judgement.resource, formatPath(finding.path)];
      const nth = (seen.get(place.join("\n")) ?? 0) + 1;
      seen.set(place.join("\n"), nth);
      return {
        ...result({ judgement, finding }, envelope, index),
        partialFingerprints: { "yotisignFinding/v1": digest([...place, nth]) },
      };
    }),
  );
}

function result(
  { judgement: { rule, level, severity, resource }, finding }: Found,
  envelope: ReportedEnvelope | undefined,
  index: ReadonlyMap<string, number>,
): object {
  const { waiver, place } = finding;
  const text = `${resource === "" ? "" : `${resource}: `}${findingText(finding)}`;
  const related = relatedLocationsOf(finding, envelope);
  return {
    ruleId: rule,
    ...(index.has(rule) && { ruleIndex: index.get(rule) }),
    kind: "fail",
    level: levelOf(level),
    message: { text: place ? `${text} (${placeText(place)})` : text },
    locations: locationsOf(finding, envelope),
    ...(related.length > 0 && { relatedLocations: related }),
    suppressions: waiver
      ? [
          {
            kind: "external",
            status: "accepted",
            justification: waiverText(waiver),
            properties: { owner: waiver.owner, expires: waiver.expires },
          },
        ]
      : [],
    properties: { severity, policyLevel: level },
  };
}

function notification(
  { rule, resource, reason = "" }: Judgement,
  envelope: ReportedEnvelope | undefined,
  index: ReadonlyMap<string, number>,
): unknown {
  const where = resource === "" ? "" : ` of ${resource}`;
  return {
    level: "warning",
    message: { text: `${rule}${where} could not be judged: ${reason}` },
    associatedRule: { id: rule, ...(index.has(rule) && { index: index.get(rule) }) },
    locations: locationsOf({ path: [] }, envelope),
  };
}
