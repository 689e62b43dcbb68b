import assert from "node:assert/strict";
import type { RuleExample } from "../../../../policy/example.ts";
import { signerHasSignatureTag as rule } from "../../../../policy/rules/signer-has-signature-tag.ts";
import type { TagInputs } from "../../../../schema/envelope-inputs.ts";
import { judgedExample } from "../judged-example.ts";

const signer = (tags?: TagInputs[], rest: object = {}): RuleExample => ({
  envelope: {
    recipients: [{ name: "Cleo Example", email: "cleo@example.com", ...(tags && { tags }), ...rest }],
  },
});
const tag = (type: TagInputs["type"]): TagInputs => ({
  type,
  pageNumber: 1,
  x: 0.1,
  y: 0.8,
  ...(type === "text_field" && { width: 0.2 }),
});
const finding = "recipients[0].tags has no signature tag";

describe("the rule signer-has-signature-tag", () => {
  for (const [what, example, findings] of [
    ["a signer with a signature", signer([tag("text_field"), tag("signature")]), []],
    ["a signer without tags", signer(), [finding]],
    ["a signer with initials only", signer([tag("initials")]), [finding]],
    [
      "a signer with initials, where these are enough",
      { ...signer([tag("initials")]), options: { initialsCount: true } },
      [],
    ],
    ["a CC", signer(undefined, { type: "CC" }), []],
  ] as const)
    it(`${findings.length > 0 ? "objects to" : "takes"} ${what}`, async () => {
      assert.deepEqual((await judgedExample(rule, example)).findings, findings);
    });

  it("does not apply where tags are read from the documents", async () => {
    const { verdict } = await judgedExample(rule, { envelope: { autotagging: "GENERAL" } });
    assert.equal(verdict, "not-applicable");
  });
});
