/** Days of the week as options name them, from Sunday as JavaScript counts. */
export const weekdays = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

/** A day of the week. */
export type Weekday = (typeof weekdays)[number];

/** A moment as clocks and calendars of a time zone show it. */
export interface LocalTime {
  /** YYYY-MM-DD. */
  date: string;
  /** HH:MM, 00:00 to 23:59. */
  time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A moment in a time zone.
 *
 * @param timeZone its name in the TZ database
 * @throws RangeError there is no such time zone; its message does not repeat the name
 */
export function localTime(moment: Date, timeZone: string): LocalTime {
  // Year, month, day, hour, minute in this language, whatever signs are between them.
  const [year, month, day, hour, minute] = formatOf(timeZone).format(moment).match(/\d+/g) ?? [];
  return { date: `${year}-${month}-${day}`, time: `${hour}:${minute}` };
}

/** Formats are slow to make and are kept: there are as many as time zones at most, since others have none. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      hourCycle: "h23",
      ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
    });
    formats.set(timeZone, format);
    return format;
  } catch {
    throw new RangeError("a time zone is not in the TZ database");
  }
}

const at = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** The day so many days after another; both YYYY-MM-DD. */
export function dayAfter(date: string, days: number): string {
  const day = at(date);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** How many days one day is after another; both YYYY-MM-DD. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((at(to).getTime() - at(from).getTime()) / 86_400_000);

/** The day of the week of a date YYYY-MM-DD. */
export const weekdayOf = (date: string): Weekday => weekdays[at(date).getUTCDay()] ?? "sunday";

/** The same with a capital, as in a text. */
export const weekdayName = (date: string): string => {
  const day = weekdayOf(date);
  return `${day.slice(0, 1).toUpperCase()}${day.slice(1)}`;
};

/** Schemas of options about working time. */
export const workingTimeOptions = {
  workingDays: {
    description: "Days on which people work.",
    type: "array",
    items: { enum: weekdays },
    minItems: 1,
    uniqueItems: true,
    default: ["monday", "tuesday", "wednesday", "thursday", "friday"],
  },
  holidays: {
    description: "Days, YYYY-MM-DD, on which nobody works whatever the day of the week.",
    type: "array",
    items: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
    uniqueItems: true,
    default: [],
  },
  timeZone: {
    description: "Time zone of recipients who have none of their own, by its name in the TZ database.",
    type: "string",
    default: "UTC",
  },
} as const;

/** Values of {@link workingTimeOptions}. */
export interface WorkingTime {
  workingDays: readonly Weekday[];
  holidays: readonly string[];
  timeZone: string;
}

/** Whether a day, YYYY-MM-DD, is worked on. */
export const isWorkingDay = (date: string, { workingDays, holidays }: WorkingTime): boolean =>
  workingDays.includes(weekdayOf(date)) && !holidays.includes(date);
