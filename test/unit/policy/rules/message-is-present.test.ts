import { messageIsPresent as rule } from "../../../../policy/rules/message-is-present.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule } from "../describe-rule.ts";

const identity = "urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope::contract";
const signer = { name: "Cleo Example", email: "cleo@example.com" };
const message = (text: string) => ({ envelope: { message: text } });

describeRule(rule, [
  ["a message", message("Please sign."), []],
  ["one of spaces", message(" \n "), ["message is blank"]],
  ["one of letters that do not show", message("\u200b\u2060 \u00ad"), ["message is blank"]],
  [
    "one in its long form",
    { envelope: { message: undefined, emails: { invitation: { body: { message: " " } } } } },
    ["emails.invitation.body.message is blank"],
  ],
  [
    "none",
    { envelope: { message: undefined } },
    ["emails.invitation.body.message is missing, and signers are invited by e-mail"],
  ],
  [
    "one that is too short",
    { ...message("  Sign.  "), options: { minCharacters: 20 } },
    ["message has 5 characters, and the least is 20"],
  ],
  [
    "one of letters outside the basic plane, counted once each",
    { ...message("😀".repeat(20)), options: { minCharacters: 20 } },
    [],
  ],
  [
    "signers who are invited by SMS alone",
    {
      envelope: {
        message: undefined,
        recipients: [{ ...signer, eventNotifications: ["signer_invitation_sms"] }],
      },
    },
    "not-applicable",
  ],
  [
    "an embedded envelope, which invites nobody",
    { envelope: { identity, message: undefined } },
    "not-applicable",
  ],
  ["one that is not known yet", message(unknownValue), "undetermined"],
]);
