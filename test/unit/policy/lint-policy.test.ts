import assert from "node:assert/strict";
import { lintPolicy } from "../../../policy/lint-policy.ts";
import { parsePolicy } from "../../../policy/parse-policy.ts";
import { issueText } from "../../../policy/policy-error.ts";
import { defineRule, defineStackRule, type Rule } from "../../../policy/rule.ts";

const metadata = {
  title: "t",
  description: "d",
  severity: "low",
  defaultLevel: "mandatory",
  judges: "standing",
  fix: "f",
} as const;
const rules: readonly Rule[] = [
  defineRule({
    ...metadata,
    name: "message-is-polite",
    options: {
      type: "object",
      additionalProperties: false,
      properties: { word: { type: "string", default: "please" } },
    },
    check: () => [],
  }),
  defineRule({ ...metadata, name: "link-lives-long", check: () => [], remediate: () => [] }),
  defineStackRule({ ...metadata, name: "names-differ", check: () => [] }),
  defineRule({
    ...metadata,
    name: "names-its-domain",
    defaultLevel: "disabled",
    options: {
      type: "object",
      additionalProperties: false,
      properties: {
        domain: { type: "string" },
        other: { type: "object", required: ["a"], properties: { a: { type: "string" } } },
      },
      required: ["domain"],
    },
    check: () => [],
  }),
];

const lint = (text: string): string[] => {
  const { config, issues, lineOf } = parsePolicy(text);
  assert.deepEqual(issues, []);
  return lintPolicy({ config, rules, lineOf, today: new Date("2026-03-02T10:00:00Z") }).map((issue) =>
    issueText(issue.level, issue),
  );
};
const waiver = (parts: string): string =>
  `waivers:\n  - { rule: message-is-polite, resource: nda, reason: r, owner: o, expires: 2026-12-31${parts} }`;

describe("looking at a policy", () => {
  it("finds nothing in one that is in order", () => {
    const text = `rules: { message-is-polite: { word: kindly }, link-lives-long: remediate, waiver-in-use: mandatory }
overrides:
  - { stack: dev, rules: { message-is-polite: disabled } }
${waiver("")}`;
    assert.deepEqual(lint(text), []);
  });

  for (const [what, text, said] of [
    [
      "a misspelt rule",
      "rules:\n  message-is-polit: advisory",
      ["error:2: rules.message-is-polit is no rule: did you mean message-is-polite?"],
    ],
    [
      "a rule that is like no other",
      "overrides:\n  - stack: dev\n    rules: { xyz: advisory }",
      ["error:3: overrides[0].rules.xyz is no rule: `yotisign policy list` lists them"],
    ],
    [
      "options that a rule does not have, or not so",
      "rules:\n  message-is-polite: { words: kindly, word: 3 }\n  names-differ: { much: true }",
      [
        "error:2: rules.message-is-polite.words is no option of this rule; there are: word",
        "error:2: rules.message-is-polite.word must be string",
        "error:3: rules.names-differ.much is no option: this rule has none",
      ],
    ],
    [
      "a rule without an option that it needs",
      `rules:
  names-its-domain: mandatory
overrides:
  - { stack: a, rules: { names-its-domain: { other: {} } } }
  - { stack: b, rules: { names-its-domain: { domain: example.com } } }
  - { stack: c, rules: { names-its-domain: disabled } }`,
      [
        "error:2: rules.names-its-domain leaves out domain, which names-its-domain cannot do without",
        "error:4: overrides[0].rules.names-its-domain.other.a is required",
        "error:4: overrides[0].rules.names-its-domain leaves out domain, which names-its-domain cannot do without",
      ],
    ],
    [
      "options of what is disabled",
      "rules: { message-is-polite: { level: disabled, word: a } }",
      ["warning:1: rules.message-is-polite has options, and is disabled"],
    ],
    [
      "what cannot be mended",
      "rules: { message-is-polite: remediate }",
      [
        "warning:1: rules.message-is-polite is remediate, and this rule cannot mend anything: it counts as mandatory",
      ],
    ],
    [
      "overrides without condition, or without a rule",
      "overrides:\n  - rules: { message-is-polite: advisory }\n  - stack: dev\n    rules: {}",
      [
        "warning:2: overrides[0] has no condition: write its rules under rules",
        "warning:3: overrides[1] sets no rule",
      ],
    ],
    [
      "an override that says what holds anyway",
      "rules: { names-differ: advisory }\noverrides:\n  - { stack: dev, rules: { names-differ: advisory, link-lives-long: mandatory } }",
      [
        "warning:3: overrides[0].rules.names-differ says what holds without it",
        "warning:3: overrides[0].rules.link-lives-long says what holds without it",
      ],
    ],
    [
      "an override that a later one takes back",
      "overrides:\n  - { stack: dev, rules: { names-differ: advisory } }\n  - { stack: dev, rules: { names-differ: disabled } }",
      [
        "warning:2: overrides[0].rules.names-differ never counts: a later override with the same conditions sets this rule too",
      ],
    ],
    [
      "a rule about the stack, set for a resource",
      "overrides:\n  - { resource: nda, rules: { names-differ: advisory } }",
      [
        "warning:2: overrides[0].rules.names-differ never counts: this rule is about the stack as a whole, not about one resource",
      ],
    ],
    [
      "a preset without rules",
      "extends: none",
      ["warning:1: extends leaves no rule in force: nothing is judged"],
    ],
    [
      "a waiver of a rule that is not there",
      waiver("").replace("message-is-polite", "message-is-nice"),
      ["error:2: waivers[0].rule is no rule: did you mean message-is-polite?"],
    ],
    [
      "a waiver that ends on no day of the calendar",
      waiver("").replace("12-31", "02-30"),
      ["error:2: waivers[0].expires is no day of the calendar"],
    ],
    [
      "a waiver that is over",
      waiver("").replace("2026-12-31", "2026-03-01"),
      ["warning:2: waivers[0].expires is over: the findings count again"],
    ],
    ["a waiver's last day", waiver("").replace("2026-12-31", "2026-03-02"), []],
    [
      "a waiver for more than a year",
      waiver("").replace("2026", "2027"),
      ["warning:2: waivers[0].expires is more than a year ahead: is it still for a time?"],
    ],
    [
      "a waiver of what is disabled",
      `rules: { message-is-polite: disabled }\n${waiver("")}`,
      ["warning:3: waivers[0].rule is disabled: there is nothing to waive"],
    ],
    [
      "a waiver of waivers",
      waiver("").replace("message-is-polite", "waiver-in-date"),
      ["error:2: waivers[0].rule is about waivers themselves, and no waiver lets it be"],
    ],
    [
      "a waiver that is there twice",
      `${waiver("")}\n${waiver("").split("\n")[1]}`,
      ["warning:3: waivers[1] waives what a waiver above waives already"],
    ],
    [
      "an assertion that everything fits",
      "assertions:\n  a-b:\n    title: t\n    severity: low\n    assert: {}\n    message: m",
      ["error:5: assertions.a-b.assert is empty, so that everything fits it"],
    ],
  ] as const)
    it(`${said.length > 0 ? "objects to" : "takes"} ${what}`, () => assert.deepEqual(lint(text), said));
});
