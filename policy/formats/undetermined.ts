import type { Judgement } from "../verdict.ts";

/** Rules that could not be judged for one reason. */
export interface Undetermined {
  reason: string;
  rules: string[];
}

/** The rules that could not be judged, by reason: in a preview that is often many of them for the same. */
export const undeterminedIn = (judgements: readonly Judgement[]): Undetermined[] =>
  [
    ...Map.groupBy(
      judgements.filter(({ verdict }) => verdict === "undetermined"),
      ({ reason = "no reason is known" }) => reason,
    ),
  ].map(([reason, all]) => ({ reason, rules: [...new Set(all.map(({ rule }) => rule))] }));
