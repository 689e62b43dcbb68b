import { type Html, html } from "../look/html.ts";

const form = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

const toTheSecond = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZone: "UTC",
});

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** A moment as people write it, in UTC: "31 Jan 2026, 12:00". */
export const moment = (at: number | string): Html => {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}" title="${iso}">${form.format(new Date(at))}</time>`;
};

/** The present, to the second. */
export const present = (now: number): Html =>
  html`<time datetime="${new Date(now).toISOString()}">${toTheSecond.format(now)} UTC</time>`;

/** How far a moment is from the present, in its largest whole unit: "in 2 days", "3 hours ago", "just now". */
export function fromNow(at: number, now: number): string {
  const distance = at - now;
  const unit = units.find(([, milliseconds]) => Math.abs(distance) >= milliseconds);
  if (unit) return relative.format(Math.trunc(distance / unit[1]), unit[0]);
  return distance > 0 ? "in less than a minute" : "just now";
}
