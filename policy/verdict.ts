import type { Waiver } from "./config.ts";
import type { Finding, Level, Severity } from "./rule.ts";

/**
 * - `pass`: it holds;
 * - `fail`: it does not, and at least one finding is not waived;
 * - `waived`: it does not, and every finding is waived;
 * - `not-applicable`: there is nothing to judge;
 * - `undetermined`: it could not be judged: a value is not known yet, or the rule itself failed. Never a pass.
 */
export type Verdict = "pass" | "fail" | "waived" | "not-applicable" | "undetermined";

/** A finding, and the waiver that lets it be. */
export interface JudgedFinding extends Finding {
  waiver?: Waiver;
  /** Where the envelope's own file says it, from 1; absent where it has none, as in a program. */
  line?: number;
}

/** What one rule says of one envelope, or of a stack. */
export interface Judgement {
  rule: string;
  level: Exclude<Level, "disabled">;
  severity: Severity;
  /** The resource's name; empty: the stack as a whole. */
  resource: string;
  verdict: Verdict;
  findings: readonly JudgedFinding[];
  /** Why it does not apply, or could not be judged. */
  reason?: string;
}

/** A waiver, and what it did. */
export interface WaiverUse extends Waiver {
  /** Findings it let be. */
  uses: number;
  expired: boolean;
}

/** What all rules say. */
export interface PolicyReport {
  judgements: readonly Judgement[];
  waivers: readonly WaiverUse[];
}

/** Whether anything must not happen: a rule that is more than advisory failed. */
export const isRefused = ({ judgements }: Pick<PolicyReport, "judgements">): boolean =>
  judgements.some(({ verdict, level }) => verdict === "fail" && level !== "advisory");
