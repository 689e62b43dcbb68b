// @ts-check

/** A moment in the person's own words and time zone, as in "31 January 2026, 13:00 CET". @param {string} iso */
export const moment = (iso) =>
  new Intl.DateTimeFormat(undefined, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(new Date(iso));
