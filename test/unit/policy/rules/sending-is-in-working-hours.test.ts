import type { RuleExample } from "../../../../policy/example.ts";
import { sendingIsInWorkingHours as rule } from "../../../../policy/rules/sending-is-in-working-hours.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule } from "../describe-rule.ts";

const at = (now: string, ...recipients: object[]): RuleExample => ({
  context: { environment: "production", now: new Date(now) },
  envelope: {
    recipients: (recipients.length > 0 ? recipients : [{}]).map((one) => ({
      name: "Cleo Example",
      email: "cleo@example.com",
      ...one,
    })),
  },
});
const outside = (when: string): string => `recipients[0] is invited at ${when}, outside working hours`;

describeRule(rule, [
  ["a Monday at ten", at("2026-03-02T10:00:00Z"), []],
  ["the first minute", at("2026-03-02T08:00:00Z"), []],
  ["the minute before", at("2026-03-02T07:59:00Z"), [outside("07:59 on Monday, 2026-03-02 (UTC)")]],
  ["the first minute after", at("2026-03-02T18:00:00Z"), [outside("18:00 on Monday, 2026-03-02 (UTC)")]],
  ["a Sunday", at("2026-03-01T10:00:00Z"), [outside("10:00 on Sunday, 2026-03-01 (UTC)")]],
  ["midnight", at("2026-03-03T00:00:00Z"), [outside("00:00 on Tuesday, 2026-03-03 (UTC)")]],
  [
    "a holiday",
    { ...at("2026-03-02T10:00:00Z"), options: { holidays: ["2026-03-02"] } },
    [outside("10:00 on Monday, 2026-03-02 (UTC)")],
  ],
  ["hours of the signer's own time zone", at("2026-03-01T23:30:00Z", { timeZoneName: "Asia/Tokyo" }), []],
  [
    "hours of the time zone of those who have none",
    { ...at("2026-03-02T10:00:00Z"), options: { timeZone: "America/New_York" } },
    [outside("05:00 on Monday, 2026-03-02 (America/New_York)")],
  ],
  ["hours over midnight", { ...at("2026-03-02T23:00:00Z"), options: { from: "22:00", to: "06:00" } }, []],
  [
    "who is invited later",
    at(
      "2026-03-01T10:00:00Z",
      { timeZoneName: "Asia/Tokyo", signGroup: 2 },
      { eventNotifications: ["envelope_completion"] },
    ),
    "not-applicable",
  ],
  [
    "a sandbox",
    { ...at("2026-03-01T10:00:00Z"), context: { now: new Date("2026-03-01T10:00:00Z") } },
    "not-applicable",
  ],
  ["an environment that is not chosen yet", { context: { environment: undefined } }, "not-applicable"],
  [
    "a sign group that is not known yet",
    at("2026-03-01T10:00:00Z", { signGroup: unknownValue }),
    "undetermined",
  ],
]);
