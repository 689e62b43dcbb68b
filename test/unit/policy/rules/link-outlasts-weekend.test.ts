import assert from "node:assert/strict";
import type { RuleExample } from "../../../../policy/example.ts";
import { linkOutlastsWeekend as rule } from "../../../../policy/rules/link-outlasts-weekend.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule, remediesOf } from "../describe-rule.ts";
import { judgedExample } from "../judged-example.ts";

const at = (now: string, ...recipients: object[]): RuleExample => ({
  context: { now: new Date(now) },
  envelope: {
    recipients: recipients.map((one) => ({ name: "Cleo Example", email: "cleo@example.com", ...one })),
  },
});

describeRule(
  rule,
  [
    ["a week from Monday", at("2026-03-02T10:00:00Z", { activeForDays: 8 }), []],
    [
      "a life that ends on the Monday itself",
      at("2026-03-02T10:00:00Z", { activeForDays: 7 }),
      [
        "recipients[0].activeForDays lets the link die on Monday, 2026-03-09; it has to live through Monday, 2026-03-09",
      ],
    ],
    [
      "two days from a Friday",
      at("2026-03-06T10:00:00Z", {}),
      [
        "recipients[0].activeForSeconds lets the link die on Sunday, 2026-03-08; it has to live through Monday, 2026-03-09",
      ],
    ],
    ["three days from a Saturday", at("2026-03-07T10:00:00Z", { activeForDays: 3 }), []],
    [
      "a life over Easter that ends on Easter Monday",
      {
        ...at("2026-04-02T10:00:00Z", { activeForDays: 5 }),
        options: { holidays: ["2026-04-03", "2026-04-06"] },
      },
      [
        "recipients[0].activeForDays lets the link die on Tuesday, 2026-04-07; it has to live through Tuesday, 2026-04-07",
      ],
    ],
    [
      "a weekend that has begun where the signer is",
      at("2026-03-06T20:00:00Z", { activeForDays: 3, timeZoneName: "Asia/Tokyo" }),
      [],
    ],
    [
      "the same moment where it is Friday still",
      at("2026-03-06T20:00:00Z", { activeForDays: 2.5, timeZoneName: "America/New_York" }),
      [
        "recipients[0].activeForDays lets the link die on Monday, 2026-03-09; it has to live through Monday, 2026-03-09",
      ],
    ],
    [
      "a weekend on Friday and Saturday",
      {
        ...at("2026-03-05T10:00:00Z", { activeForDays: 4 }),
        options: { workingDays: ["sunday", "monday", "tuesday", "wednesday", "thursday"] },
      },
      [],
    ],
    [
      "two working days where three are asked for",
      {
        ...at("2026-03-06T10:00:00Z", { activeForDays: 5 }),
        options: { daysAfter: 3 },
      },
      [
        "recipients[0].activeForDays lets the link die on Wednesday, 2026-03-11; it has to live through Wednesday, 2026-03-11",
      ],
    ],
    ["who is invited later", at("2026-03-06T10:00:00Z", { activeForDays: 9 }, { signGroup: 2 }), []],
    [
      "an envelope that invites nobody",
      at("2026-03-06T10:00:00Z", { eventNotifications: [] }),
      "not-applicable",
    ],
    [
      "weeks of seven working days",
      {
        ...at("2026-03-06T10:00:00Z", {}),
        options: {
          workingDays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        },
      },
      "not-applicable",
    ],
    [
      "a time zone that is none",
      at("2026-03-06T10:00:00Z", { timeZoneName: "Europe/Nowhere" }),
      "undetermined",
    ],
    [
      "a life that is not known yet",
      at("2026-03-06T10:00:00Z", { activeForSeconds: unknownValue }),
      "undetermined",
    ],
  ],
  () => {
    it("lets links live through the day that they are needed", async () => {
      assert.deepEqual(await remediesOf(rule, at("2026-03-06T10:00:00Z", {})), [
        { path: ["recipients", 0, "activeForSeconds"], value: 4 * 86_400 },
      ]);
    });

    it("adds a day where clocks are put back on the way", async () => {
      const example = at("2026-10-22T23:15:00Z", { timeZoneName: "Europe/London" });
      assert.deepEqual((await remediesOf(rule, example))[0]?.value, 5 * 86_400);
    });

    it("does not repeat a name that was given as a time zone", async () => {
      const { reason } = await judgedExample(
        rule,
        at("2026-03-06T10:00:00Z", { timeZoneName: "Cleo Example" }),
      );
      assert.equal(reason, "the rule failed (RangeError: a time zone is not in the TZ database)");
    });
  },
);
