import type { Finding, NotApplicable, Rule } from "./rule.ts";
import { failureReason } from "./rule-failure.ts";

/** What a rule found, or the verdict where it found nothing out. */
export type RuleAnswer<Found extends Finding> =
  | { findings: readonly Found[] }
  | { verdict: "not-applicable" | "undetermined"; findings: readonly []; reason: string };

/**
 * What a rule answers. It never throws: rules of somebody's own may, and may answer anything.
 *
 * @param scope the rule's: whether findings say on which envelope they are
 * @param check runs the rule
 */
export function answerOf<Found extends Finding>(
  scope: Rule["scope"],
  check: () => Found[] | NotApplicable,
): RuleAnswer<Found> {
  try {
    const answer: unknown = check();
    if (Array.isArray(answer) && answer.every((one) => isFinding(one, scope)))
      return { findings: answer as Found[] };
    const reason = isFields(answer) ? answer.notApplicable : undefined;
    if (typeof reason === "string") return { verdict: "not-applicable", findings: [], reason };
    return {
      verdict: "undetermined",
      findings: [],
      reason: "the rule failed: it answered neither findings nor why it does not apply",
    };
  } catch (error) {
    return { verdict: "undetermined", findings: [], reason: failureReason(error) };
  }
}

const isFinding = (value: unknown, scope: Rule["scope"]): boolean =>
  isFields(value) &&
  Array.isArray(value.path) &&
  typeof value.message === "string" &&
  (scope === "envelope" || typeof value.resource === "string");

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
