import type { Instant } from "../envelope/envelope.ts";

/** The day in a time zone, as in 2026-01-31. */
export function dateIn(timeZone: string, now: Instant): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" })
    .formatToParts(now)
    .map(({ type, value }) => [type, value]);
  const { year, month, day } = Object.fromEntries(parts) as Record<string, string>;
  return `${year}-${month}-${day}`;
}
