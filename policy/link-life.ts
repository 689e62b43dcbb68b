import type { Change } from "./rule.ts";
import type { PolicyRecipient } from "./subject.ts";

const daySeconds = 86_400;

/** The longest life of a link that the service takes, in days. */
export const longestLifeDays = 365;

/** How long a signing link lives, in seconds from the invitation: two days where nothing else is declared. */
export const linkSeconds = ({
  activeForSeconds = 2 * daySeconds,
}: Pick<PolicyRecipient, "activeForSeconds">): number => activeForSeconds;

/** Seconds in days as people say them: `2 days`, `1.5 days`. */
export function inDays(seconds: number): string {
  const days = Math.round((seconds / daySeconds) * 100) / 100;
  return `${days} ${days === 1 ? "day" : "days"}`;
}

/** The change that makes the link of the recipient at a position live so many days. */
export const livesDays = (index: number, days: number): Change => ({
  path: ["recipients", index, "activeForSeconds"],
  value: days * daySeconds,
});
