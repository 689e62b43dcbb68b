import { styleText } from "node:util";
import { withoutControls } from "../../document/index.ts";
import { judgedBy, verdictText } from "../../policy/formats/counts.ts";
import { findingText, placeText, waiverText } from "../../policy/formats/finding-text.ts";
import {
  type Found,
  fails,
  isAdvice,
  type Report,
  type Section,
  sectionsOf,
  standing,
  type Threshold,
  waived,
} from "../../policy/formats/report.ts";
import { undeterminedIn } from "../../policy/formats/undetermined.ts";
import { wrapped } from "../wrapped.ts";

/** How a report is shown. */
export interface CheckTextOptions extends Threshold {
  /** Also what holds, and what does not apply. */
  verbose: boolean;
  /** Whether the text may have colours; where they are unwanted (NO_COLOR, a pipe) there are none anyway. */
  colours: boolean;
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

const indent = 13;

/** A report for people: a paragraph per envelope that there is something to say about, lines of at most 80 characters. */
export function checkText(report: Report, options: CheckTextOptions): string {
  const paint: Paint = options.colours ? styleText : (_, text) => text;
  const failed = report.judgements.some((judgement) => fails(judgement, options));
  const fixes = new Map(report.rules.map(({ name, fix }) => [name, fix]));
  const paragraphs = sectionsOf(report).flatMap((section) => {
    const rows = rowsOf(section, options.verbose, fixes, paint);
    const name = section.envelope?.resource ?? "The stack as a whole";
    return rows.length > 0 ? [[paint("bold", withoutControls(name)), ...rows].join("\n")] : [];
  });
  const verdict = paint(failed ? ["red", "bold"] : ["green", "bold"], failed ? "fail" : "ok");
  return `${[
    wrapped("", 0, `Judged by ${judgedBy(report)}.`),
    ...paragraphs,
    wrapped(`${verdict}${failed ? "  " : "    "}`, 6, verdictText(report)),
  ].join("\n\n")}\n`;
}

function rowsOf(
  { judgements }: Section,
  verbose: boolean,
  fixes: ReadonlyMap<string, string>,
  paint: Paint,
): string[] {
  const row = (style: Parameters<Paint>[0], label: string, text: string): string =>
    wrapped(paint(style, `  ${label}`.padEnd(indent)), indent, text);
  return [
    ...standing(judgements).map((found) => {
      const style = isAdvice(found.judgement) ? "yellow" : "red";
      return [
        row(style, found.judgement.level, findingText(found.finding)),
        ...more([source(found), `→ ${fixes.get(found.judgement.rule) ?? ""}`]),
      ].join("\n");
    }),
    ...waived(judgements).map((found) => {
      const { waiver } = found.finding;
      const why = waiver ? [`waived ${waiverText(waiver)}`] : [];
      return [row("cyan", "waived", findingText(found.finding)), ...more([source(found), ...why])].join("\n");
    }),
    ...undeterminedIn(judgements).map(({ reason, rules }) =>
      row("yellow", "not judged", `${rules.join(", ")}: ${reason}`),
    ),
    ...(verbose ? quietRows(judgements, row) : []),
  ];
}

const quietRows = (
  judgements: Section["judgements"],
  row: (style: Parameters<Paint>[0], label: string, text: string) => string,
): string[] =>
  judgements.flatMap(({ verdict, rule, reason = "" }) => {
    if (verdict === "pass") return [row("green", "pass", rule)];
    return verdict === "not-applicable" ? [row("gray", "n/a", `${rule}: ${reason}`)] : [];
  });

const source = ({ judgement, finding: { place, line } }: Found): string =>
  [
    judgement.rule,
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(place ? [placeText(place)] : []),
  ].join(", ");

const more = (lines: string[]): string[] => lines.map((line) => wrapped(" ".repeat(indent), indent, line));
