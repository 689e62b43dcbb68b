import type { PolicyReport } from "../verdict.ts";
import { type Report, standing, waived } from "./report.ts";

/** How much of each there is. */
export interface Counts {
  envelopes: number;
  /** Findings that stand in the way: more than advisory, and not waived. */
  mandatory: number;
  /** Findings that are advice. */
  advisory: number;
  /** Findings that are waived. */
  waived: number;
  /** Times that a rule could not be judged. */
  undetermined: number;
  /** Times that a rule holds. */
  passed: number;
  notApplicable: number;
}

/** Counts what a report says. */
export function countsOf({ envelopes, judgements }: Report): Counts {
  const found = standing(judgements);
  const advisory = found.filter(({ judgement }) => judgement.level === "advisory").length;
  const verdicts = (verdict: PolicyReport["judgements"][number]["verdict"]): number =>
    judgements.filter((judgement) => judgement.verdict === verdict).length;
  return {
    envelopes: envelopes.length,
    mandatory: found.length - advisory,
    advisory,
    waived: waived(judgements).length,
    undetermined: verdicts("undetermined"),
    passed: verdicts("pass"),
    notApplicable: verdicts("not-applicable"),
  };
}

/** `2 mandatory and 1 advisory findings, 1 waived, 4 undetermined in 3 envelopes`. */
export function verdictText(report: Report): string {
  const { envelopes, mandatory, advisory, waived, undetermined } = countsOf(report);
  const findings = [
    ...(mandatory > 0 ? [`${mandatory} mandatory`] : []),
    ...(advisory > 0 ? [`${advisory} advisory`] : []),
  ];
  const standing = mandatory + advisory;
  const parts = [
    findings.length > 0
      ? `${findings.join(" and ")} ${standing === 1 ? "finding" : "findings"}`
      : "no findings",
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(undetermined > 0 ? [`${undetermined} undetermined`] : []),
  ];
  return `${parts.join(", ")} in ${envelopes === 1 ? "1 envelope" : `${envelopes || "no"} envelopes`}`;
}

/** By what it was judged: the policy file, or the preset where there is none. */
export const judgedBy = ({ policy, rules }: Report): string => {
  const active = rules.filter(({ level }) => level !== "disabled").length;
  const count = `${active} of ${rules.length} rules on`;
  return policy.file === undefined
    ? `the preset ${policy.preset}, since there is no policy file (${count})`
    : `${policy.file} (${count})`;
};
