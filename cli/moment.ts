/** `2026-11-23 23:14 UTC`; a time that cannot be read stays as it is. @param time ISO 8601 */
export function moment(time: string | null): string {
  if (time === null) return "an unknown day";
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;
const words = new Intl.RelativeTimeFormat("en", { numeric: "always" });

/** `2 days ago`, `in 3 hours`, `just now`: whole units, cut off. @param now milliseconds since 1970 */
export function ago(time: string, now: number): string {
  const seconds = (Date.parse(time) - now) / 1000;
  if (Number.isNaN(seconds)) return "";
  if (Math.abs(seconds) < 1) return "just now";
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? (["second", 1] as const);
  return words.format(Math.trunc(seconds / size), unit);
}
