import type { Outcome } from "./run.ts";

/** What all runs of one contestant come to. */
export interface Tally {
  title: string;
  runs: number;
  duplicates: number;
  orphans: number;
  lost: number;
  unaskedWithdrawals: number;
  stuck: number;
}

/** Adds outcomes up. */
export function tally(title: string, outcomes: readonly Outcome[]): Tally {
  const sum = (of: "duplicates" | "orphans" | "lost" | "unaskedWithdrawals"): number =>
    outcomes.reduce((total, outcome) => total + outcome[of], 0);
  return {
    title,
    runs: outcomes.length,
    duplicates: sum("duplicates"),
    orphans: sum("orphans"),
    lost: sum("lost"),
    unaskedWithdrawals: sum("unaskedWithdrawals"),
    stuck: outcomes.filter(({ stuck }) => stuck).length,
  };
}

/** The tallies as a table in Markdown. */
export const table = (tallies: readonly Tally[]): string =>
  [
    "| | runs | duplicates | orphans | lost | unasked withdrawals | stuck |",
    "|---|---|---|---|---|---|---|",
    ...tallies.map(
      ({ title, runs, duplicates, orphans, lost, unaskedWithdrawals, stuck }) =>
        `| ${[title, runs, duplicates, orphans, lost, unaskedWithdrawals, stuck].join(" | ")} |`,
    ),
  ].join("\n");

/** The last line: one JSON object. An unasked withdrawal is a lost envelope, too. */
export function closingLine(outcomes: readonly Outcome[]): string {
  const { runs, duplicates, lost, unaskedWithdrawals, stuck } = tally("", outcomes);
  return JSON.stringify({ runs, duplicates, lost: lost + unaskedWithdrawals, stuck });
}
