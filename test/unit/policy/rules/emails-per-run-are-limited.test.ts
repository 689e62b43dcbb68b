import assert from "node:assert/strict";
import type { RuleExample } from "../../../../policy/example.ts";
import { emailsPerRunAreLimited as rule } from "../../../../policy/rules/emails-per-run-are-limited.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule } from "../describe-rule.ts";
import { judgedExample } from "../judged-example.ts";

const signer = { name: "Cleo Example", email: "cleo@example.com" };
const people = (...recipients: object[]): RuleExample => ({
  envelope: { recipients: recipients.map((one) => ({ ...signer, ...one })) },
});

describeRule(
  rule,
  [
    ["as many as are allowed", { ...people({}, { signGroup: 2 }, { type: "CC" }), options: { max: 1 } }, []],
    [
      "more invitations",
      { ...people({}, {}), options: { max: 1 } },
      ["2 e-mails would go out (2 invite now, 0 withdraw); the most is 1"],
    ],
    [
      "an SMS beside the e-mail",
      {
        ...people({ eventNotifications: ["signer_invitation", "signer_invitation_sms"] }),
        options: { max: 1 },
      },
      ["2 e-mails would go out (2 invite now, 0 withdraw); the most is 1"],
    ],
    ["signers who are not invited", { ...people({ eventNotifications: [] }), options: { max: 0 } }, []],
    [
      "withdrawals alone",
      { ...people({ eventNotifications: [] }), context: { withdrawalEmails: 4 }, options: { max: 3 } },
      ["4 e-mails would go out (0 invite now, 4 withdraw); the most is 3"],
    ],
    [
      "invitations of several envelopes",
      { ...people({}), others: { second: {} }, options: { max: 1 } },
      ["2 e-mails would go out (2 invite now, 0 withdraw); the most is 1"],
    ],
    [
      "what follows, where that counts",
      {
        envelope: {
          ...people({}, { signGroup: 2 }, { type: "CC" }).envelope,
          emails: { reminders: "daily" },
          sender: { eventNotifications: ["envelope_completion"] },
        },
        options: { max: 10, later: true },
      },
      ["12 e-mails would go out (1 invite now, 0 withdraw, 11 follow); the most is 10"],
    ],
    [
      "notifications that are not known yet",
      { ...people({ eventNotifications: unknownValue }), options: { max: 1 } },
      "undetermined",
    ],
  ],
  () => {
    it("does not count what is sent already", async () => {
      const sent = {
        envelopeId: "5b0f1c2d-1111-4222-8333-444444444444",
        at: "2026-03-01T09:00:00Z",
        status: "ACTIVE",
      };
      const { verdict } = await judgedExample(rule, { ...people({}, {}), options: { max: 1 } }, sent);
      assert.equal(verdict, "pass");
    });
  },
);
