import { senderNameIsGiven as rule } from "../../../../policy/rules/sender-name-is-given.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule } from "../describe-rule.ts";

const identity = "urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope::contract";
const named = (name: string) => ({ envelope: { emails: { name } } });
const missing = "emails.name is not given: e-mails carry the account's name";

describeRule(rule, [
  ["a name", named("Example Ltd"), []],
  ["none", { envelope: { emails: {} } }, [missing]],
  ["one of spaces", named("  "), [missing]],
  ["an allowed one", { ...named("Sales at Example Ltd"), options: { names: ["*Example Ltd"] } }, []],
  [
    "another one, without repeating it",
    { ...named("Cleo Example"), options: { names: ["Example Ltd"] } },
    ["emails.name is none of the allowed names: Example Ltd"],
  ],
  ["an envelope that e-mails nobody", { envelope: { identity, emails: {} } }, "not-applicable"],
  [
    "an embedded one whose signers get an e-mail",
    {
      envelope: {
        identity,
        emails: {},
        recipients: [
          { name: "Cleo Example", email: "cleo@example.com", eventNotifications: ["envelope_completion"] },
        ],
      },
    },
    [missing],
  ],
  ["a name that is not known yet", named(unknownValue), "undetermined"],
]);
