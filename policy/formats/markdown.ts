import { formatPath } from "../../schema/issue.ts";
import { countsOf, judgedBy, verdictText } from "./counts.ts";
import { placeText } from "./finding-text.ts";
import { type Found, fails, type Report, sectionsOf, standing, type Threshold, waived } from "./report.ts";
import { undeterminedIn } from "./undetermined.ts";

/** GitHub refuses comments of more than 65,536 characters, and three tables share them. */
const maxTableCharacters = 18_000;

/**
 * A report for a comment on a pull request: the verdict, a table of findings, and folded away what to do about them,
 * what is waived and until when, and what could not be judged. Nobody is notified by what is in it.
 */
export function markdown(report: Report, threshold: Threshold): string {
  const failed = report.judgements.some((judgement) => fails(judgement, threshold));
  const verdict = verdictText(report);
  const parts = [
    `### ${failed ? "❌" : "✅"} Signing policy: ${verdict}`,
    `Judged by ${text(judgedBy(report))}${report.stack === undefined ? "" : ` for the stack ${code(report.stack)}`}.`,
    ...findingsTable(report),
    ...cures(report),
    ...waivedTable(report),
    ...undeterminedTable(report),
  ];
  return `${parts.join("\n\n")}\n`;
}

function findingsTable(report: Report): string[] {
  const rows = sectionsOf(report).flatMap(({ envelope, judgements }) =>
    standing(judgements).map(({ judgement: { rule, level }, finding }) => [
      envelope ? code(envelope.resource) : "the stack",
      code(rule),
      level === "advisory" ? "advisory" : `**${level}**`,
      messageCell(finding),
    ]),
  );
  return rows.length > 0 ? [table(["envelope", "rule", "level", "finding"], rows)] : [];
}

/** What to do, once for each rule. */
function cures(report: Report): string[] {
  const named = new Set(standing(report.judgements).map(({ judgement }) => judgement.rule));
  const rows = report.rules
    .filter(({ name }) => named.has(name))
    .map(({ name, title, fix }) => `- ${code(name)}: ${prose(title)} ${prose(fix)}`);
  return rows.length > 0 ? [folded("What to do", rows.join("\n"))] : [];
}

function waivedTable(report: Report): string[] {
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
  return rows.length > 0 ? [folded(`${count} waived`, table(head, rows))] : [];
}

function undeterminedTable(report: Report): string[] {
  const { undetermined: count } = countsOf(report);
  const rows = sectionsOf(report).flatMap(({ envelope, judgements }) =>
    undeterminedIn(judgements).map(({ reason, rules }) => [
      envelope ? code(envelope.resource) : "the stack",
      rules.map(code).join(", "),
      text(reason),
    ]),
  );
  return rows.length > 0 ? [folded(`${count} undetermined`, table(["envelope", "rules", "why"], rows))] : [];
}

const messageCell = ({ path, message, place }: Found["finding"]): string =>
  [
    ...(path.length > 0 ? [code(formatPath(path))] : []),
    text(message),
    ...(place ? [`(${text(placeText(place))})`] : []),
  ].join(" ");

function table(head: string[], rows: string[][]): string {
  const row = (cells: string[]): string => `| ${cells.join(" | ")} |`;
  const lines = [row(head), row(head.map(() => "---"))];
  let room = maxTableCharacters;
  for (const [index, cells] of rows.entries()) {
    const line = row(cells);
    room -= line.length;
    if (room < 0) return [...lines, "", `… and ${rows.length - index} more.`].join("\n");
    lines.push(line);
  }
  return lines.join("\n");
}

const folded = (summary: string, inner: string): string =>
  `<details><summary>${text(summary)}</summary>\n\n${inner}\n\n</details>`;

/** Text in which nothing is a mark, a link, a mention or HTML. */
const text = (plain: string): string =>
  plain
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_[\]|~!#]/g, "\\$&")
    .replaceAll("@", "@<!-- -->")
    .replace(/(https?):\/\//gi, "$1:<!-- -->//");

/** What a rule says of itself, which may have code in it. */
const prose = (plain: string): string =>
  plain
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? part : text(part)))
    .join("");

/** A name as code, whatever is in it: the fence is longer than any run of backquotes within. */
function code(name: string): string {
  const plain = name.replace(/[\p{Cc}\s]+/gu, " ").replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = plain.startsWith("`") || plain.endsWith("`") ? " " : "";
  return `${fence}${space}${plain}${space}${fence}`;
}
