import assert from "node:assert/strict";
import type { RuleExample } from "../../../../policy/example.ts";
import { linkLifeIsChosen as rule } from "../../../../policy/rules/link-life-is-chosen.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule, remediesOf } from "../describe-rule.ts";

const identity = "urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope::contract";
const signer = { name: "Cleo Example", email: "cleo@example.com" };
const people = (...recipients: object[]): RuleExample => ({
  envelope: { recipients: recipients.map((one) => ({ ...signer, ...one })) },
});
const finding = (index: number): string =>
  `recipients[${index}].activeForSeconds is not given: the link dies 2 days after the invitation`;

describeRule(
  rule,
  [
    ["a life in days", people({ activeForDays: 3 }), []],
    ["two days that are declared", people({ activeForSeconds: 172_800 }), []],
    ["a signer without it", people({}), [finding(0)]],
    ["each of several signers, in any sign group", people({}, { signGroup: 2 }), [finding(0), finding(1)]],
    ["a signer of an embedded envelope", { envelope: { identity, ...people({}).envelope } }, [finding(0)]],
    ["a CC, who has no link", people({ activeForDays: 3 }, { type: "CC" }), []],
    ["a life that is not known yet", people({ activeForSeconds: unknownValue }), "undetermined"],
    ["days that are not known yet", people({ activeForDays: unknownValue }), "undetermined"],
  ],
  () => {
    it("gives those without a life two weeks, or the days that it is told", async () => {
      const example = people({ activeForDays: 3 }, {});
      const change = (days: number) => ({
        path: ["recipients", 1, "activeForSeconds"],
        value: days * 86_400,
      });
      assert.deepEqual(await remediesOf(rule, example), [change(14)]);
      assert.deepEqual(await remediesOf(rule, { ...example, options: { days: 30 } }), [change(30)]);
    });
  },
);
