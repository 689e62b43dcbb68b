import assert from "node:assert/strict";
import type { RuleExample } from "../../../../policy/example.ts";
import { embeddedLinkLifeIsShort as rule } from "../../../../policy/rules/embedded-link-life-is-short.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule, remediesOf } from "../describe-rule.ts";

const identity = "urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope::contract";
const signer = { name: "Cleo Example", email: "cleo@example.com" };
const embedded = (...recipients: object[]): RuleExample => ({
  envelope: { identity, recipients: recipients.map((one) => ({ ...signer, ...one })) },
});

describeRule(
  rule,
  [
    ["a week", embedded({ activeForDays: 7 }), []],
    ["the two days that nobody chose", embedded({}), []],
    [
      "more than a week",
      embedded({ activeForSeconds: 648_000 }, { activeForDays: 8 }),
      [
        "recipients[0].activeForSeconds is 7.5 days; the most is 7",
        "recipients[1].activeForDays is 8 days; the most is 7",
      ],
    ],
    [
      "more than is allowed here",
      { ...embedded({ activeForDays: 2 }), options: { maxDays: 1 } },
      ["recipients[0].activeForDays is 2 days; the most is 1"],
    ],
    [
      "an envelope that is e-mailed",
      { envelope: { recipients: [{ ...signer, activeForDays: 90 }] } },
      "not-applicable",
    ],
    ["a life that is not known yet", embedded({ activeForSeconds: unknownValue }), "undetermined"],
  ],
  () => {
    it("shortens those that live too long", async () => {
      assert.deepEqual(await remediesOf(rule, embedded({ activeForDays: 3 }, { activeForDays: 30 })), [
        { path: ["recipients", 1, "activeForSeconds"], value: 7 * 86_400 },
      ]);
    });
  },
);
