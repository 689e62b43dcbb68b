import assert from "node:assert/strict";
import { assertionIssues, assertionRule } from "../../../policy/assertion-rule.ts";
import type { Assertion } from "../../../policy/config.ts";
import type { RuleExample } from "../../../policy/example.ts";
import { testRule } from "../../../policy/test-rule.ts";
import { judgedExample } from "./judged-example.ts";

const assertion = (assert: object, more: Partial<Assertion> = {}): Assertion => ({
  title: "An envelope is as it should be.",
  severity: "low",
  assert,
  message: "is not as it should be",
  ...more,
});
const ofEnvelope = (schema: object): object => ({ properties: { envelope: schema } });
const ofRecipients = (schema: object): object =>
  ofEnvelope({ properties: { recipients: { items: schema } } });
const ofDocuments = (schema: object): object => ({ properties: { documents: { items: schema } } });
const judged = (one: Assertion, example: RuleExample = {}): ReturnType<typeof judgedExample> =>
  judgedExample(assertionRule("as-it-should-be", one), example);

const domain = assertion(ofRecipients({ properties: { email: { pattern: "@customer\\.example\\.com$" } } }), {
  when: ofEnvelope({ properties: { name: { pattern: "^Service" } } }),
  message:
    "is not the customer's, in {envelope.name} to {envelope.recipients} people in {context.environment}",
});
const stranger = { name: "Sam Example", email: "sam@other.example.com" };

describe("an assertion of a policy file", () => {
  testRule(assertionRule("is-customers", domain), {
    valid: [
      { name: "an envelope that fits" },
      {
        name: "one that it is not about",
        envelope: { name: "NDA", recipients: [stranger] },
        verdict: "not-applicable",
      },
    ],
    invalid: [
      {
        name: "each place that does not fit",
        envelope: { recipients: [stranger, { ...stranger, role: "Other" }] },
        findings: [
          "recipients[0].email is not the customer's, in Service agreement to 2 people in sandbox",
          "recipients[1].email is not the customer's, in Service agreement to 2 people in sandbox",
        ],
      },
    ],
  });

  for (const [what, schema, example, findings] of [
    [
      "a field that is missing",
      ofEnvelope({ required: ["notifications"] }),
      {},
      ["notifications is not as it should be"],
    ],
    [
      "a field that must not be there",
      ofRecipients({ not: { required: ["activeForSeconds"] } }),
      {},
      ["recipients[0] is not as it should be"],
    ],
    [
      "a place in the words of the program",
      ofRecipients({ properties: { activeForSeconds: { maximum: 86_400 } } }),
      {},
      ["recipients[0].activeForDays is not as it should be"],
    ],
    [
      "branches once, and not for what each of them says",
      ofEnvelope({ anyOf: [{ required: ["notifications"] }, { required: ["branding"] }] }),
      {},
      ["is not as it should be"],
    ],
    [
      "the pages of a document",
      ofDocuments({ properties: { pages: { minimum: 2 } } }),
      {},
      ["documents[0] is not as it should be"],
    ],
    [
      "the text of a document",
      ofDocuments({ properties: { text: { pattern: "Governing law" } } }),
      { documents: { "contract.pdf": { pages: [["An agreement"]] } } },
      ["documents[0] is not as it should be"],
    ],
    [
      "where it is sent to",
      { properties: { context: { required: ["stack"], properties: { stack: { const: "prod" } } } } },
      {},
      ["is not as it should be"],
    ],
  ] as const)
    it(`objects to ${what}`, async () => {
      assert.deepEqual(await judged(assertion(schema), example), { verdict: "fail", findings });
    });

  testRule(
    assertionRule(
      "has-no-attachments",
      assertion(ofDocuments({ properties: { attachments: { maxItems: 0 } } })),
    ),
    {
      valid: [
        { name: "a fact that is as it should be" },
        {
          name: "a fact that could not be found out, as not applicable",
          documents: { "contract.pdf": { attachments: undefined } },
          verdict: "not-applicable",
        },
      ],
      invalid: [
        {
          name: "a fact that is not",
          documents: { "contract.pdf": { attachments: ["a.txt"] } },
          findings: ["documents[0] is not as it should be"],
        },
      ],
    },
  );

  describe("is refused", () => {
    for (const [what, one, said] of [
      [
        "for a schema that is none",
        assertion({ type: "thing" }),
        [/^assert is no JSON Schema \(draft-07\): schema is invalid: data\/type must be equal to one of/],
      ],
      [
        "for a word that is no keyword",
        assertion({ propertys: {} }),
        [/^assert is no JSON Schema \(draft-07\): strict mode: unknown keyword/],
      ],
      [
        "for fields that nothing has, which would let everything pass",
        assertion(
          ofRecipients({
            required: ["mobileNumbr"],
            properties: { tags: { contains: { properties: { typ: {} } } } },
          }),
          {
            when: { properties: { document: {} } },
          },
        ),
        [
          /^when\.properties\.document names a field that is not there; did you mean documents\?$/,
          /required\.0 names a field that is not there; did you mean mobileNumber\?$/,
          /tags\.contains\.properties\.typ names a field that is not there; did you mean type\?$/,
        ],
      ],
      [
        "for the API's own spelling",
        assertion(ofRecipients({ required: ["mobile_number"] })),
        [/did you mean mobileNumber\?$/],
      ],
      ...[
        "envelope.recipients.0.name",
        "envelope.recipients.0.email",
        "envelope.recipients.0.mobileNumber",
        "envelope.emails.name",
        "envelope.emails.replyTo",
        "documents.0.text",
        "context.actor",
      ].map(
        (place) =>
          [
            `for a message with ${place}`,
            assertion({ required: ["envelope"] }, { message: `{${place}} is wrong` }),
            [
              /^message has \{.*\}, which could tell a person's name, address or number, or a document's content/,
            ],
          ] as const,
      ),
      [
        "for a message with a place that is none",
        assertion({ required: ["envelope"] }, { message: "{name} is wrong" }),
        [/^message has "\{name\}", which leads to no value/],
      ],
    ] as const)
      it(what, () => {
        const found = assertionIssues(one).map(({ path, message }) => `${path.join(".")} ${message}`);
        assert.equal(found.length, said.length, found.join("\n"));
        for (const [at, pattern] of said.entries()) assert.match(found[at] ?? "", pattern);
      });
  });

  it("shows values, braces, and what is not there", async () => {
    const one = assertion(ofEnvelope({ required: ["notifications"] }), {
      message:
        "{{x}} {documents.0.pages} {documents.0.name} {envelope.recipients.0.tags.0.type} {envelope.autotagging} {envelope.hasOwnProperty}",
    });
    assert.deepEqual((await judged(one)).findings, [
      "notifications {x} 1 contract.pdf signature nothing nothing",
    ]);
  });
});
