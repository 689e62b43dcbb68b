import { verdictText } from "./counts.ts";
import { findingText, placeText, waiverText } from "./finding-text.ts";
import { type Found, isAdvice, type Report, type Section, sectionsOf, standing, waived } from "./report.ts";
import { undeterminedIn } from "./undetermined.ts";

/**
 * A report as GitHub's workflow commands, which annotate files: an error for what is mandatory, a warning for advice
 * and for what could not be judged, a notice for what is waived. The last line is the verdict, for the log. GitHub shows
 * the first ten of each kind, so errors come first.
 */
export function github(report: Report): string {
  const sections = sectionsOf(report);
  const commands = sections.flatMap((section) => [
    ...standing(section.judgements).map((found) => ({
      kind: isAdvice(found.judgement) ? ("warning" as const) : ("error" as const),
      line: findingCommand(isAdvice(found.judgement) ? "warning" : "error", section, found),
    })),
    ...undeterminedIn(section.judgements).map(({ reason, rules }) => ({
      kind: "warning" as const,
      line: command("warning", section, undefined, "not judged", `${rules.join(", ")}: ${reason}`),
    })),
    ...waived(section.judgements).map((found) => ({
      kind: "notice" as const,
      line: findingCommand("notice", section, found),
    })),
  ]);
  const order = ["error", "warning", "notice"] as const;
  const lines = order.flatMap((kind) => commands.filter((one) => one.kind === kind).map(({ line }) => line));
  return [...lines, `${data(verdictText(report))}\n`].join("\n");
}

type Kind = "error" | "warning" | "notice";

function findingCommand(kind: Kind, section: Section, { judgement, finding }: Found): string {
  const place = finding.place ? ` (${placeText(finding.place)})` : "";
  const waiver = finding.waiver ? `. Waived ${waiverText(finding.waiver)}` : "";
  return command(kind, section, finding.line, judgement.rule, `${findingText(finding)}${place}${waiver}`);
}

function command(
  kind: Kind,
  { envelope }: Section,
  line: number | undefined,
  title: string,
  message: string,
): string {
  const at = envelope ? `file=${property(envelope.file)},${line === undefined ? "" : `line=${line},`}` : "";
  const whole = envelope ? `${envelope.resource}: ${message}` : message;
  return `::${kind} ${at}title=${property(title)}::${data(whole)}`;
}

/** As the runner reads it (actions/toolkit, command.ts): what ends a line, and the sign of escaping itself. */
const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

/** Within a property, also what ends one. */
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
