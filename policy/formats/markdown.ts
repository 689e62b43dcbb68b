import { formatPath } from "../../schema/issue.ts";
import { countsOf, judgedBy, verdictText } from "./counts.ts";
import { placeText } from "./finding-text.ts";
import { code, folded, prose, table, text } from "./markdown-text.ts";
import { type Found, fails, type Report, sectionsOf, standing, type Threshold, waived } from "./report.ts";
import { undeterminedIn } from "./undetermined.ts";

/** GitHub refuses comments of more than 65,536 characters, and three tables share them. */
const defaultTableCharacters = 18_000;

/**
 * A report for a comment on a pull request: the verdict, a table of findings, and folded away what to do about them,
 * what is waived and until when, and what could not be judged. Nobody is notified by what is in it.
 *
 * @param maxTableCharacters of each of its tables; default 18,000
 */
export function markdown(
  report: Report,
  threshold: Threshold,
  maxTableCharacters = defaultTableCharacters,
): string {
  const failed = report.judgements.some((judgement) => fails(judgement, threshold));
  const verdict = verdictText(report);
  const parts = [
    `### ${failed ? "❌" : "✅"} Signing policy: ${verdict}`,
    `Judged by ${text(judgedBy(report))}${report.stack === undefined ? "" : ` for the stack ${code(report.stack)}`}.`,
    ...findingsTable(report, maxTableCharacters),
    ...cures(report),
    ...waivedTable(report, maxTableCharacters),
    ...undeterminedTable(report, maxTableCharacters),
  ];
  return `${parts.join("\n\n")}\n`;
}

function findingsTable(report: Report, maxCharacters: number): string[] {
  const rows = sectionsOf(report).flatMap(({ envelope, judgements }) =>
    standing(judgements).map(({ judgement: { rule, level }, finding }) => [
      envelope ? code(envelope.resource) : "the stack",
      code(rule),
      level === "advisory" ? "advisory" : `**${level}**`,
      messageCell(finding),
    ]),
  );
  return rows.length > 0 ? [table(["envelope", "rule", "level", "finding"], rows, maxCharacters)] : [];
}

/** What to do, once for each rule. */
function cures(report: Report): string[] {
  const named = new Set(standing(report.judgements).map(({ judgement }) => judgement.rule));
  const rows = report.rules
    .filter(({ name }) => named.has(name))
    .map(({ name, title, fix }) => `- ${code(name)}: ${prose(title)} ${prose(fix)}`);
  return rows.length > 0 ? [folded("What to do", rows.join("\n"))] : [];
}

function waivedTable(report: Report, maxCharacters: number): string[] {
  const { waived: count } = countsOf(report);
  const rows = sectionsOf(report).flatMap(({ envelope, judgements }) =>
    waived(judgements).map(({ judgement, finding }) => [
      envelope ? code(envelope.resource) : "the stack",
      code(judgement.rule),
      messageCell(finding),
      finding.waiver?.expires ?? "",
      code(finding.waiver?.owner ?? ""),
      text(finding.waiver?.reason ?? ""),
    ]),
  );
  const head = ["envelope", "rule", "finding", "until", "owner", "reason"];
  return rows.length > 0 ? [folded(`${count} waived`, table(head, rows, maxCharacters))] : [];
}

function undeterminedTable(report: Report, maxCharacters: number): string[] {
  const { undetermined: count } = countsOf(report);
  const rows = sectionsOf(report).flatMap(({ envelope, judgements }) =>
    undeterminedIn(judgements).map(({ reason, rules }) => [
      envelope ? code(envelope.resource) : "the stack",
      rules.map(code).join(", "),
      text(reason),
    ]),
  );
  return rows.length > 0
    ? [folded(`${count} undetermined`, table(["envelope", "rules", "why"], rows, maxCharacters))]
    : [];
}

const messageCell = ({ path, message, place }: Found["finding"]): string =>
  [
    ...(path.length > 0 ? [code(formatPath(path))] : []),
    text(message),
    ...(place ? [`(${text(placeText(place))})`] : []),
  ].join(" ");
