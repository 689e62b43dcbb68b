import assert from "node:assert/strict";
import fc from "fast-check";
import { DocumentReader } from "../../document/index.ts";
import type { PolicyDocument } from "../../policy/document-facts.ts";
import { readPolicyDocuments } from "../../policy/host/read-documents.ts";
import { judge } from "../../policy/judge.ts";
import { guarded } from "../../policy/known.ts";
import { type Change, defineRule } from "../../policy/rule.ts";
import { optionsOf } from "../../policy/rule-options.ts";
import { builtInRules } from "../../policy/rules/index.ts";
import { type Subject, subjectOf } from "../../policy/subject.ts";
import type { Judgement } from "../../policy/verdict.ts";
import { unknownValue } from "../../schema/unknown.ts";
import type { Declaration } from "../../schema/wire-options.ts";
import { declarations } from "./arbitrary-declaration.ts";
import { personal, placesIn, withValueAt } from "./arbitrary-envelope.ts";
import { hostileValue } from "./hostile-value.ts";
import { runs } from "./seed.ts";

const config = {
  extends: "none" as const,
  rules: Object.fromEntries(builtInRules.map(({ name }) => [name, "mandatory" as const])),
};
const now = new Date("2026-03-06T20:00:00Z");
const contexts = fc.record({
  environment: fc.constantFrom("production", "sandbox", "http://localhost:4010", "x", undefined),
  branch: fc.constantFrom("main", "x", undefined),
  withdrawalEmails: fc.constantFrom(0, 1e9, undefined),
  now: fc.constant(now),
});

/** What all rules say of envelopes of one stack. */
const judgementsOf = (
  subjects: readonly Subject[],
  context: { environment?: string | undefined } = {},
): readonly Judgement[] =>
  judge(subjects, { rules: builtInRules, config }, { context: { now, ...context } }).judgements;

describe("any envelope, judged by all rules of the package", function () {
  this.timeout(120_000);
  const facts = new Map<string, PolicyDocument>();
  const documentsOf = ({ documents }: Declaration): PolicyDocument[] =>
    documents.flatMap(({ path }) => facts.get(path) ?? []);

  before(async () => {
    const reader = new DocumentReader();
    for (const { documents } of fc.sample(declarations, 50))
      for (const one of (await readPolicyDocuments(reader, documents)) ?? []) facts.set(one.path, one);
  });

  it("gets a verdict of every rule", () => {
    fc.assert(
      fc.property(declarations, contexts, (envelope, context) => {
        const judgements = judgementsOf([subjectOf("one", envelope, documentsOf(envelope))], context);
        assert.deepEqual(
          builtInRules
            .map(({ name }) => name)
            .filter((name) => !judgements.some(({ rule }) => rule === name)),
          [],
        );
        // A rule that fails on what is valid has a mistake in it.
        assert.deepEqual(
          judgements.filter(({ verdict }) => verdict === "undetermined"),
          [],
        );
      }),
      { numRuns: runs(200) },
    );
  });

  it("is judged without an exception and in an end, whatever stands anywhere in it", () => {
    fc.assert(
      fc.property(declarations, hostileValue, fc.nat(), contexts, (envelope, hostile, choice, context) => {
        const { value } = hostile.in(envelope, choice);
        const subjects = [
          subjectOf("one", value as Declaration, documentsOf(envelope)),
          subjectOf("two", envelope, documentsOf(envelope)),
        ];
        for (const { verdict, reason } of judgementsOf(subjects, context))
          assert.ok(verdict !== "undetermined" || reason !== undefined);
        for (const subject of subjects) remedies(subject, context);
      }),
      { numRuns: runs(600) },
    );
  });

  it("is judged in an end where its texts are far too long", () => {
    const parts = [
      "a",
      " ",
      "a@",
      "[A",
      "{{",
      "1 ",
      "GB29",
      "eyJ-",
      "Bearer ",
      "pin: ",
      "aA1",
      "契約",
      "https://a:",
    ];
    const long = fc.constantFrom(...parts).map((part) => part.repeat(100_000 / part.length));
    fc.assert(
      fc.property(declarations, long, fc.nat(), (envelope, text, choice) => {
        const places = placesIn(envelope).filter(([first]) => first !== "documents");
        const changed = withValueAt(envelope, places[choice % places.length] ?? [], text);
        judgementsOf([subjectOf("one", { ...changed, name: text, message: text }, documentsOf(envelope))]);
      }),
      { numRuns: runs(60) },
    );
  });

  it("passes no rule that depends on what is not known yet", () => {
    const other = fc.oneof(
      fc.constantFrom("", "x", "TODO", 0, 1, 1e9, true, null),
      fc.constantFrom([], {}, ["signer_invitation"], ["envelope_completion"]),
    );
    fc.assert(
      fc.property(declarations, fc.nat(), other, contexts, (envelope, choice, value, context) => {
        const places = placesIn(envelope).filter(([first]) => first !== "documents" && first !== "identity");
        const place = places[choice % places.length] ?? [];
        const documents = documentsOf(envelope);
        const verdicts = (declared: Declaration) =>
          judgementsOf([subjectOf("one", declared, documents)], context);
        const unknown = verdicts(withValueAt(envelope, place, unknownValue));
        // What passes now passes whatever the value turns out to be.
        const passed = unknown.filter(({ verdict }) => verdict === "pass").map(({ rule }) => rule);
        for (const declared of [envelope, withValueAt(envelope, place, value)])
          assert.deepEqual(
            verdicts(declared)
              .filter(({ rule, verdict }) => passed.includes(rule) && verdict !== "pass")
              .map(({ rule, verdict, reason }) => [rule, verdict, reason, place]),
            [],
          );
      }),
      { numRuns: runs(1000) },
    );
  });

  it("has findings that repeat no name, no address and no secret", () => {
    const texts = fc.constantFrom(
      "Zq Name",
      "zq-1@example.com",
      "{{Zq Name}} [ZQ-1]",
      "password: Zq 1, password: zq-4471",
      "https://zq-1:zq-2@example.com/?zq-3",
      "https://example.com/zq-1",
    );
    const places = fc.constantFrom(
      ["name"],
      ["message"],
      ["emails", "name"],
      ["emails", "replyTo"],
      ["notifications", "destination"],
      ["parentRedirectUrls", "success"],
      ["recipients", 0, "name"],
      ["recipients", 0, "email"],
      ["recipients", 0, "timeZoneName"],
    );
    fc.assert(
      fc.property(declarations, places, texts, contexts, (envelope, place, text, context) => {
        const whole = { ...envelope, emails: { ...envelope.emails }, notifications: { subscriptions: [] } };
        const changed = withValueAt({ ...whole, parentRedirectUrls: {} }, [...place], text);
        const judgements = judgementsOf(
          [subjectOf("one", changed as unknown as Declaration, documentsOf(envelope))],
          context,
        );
        const told = judgements.flatMap(({ reason, findings }) => [
          reason,
          ...findings.map((one) => one.message),
        ]);
        assert.doesNotMatch(told.join("\n"), personal);
      }),
      { numRuns: runs(500) },
    );
  });

  it("passes no rule about documents that are not known yet", () => {
    fc.assert(
      fc.property(declarations, (envelope) => {
        const known = judgementsOf([subjectOf("one", envelope, documentsOf(envelope))]);
        const unknown = judgementsOf([subjectOf("one", envelope, undefined)]);
        for (const [index, { verdict, rule }] of unknown.entries())
          assert.ok(verdict === "undetermined" || verdict === known[index]?.verdict, rule);
      }),
      { numRuns: runs(200) },
    );
  });

  it("holds, after a remediation, what the rule asks for", () => {
    fc.assert(
      fc.property(declarations, contexts, (envelope, context) => {
        const subject = subjectOf("one", envelope, documentsOf(envelope));
        for (const [rule, changes] of remedies(subject, context)) {
          if (changes.length === 0) continue;
          const mended = changes.reduce((one, { path, value }) => withValueAt(one, path, value), envelope);
          const verdict = judgementsOf([subjectOf("one", mended, documentsOf(envelope))], context).find(
            (one) => one.rule === rule,
          )?.verdict;
          assert.equal(verdict, "pass", rule);
        }
      }),
      { numRuns: runs(200) },
    );
  });

  it("is undetermined by a rule that throws, whatever it throws", () => {
    fc.assert(
      fc.property(declarations, fc.anything(), (envelope, thrown) => {
        const rule = defineRule({
          ...{ name: "broken", title: "x", description: "x", severity: "low", fix: "x" },
          ...{ defaultLevel: "mandatory", judges: "standing" },
          check() {
            throw thrown;
          },
        });
        const { judgements } = judge(
          [subjectOf("one", envelope, undefined)],
          { rules: [rule], config: {} },
          { context: { now } },
        );
        assert.equal(judgements.find((one) => one.rule === "broken")?.verdict, "undetermined");
      }),
      { numRuns: runs(200) },
    );
  });
});

/** What rules that failed propose for an envelope, by rule. */
function remedies(
  subject: Subject,
  context: { environment?: string | undefined },
): (readonly [rule: string, changes: Change[]])[] {
  const failed = judgementsOf([subject], context).filter(({ verdict }) => verdict === "fail");
  return builtInRules.flatMap((rule) => {
    if (rule.scope === "stack" || !rule.remediate || !failed.some((one) => one.rule === rule.name)) return [];
    const { options } = optionsOf(rule, {});
    const changes = rule.remediate(guarded(subject), { now, ...context, others: [] }, options);
    assert.ok(changes.every(({ path }) => path.length > 0));
    return [[rule.name, changes] as const];
  });
}
