import { type Finding, type NotApplicable, notApplicable } from "./rule.ts";

/**
 * What a rule answers that could not judge all it is about: its findings; if there are none, that it does not apply,
 * since what was not looked at does not pass.
 *
 * @param unknown what could not be judged, and why; undefined: all was judged
 */
export const partialAnswer = (findings: Finding[], unknown: string | undefined): Finding[] | NotApplicable =>
  findings.length > 0 || unknown === undefined ? findings : notApplicable(unknown);
