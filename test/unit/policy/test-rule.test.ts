import assert from "node:assert/strict";
import { defineRule, defineStackRule, notApplicable, type Rule } from "../../../policy/rule.ts";
import { signerHasSignatureTag } from "../../../policy/rules/signer-has-signature-tag.ts";
import { type RuleCases, testRule } from "../../../policy/test-rule.ts";

const metadata = {
  title: "The envelope's name has no draft in it.",
  description: "Drafts are not for signing.",
  severity: "low",
  defaultLevel: "mandatory",
  judges: "standing",
  fix: "Name it anew.",
} as const;

const named = (check: (name: string, envelope: { name: string }) => boolean): Rule =>
  defineRule({
    ...metadata,
    name: "name-is-final",
    check: ({ envelope }) =>
      check("name", envelope) ? [] : [{ path: ["name"], message: "has draft in it" }],
  });

/** The titles of the tests that fail, and why. */
function failures(rule: Rule, cases: RuleCases): Record<string, string> {
  const failed: Record<string, string> = {};
  testRule(rule, cases, {
    describe: (_title, body) => body(),
    it: (title, body) => {
      try {
        body();
      } catch (error) {
        failed[title] = (error as Error).message;
      }
    },
  });
  return failed;
}

const cases: RuleCases = {
  valid: [{ name: "a final name", envelope: { name: "NDA" } }],
  invalid: [{ name: "a draft", envelope: { name: "NDA (draft)" }, findings: ["name has draft in it"] }],
};

describe("the test of a rule", () => {
  it("passes a rule that says what it should", () => {
    assert.deepEqual(
      failures(
        named((_, { name }) => !name.includes("draft")),
        cases,
      ),
      {},
    );
  });

  it("fails where a rule does not object, or objects otherwise", () => {
    assert.deepEqual(
      Object.keys(
        failures(
          named(() => true),
          cases,
        ),
      ),
      [
        "objects to a draft",
        "objects to a draft, behind Pulumi's proxies",
        "objects to a draft, with secrets",
        "objects to a draft, or says nothing, while a value is not known yet",
      ],
    );
  });

  it("fails where a rule takes what is not known yet for nothing", () => {
    const guesses = named((_, envelope) => {
      try {
        return !envelope.name.includes("draft");
      } catch {
        return true;
      }
    });
    const failed = failures(guesses, cases);
    assert.deepEqual(Object.keys(failed), [
      "objects to a draft, or says nothing, while a value is not known yet",
    ]);
    assert.match(Object.values(failed).join(), /name unknown: pass/);
  });

  it("fails where a rule takes what is not known yet for wrong", () => {
    const guesses = named((_, envelope) => {
      try {
        return !envelope.name.includes("draft");
      } catch {
        return false;
      }
    });
    assert.deepEqual(Object.keys(failures(guesses, cases)), [
      "takes a final name, or says nothing, while a value is not known yet",
    ]);
  });

  it("fails where a rule cannot do with proxies", () => {
    const clones = named((_, envelope) => !structuredClone(envelope).name.includes("draft"));
    assert.deepEqual(
      Object.keys(failures(clones, cases)).map((title) => title.replace(/^.*?, /, "")),
      [
        "behind Pulumi's proxies",
        "with secrets",
        "or says nothing, while a value is not known yet",
        "behind Pulumi's proxies",
        "with secrets",
        "or says nothing, while a value is not known yet",
      ],
    );
  });

  it("fails where a rule changes what it is given", () => {
    const changes = named((_, envelope) => {
      envelope.name = envelope.name.toLowerCase();
      return !envelope.name.includes("draft");
    });
    assert.match(failures(changes, cases)["takes a final name"] ?? "", /the rule failed/);
  });

  it("knows documents by their lines, and what is not known of them", () => {
    const rule = defineRule({
      ...metadata,
      name: "text-is-final",
      check: ({ documents }) => {
        if (documents.some(({ text }) => text === undefined)) return notApplicable("no text");
        return documents.flatMap(({ pages = [], name }, at) =>
          pages.flatMap(({ text, number }) => {
            const found = text?.text.indexOf("DRAFT") ?? -1;
            const [left, top] = text?.boxes.subarray(found * 4) ?? [];
            return found < 0
              ? []
              : [{ path: ["documents", at], message: `${name}, page ${number}: DRAFT at ${left} ${top}` }];
          }),
        );
      },
    });
    assert.deepEqual(
      failures(rule, {
        valid: [{}, { documents: { "contract.pdf": { textUnknown: true } }, verdict: "not-applicable" }],
        invalid: [
          {
            documents: { "contract.pdf": { pages: [["one"], ["two", "A DRAFT"]] } },
            findings: ["documents[0] contract.pdf, page 2: DRAFT at 84 90"],
          },
        ],
      }),
      {},
    );
  });

  it("tries rules about the stack, and names the resource", () => {
    const rule = defineStackRule({
      ...metadata,
      name: "names-differ",
      check: (subjects) =>
        subjects
          .filter(({ envelope }, at) =>
            subjects.slice(0, at).some((other) => other.envelope.name === envelope.name),
          )
          .map(({ resource }) => ({ resource, path: ["name"], message: "is another envelope's too" })),
    });
    assert.deepEqual(
      failures(rule, {
        valid: [{ others: { nda: { name: "NDA" } } }],
        invalid: [{ others: { nda: {} }, findings: ["nda name is another envelope's too"] }],
      }),
      {},
    );
  });

  it("refuses what is no rule, and options that it does not have", () => {
    const refused = (rule: object, more: Partial<RuleCases["valid"][number]> = {}): void =>
      testRule(rule as Rule, { valid: [more], invalid: [] }, { describe: (_, body) => body(), it: () => {} });
    assert.throws(() => refused({ ...signerHasSignatureTag, severity: "bad" }), {
      name: "TypeError",
      message:
        "The rule signer-has-signature-tag has a severity that is none of low, medium, high, critical.",
    });
    assert.throws(() => refused(signerHasSignatureTag, { options: { initials: true } }), {
      name: "TypeError",
      message: "takes valid case 1: its option initials is no option of this rule; there are: initialsCount",
    });
  });

  // The package's own rule, by way of mocha's globals.
  testRule(signerHasSignatureTag, {
    valid: [
      { name: "a signer with a signature" },
      {
        name: "initials where these are enough",
        envelope: {
          recipients: [
            {
              name: "Cleo Example",
              email: "cleo@example.com",
              tags: [{ type: "initials", pageNumber: 1, x: 0.1, y: 0.1 }],
            },
          ],
        },
        options: { initialsCount: true },
      },
      {
        name: "tags in the documents",
        envelope: { autotagging: "GENERAL" },
        verdict: "not-applicable",
      },
    ],
    invalid: [
      {
        name: "a signer without tags",
        envelope: { recipients: [{ name: "Cleo Example", email: "cleo@example.com" }] },
        findings: ["recipients[0].tags has no signature tag"],
      },
    ],
  });
});
