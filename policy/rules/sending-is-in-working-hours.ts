import { isProduction } from "../environment.ts";
import { invitedNow } from "../invitations.ts";
import { isWorkingDay, localTime, type WorkingTime, weekdayName, workingTimeOptions } from "../local-time.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";

const timeOfDay = (description: string, value: string) => ({
  description,
  type: "string",
  pattern: "^(?:[01]\\d|2[0-3]):[0-5]\\d$",
  default: value,
});

interface Options extends WorkingTime {
  from: string;
  to: string;
}

/** Invitations arrive while people work, where they are. */
export const sendingIsInWorkingHours: Rule = defineRule({
  name: "sending-is-in-working-hours",
  title: "Invitations go out in the working hours of those who get them.",
  description:
    "A request to sign that comes at night is taken for a fraud or forgotten by the morning, and an SMS wakes people. Judged is who is invited at once, in production; an end before the beginning means hours over midnight.",
  severity: "low",
  defaultLevel: "advisory",
  // Recipients in distant time zones may have no working hour in common.
  strictLevel: "advisory",
  judges: "sending",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      ...workingTimeOptions,
      from: timeOfDay("When work begins, HH:MM.", "08:00"),
      to: timeOfDay("When it ends, HH:MM.", "18:00"),
    },
  },
  fix: "Send it later, or give the recipient the time zone where they are (timeZoneName).",
  check({ envelope }, context, options: Options) {
    if (context.environment === undefined) return notApplicable("where it is sent to is not chosen yet");
    if (!isProduction(context)) return notApplicable("it is not sent to production");
    const invited = invitedNow(envelope);
    if (invited.length === 0) return notApplicable("nobody is invited now");
    return invited.flatMap(({ index, recipient: { timeZoneName } }) => {
      const timeZone = timeZoneName ?? options.timeZone;
      const { date, time } = localTime(context.now, timeZone);
      if (isWorkingDay(date, options) && isWithin(time, options)) return [];
      const message = `is invited at ${time} on ${weekdayName(date)}, ${date} (${timeZone}), outside working hours`;
      return [{ path: ["recipients", index], message }];
    });
  },
});

const isWithin = (time: string, { from, to }: Options): boolean =>
  from <= to ? from <= time && time < to : from <= time || time < to;
