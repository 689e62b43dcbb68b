import type { Context } from "../context.ts";
import { invitedNow } from "../invitations.ts";
import { linkSeconds, livesDays, longestLifeDays } from "../link-life.ts";
import {
  dayAfter,
  daysBetween,
  isWorkingDay,
  localTime,
  type WorkingTime,
  weekdayName,
  weekdayOf,
  workingTimeOptions,
} from "../local-time.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";
import type { PolicyEnvelope } from "../subject.ts";

interface Options extends WorkingTime {
  daysAfter: number;
}

const neededDays = new WeakMap<Options, Map<string, string | undefined>>();

/** As {@link neededDay}, found once for a day: envelopes of a run are judged on the same one. */
function neededDayOn(today: string, options: Options): string | undefined {
  const known = neededDays.get(options) ?? new Map<string, string | undefined>();
  neededDays.set(options, known);
  if (!known.has(today)) known.set(today, neededDay(today, options));
  return known.get(today);
}

/** The working day after the next weekend at whose end a link must live; undefined: none within a year. */
function neededDay(today: string, options: Options): string | undefined {
  const { workingDays, daysAfter } = options;
  let weekend = 0;
  while (workingDays.includes(weekdayOf(dayAfter(today, weekend)))) weekend += 1;
  let left = daysAfter;
  for (let days = weekend; days < longestLifeDays; days += 1) {
    const day = dayAfter(today, days);
    if (isWorkingDay(day, options)) left -= 1;
    if (left === 0) return day;
  }
  return undefined;
}

/** Links that die before the end of the day that they are needed until. */
function tooShort(envelope: PolicyEnvelope, { now }: Pick<Context, "now">, options: Options) {
  return invitedNow(envelope).flatMap(({ index, recipient }) => {
    const timeZone = recipient.timeZoneName ?? options.timeZone;
    const dateIn = (seconds: number): string =>
      localTime(new Date(now.getTime() + seconds * 1000), timeZone).date;
    const today = dateIn(0);
    const until = neededDayOn(today, options);
    const dies = dateIn(linkSeconds(recipient));
    if (until === undefined || dies > until) return [];
    let days = daysBetween(today, until) + 1;
    // An hour that is put back may end the link shortly before midnight.
    if (dateIn(days * 86_400) <= until) days += 1;
    return [{ index, dies, until, days }];
  });
}

/** Who is invited now has a working day left to sign after the next weekend. */
export const linkOutlastsWeekend: Rule = defineRule({
  name: "link-outlasts-weekend",
  title: "Who is invited now can still sign on a working day after the next weekend.",
  description:
    "Who is away when the invitation comes is mostly back after the weekend. A link that is dead by then costs another round, and on a Friday the two days of a link that nobody chose are the weekend.",
  severity: "low",
  defaultLevel: "advisory",
  judges: "sending",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      ...workingTimeOptions,
      daysAfter: {
        description: "Whole working days that a link lives after the weekend.",
        type: "integer",
        minimum: 1,
        maximum: 30,
        default: 1,
      },
    },
  },
  fix: "Let the link live longer (activeForDays), or send it after the weekend.",
  check({ envelope }, context, options: Options) {
    if (options.workingDays.length === 7) return notApplicable("every day is a working day");
    if (invitedNow(envelope).length === 0) return notApplicable("nobody is invited now");
    return tooShort(envelope, context, options).map(({ index, dies, until }) => ({
      path: ["recipients", index, "activeForSeconds"],
      message: `lets the link die on ${weekdayName(dies)}, ${dies}; it has to live through ${weekdayName(until)}, ${until}`,
    }));
  },
  remediate({ envelope }, context, options: Options) {
    if (options.workingDays.length === 7) return [];
    return tooShort(envelope, context, options)
      .filter(({ days }) => days <= longestLifeDays)
      .map(({ index, days }) => livesDays(index, days));
  },
});
