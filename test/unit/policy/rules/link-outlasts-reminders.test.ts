import assert from "node:assert/strict";
import type { RuleExample } from "../../../../policy/example.ts";
import { linkOutlastsReminders as rule } from "../../../../policy/rules/link-outlasts-reminders.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule, remediesOf } from "../describe-rule.ts";

const reminding = (reminders: unknown, ...recipients: object[]): RuleExample => ({
  envelope: {
    emails: { ...(reminders !== undefined && { reminders: reminders as "daily" }) },
    recipients: recipients.map((one) => ({ name: "Cleo Example", email: "cleo@example.com", ...one })),
  },
});

describeRule(
  rule,
  [
    ["a life of a day more than the last reminder", reminding("every 2 days", { activeForDays: 7 }), []],
    [
      "an hour less",
      reminding("every 2 days", { activeForSeconds: 7 * 86_400 - 3600 }),
      [
        "recipients[0].activeForSeconds is 6.96 days, and the last reminder goes out after 6: the link has to live 7 days",
      ],
    ],
    [
      "the two days that nobody chose",
      reminding("daily", {}),
      [
        "recipients[0].activeForSeconds is 2 days, and the last reminder goes out after 3: the link has to live 4 days",
      ],
    ],
    [
      "a life up to the last reminder, where no day has to be left",
      {
        ...reminding("weekly", { activeForDays: 21 }),
        options: { daysAfterLast: 0 },
      },
      [],
    ],
    [
      "a frequency in days",
      reminding({ frequency: 7 }, { activeForDays: 1 }),
      [
        "recipients[0].activeForDays is 1 day, and the last reminder goes out after 21: the link has to live 22 days",
      ],
    ],
    ["a signer who gets no e-mail", reminding("weekly", { eventNotifications: [] }), []],
    ["a CC", reminding("weekly", { type: "CC" }), []],
    ["an envelope without reminders", reminding("never", {}), "not-applicable"],
    ["an envelope that says nothing of them", reminding(undefined, {}), "not-applicable"],
    ["reminders that are not known yet", reminding(unknownValue, {}), "undetermined"],
  ],
  () => {
    it("lets links live as long as they have to", async () => {
      const changes = await remediesOf(rule, reminding("weekly", { activeForDays: 30 }, {}));
      assert.deepEqual(changes, [{ path: ["recipients", 1, "activeForSeconds"], value: 22 * 86_400 }]);
      assert.deepEqual(await remediesOf(rule, reminding("never", {})), []);
    });
  },
);
