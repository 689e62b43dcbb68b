import assert from "node:assert/strict";
import type { RuleExample } from "../../../../policy/example.ts";
import { completionIsTold as rule } from "../../../../policy/rules/completion-is-told.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule, remediesOf } from "../describe-rule.ts";

const webhook = (event: "envelope_completion" | "signer_completion"): RuleExample => ({
  envelope: {
    sender: { eventNotifications: [] },
    notifications: { destination: "https://hooks.example.com/", subscriptions: [event] },
  },
});
const finding = "sender.eventNotifications has no envelope_completion, and no webhook tells of it either";

describeRule(
  rule,
  [
    [
      "an e-mail to the sender",
      { envelope: { sender: { eventNotifications: ["envelope_completion"] } } },
      [],
    ],
    ["a webhook", webhook("envelope_completion"), []],
    ["a webhook of other events", webhook("signer_completion"), [finding]],
    ["neither", { envelope: { sender: { eventNotifications: [] } } }, [finding]],
    ["an envelope that says nothing of it", { envelope: { sender: undefined } }, [finding]],
    [
      "a list that is not known yet",
      { envelope: { sender: { eventNotifications: unknownValue as never } } },
      "undetermined",
    ],
  ],
  () => {
    it("has the sender told", async () => {
      assert.deepEqual(await remediesOf(rule, webhook("signer_completion")), [
        { path: ["sender"], value: { eventNotifications: ["envelope_completion"] } },
      ]);
      assert.deepEqual(await remediesOf(rule, webhook("envelope_completion")), []);
    });
  },
);
