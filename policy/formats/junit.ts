import type { Judgement } from "../verdict.ts";
import { findingText, placeText, waiverText } from "./finding-text.ts";
import { fails, type Report, type Section, sectionsOf, type Threshold } from "./report.ts";

/** The suite of what is about no envelope. */
const stackSuite = "(stack)";

/**
 * A report as JUnit's XML, as Jenkins reads it: a suite per envelope, a case per rule. What fails the check is a
 * failure, and what was waived or does not apply is skipped; a rule that could not be judged is an error, whatever the
 * threshold. Findings below the threshold are in a passed case's output.
 */
export function junit(report: Report, threshold: Threshold): string {
  const suites = sectionsOf(report).map((section) => suite(section, threshold));
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="yotisign check" ${numbers(all, ["tests", "failures", "errors"])}>`,
    ...suites.flatMap(({ name, cases }) => [
      `  <testsuite name="${escaped(name)}" ${numbers(cases, ["tests", "failures", "errors", "skipped"])}>`,
      ...cases.map(({ xml }) => xml),
      "  </testsuite>",
    ]),
    "</testsuites>",
    "",
  ].join("\n");
}

interface Case {
  outcome: "passed" | "failures" | "errors" | "skipped";
  xml: string;
}

function suite({ envelope, judgements }: Section, threshold: Threshold): { name: string; cases: Case[] } {
  const name = envelope?.resource ?? stackSuite;
  return { name, cases: judgements.map((judgement) => testCase(name, judgement, threshold)) };
}

function testCase(suiteName: string, judgement: Judgement, threshold: Threshold): Case {
  const { rule, verdict, reason = "", findings } = judgement;
  const lines = findings.map((finding) =>
    [
      findingText(finding),
      ...(finding.place ? [placeText(finding.place)] : []),
      ...(finding.waiver ? [`waived ${waiverText(finding.waiver)}`] : []),
    ].join("; "),
  );
  const text = lines.join("\n");
  const written = (outcome: Case["outcome"], inner?: string): Case => {
    const start = `    <testcase classname="${escaped(suiteName)}" name="${escaped(rule)}"`;
    return { outcome, xml: inner === undefined ? `${start}/>` : `${start}>${inner}</testcase>` };
  };
  switch (verdict) {
    case "pass":
      return written("passed");
    case "not-applicable":
      return written("skipped", `<skipped>${escaped(`not applicable: ${reason}`)}</skipped>`);
    case "waived":
      return written("skipped", `<skipped>${escaped(text)}</skipped>`);
    case "undetermined":
      return written("errors", `<error type="undetermined" message="${escaped(reason)}"/>`);
    case "fail": {
      if (!fails(judgement, threshold)) return written("passed", `<system-out>${escaped(text)}</system-out>`);
      const message = lines.length === 1 ? text : `${lines.length} findings`;
      return written(
        "failures",
        `<failure type="${judgement.level}" message="${escaped(message)}">${escaped(text)}</failure>`,
      );
    }
  }
}

const numbers = (cases: readonly Case[], names: readonly ("tests" | Case["outcome"])[]): string =>
  names
    .map((name) => {
      const counted = name === "tests" ? cases : cases.filter(({ outcome }) => outcome === name);
      return `${name}="${counted.length}"`;
    })
    .join(" ");

/** For texts and attributes; characters that XML 1.0 cannot have at all become U+FFFD. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\r", "&#13;");
