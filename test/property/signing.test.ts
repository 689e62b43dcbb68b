import assert from "node:assert/strict";
import fc, { type Arbitrary } from "fast-check";
import type { TagValue } from "../../emulator/envelope/envelope.ts";
import type { RecipientOptions, RuleOptions, TagOptions, TagType } from "../../emulator/envelope/options.ts";
import type { Refusal } from "../../emulator/envelope/refusal.ts";
import { SignedEnvelope, signer } from "../unit/emulator/signing/signing-person.ts";
import { runs } from "./seed.ts";

const types: TagType[] = [
  "signature",
  "initials",
  "text_field",
  "checkbox_field",
  "radio_field",
  "date_signed_field",
];

const place = { file_name: "nda.pdf", page_number: 1, x: 0.1, y: 0.1 };

const tagOf =
  (person: string) =>
  (type: TagType, number: number): Arbitrary<TagOptions> =>
    fc
      .record({
        optional: fc.boolean(),
        prefilled: fc.boolean(),
        readonly: fc.boolean(),
        validated: fc.boolean(),
      })
      .map(({ optional, prefilled, readonly, validated }) => ({
        ...{ type, ...place, name: `${person}${number}` },
        optional: type !== "date_signed_field" && optional,
        ...(type === "text_field" && {
          ...(prefilled && { prefilled_value: "abc" }),
          readonly: prefilled && readonly,
          ...(validated && { validation: { regex: "^[a-z]+$" } }),
        }),
      }));

/** Every second person has a group of radio buttons, which all share one optionality. */
const tagsOf = (person: string): Arbitrary<TagOptions[]> =>
  fc
    .record({
      types: fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 6 }),
      group: fc.option(fc.record({ size: fc.integer({ min: 2, max: 3 }), optional: fc.boolean() })),
    })
    .chain(({ types, group }) =>
      fc.tuple(...types.map(tagOf(person))).map((own) => [
        ...own,
        ...Array.from(
          { length: group?.size ?? 0 },
          (_, number): TagOptions => ({
            ...{ type: "radio_field", ...place, name: `${person}r${number}`, tag_group_name: `${person}g` },
            optional: group?.optional ?? false,
          }),
        ),
      ]),
    );

/** A rule whose trigger stands before all that it affects, so that rules form no circle. */
const ruleOf = (own: TagOptions[], later: TagOptions[]): Arbitrary<RuleOptions[]> => {
  const triggers = own.flatMap(({ type, name = "" }, at) =>
    type === "date_signed_field" ? [] : [{ name, at }],
  );
  if (triggers.length === 0) return fc.constant([]);
  return fc.array(
    fc
      .record({
        action: fc.constantFrom("show", "hide", "make_optional", "make_required" as const),
        trigger: fc.constantFrom(...triggers),
        criteria: fc.constantFrom("has_value", "no_value" as const),
        picked: fc.array(fc.nat(20), { minLength: 1, maxLength: 2 }),
      })
      .map(({ action, trigger, criteria, picked }) => {
        const after = own.slice(trigger.at + 1).map(({ name = "" }) => name);
        const others = later.map(({ name = "" }) => name);
        const names = (from: string[]) => [
          ...new Set(picked.flatMap((at) => from[at % (from.length || 1)] ?? [])),
        ];
        return {
          action: action as RuleOptions["action"],
          conditions: [{ trigger_tag_name: trigger.name, criteria: criteria as "has_value" | "no_value" }],
          affected_tag_names: names(after),
          affected_tag_names_other_recipients: names(others),
        };
      }),
    { maxLength: 3 },
  );
};

const people: Arbitrary<RecipientOptions[]> = fc
  .tuple(tagsOf("a"), tagsOf("b"))
  .chain(([first, second]) =>
    fc
      .tuple(ruleOf(first, second), ruleOf(second, []))
      .map(([rules, own]) => [
        signer({ sign_group: 1, tags: first, rules }),
        signer({ name: "Bo Example", email: "bo@example.com", sign_group: 2, tags: second, rules: own }),
      ]),
  );

/** What is sent for a tag: mostly something of its kind. */
const slot = fc.record({
  text: fc.constantFrom("abc", "abc", "x", "A1", "", "  "),
  box: fc.boolean(),
  odd: fc.oneof(
    { weight: 20, arbitrary: fc.constant<unknown>("none") },
    { weight: 1, arbitrary: fc.constantFrom<unknown>("abc", true, null, undefined, 7) },
  ),
});
type Slot = typeof slot extends Arbitrary<infer One> ? One : never;

/** One round of values for up to nine tags. */
const attempt = fc.record({ slots: fc.array(slot, { minLength: 9, maxLength: 9 }), button: fc.nat(3) });

const given = ({ tags = [] }: RecipientOptions, slots: readonly Slot[], button: number): unknown[] => {
  const grouped = tags.filter(({ tag_group_name }) => tag_group_name);
  return tags.map((tag, at) => {
    const { text, box, odd } = slots[at] as Slot;
    if (odd !== "none") return odd;
    if (tag.type === "date_signed_field" || tag.readonly) return undefined;
    if (tag.tag_group_name) return grouped.indexOf(tag) === button;
    return tag.type === "checkbox_field" || tag.type === "radio_field" ? box : text;
  });
};

const filled = (value: unknown): boolean =>
  typeof value === "string" ? value.trim() !== "" : value === true;

/** What the rules come to, reckoned tag by tag: whatever decides about a tag stands before it. */
function reckoned(
  { tags = [], rules = [] }: RecipientOptions,
  values: readonly unknown[],
  before: { person: RecipientOptions; values: readonly TagValue[] } | undefined,
): { shown: boolean; required: boolean }[] {
  const out: { shown: boolean; required: boolean }[] = [];
  const holds = (rule: RuleOptions, of: readonly TagOptions[], has: (at: number) => boolean): boolean =>
    rule.conditions.every(
      ({ trigger_tag_name, criteria }) =>
        has(of.findIndex(({ name }) => name === trigger_tag_name)) === (criteria === "has_value"),
    );
  tags.forEach((tag, at) => {
    const about = [
      ...rules
        .filter((rule) => rule.affected_tag_names?.includes(tag.name ?? ""))
        .map((rule) => ({
          rule,
          met: holds(rule, tags, (own) => out[own]?.shown === true && filled(values[own])),
        })),
      ...(before?.person.rules ?? [])
        .filter((rule) => rule.affected_tag_names_other_recipients?.includes(tag.name ?? ""))
        .map((rule) => ({
          rule,
          met: holds(rule, before?.person.tags ?? [], (own) => filled(before?.values[own])),
        })),
    ];
    const is = (action: string, met: boolean) =>
      about.some((one) => one.rule.action === action && one.met === met);
    out[at] = {
      shown: !is("show", false) && !is("hide", true),
      required: is("make_required", true) || (!tag.optional && !is("make_optional", true)),
    };
  });
  return out;
}

/** What a tag holds once this was sent for it. */
const kept = (tag: TagOptions, given: unknown): unknown => {
  if (tag.type === "date_signed_field") return "2026-01-31";
  if (tag.readonly) return tag.prefilled_value ?? null;
  if (tag.type === "checkbox_field" || tag.type === "radio_field") return given === true;
  if (given === undefined) return tag.prefilled_value ?? null;
  return typeof given === "string" && given.trim() !== "" ? given : null;
};

/** Sends values, as they are or not at all where they are undefined; says whether they were taken. */
function sent(signing: SignedEnvelope, person: number, values: readonly unknown[]): boolean {
  const tags = signing.person(person).asked.tags ?? [];
  const entries = tags.flatMap((_, at) =>
    values[at] === undefined ? [] : [[String(at), values[at]] as const],
  );
  try {
    signing.submit(Object.fromEntries(entries), person);
    return true;
  } catch (error) {
    assert.equal((error as Refusal).code, "invalid_values");
    assert.notEqual((error as Refusal).errors.length, 0);
    return false;
  }
}

describe("signing anything with anything", () => {
  /** What every person who has signed holds is complete by an independent reckoning, and all that was sent. */
  function check(signing: SignedEnvelope, person: number, sent: readonly unknown[]): void {
    const { asked, values } = signing.person(person);
    const first = signing.person(0);
    const before = person === 0 ? undefined : { person: first.asked, values: first.values };
    const tags = asked.tags ?? [];
    const expected = tags.map((tag, at) => kept(tag, sent[at]));
    const effects = reckoned(asked, expected, before);
    assert.deepEqual(
      values,
      expected.map((value, at) => (effects[at]?.shown ? value : null)),
    );
    const group = tags.flatMap((tag, at) => (tag.tag_group_name && effects[at]?.shown ? [at] : []));
    const chosen = group.filter((at) => values[at] === true).length;
    assert.ok(chosen <= 1, "several radio buttons are chosen");
    if (group.some((at) => effects[at]?.required)) assert.equal(chosen, 1, "a required group has no choice");
    tags.forEach((tag, at) => {
      if (!effects[at]?.shown) return;
      if (effects[at]?.required && !tag.tag_group_name) assert.ok(filled(values[at]), `tag ${at} is empty`);
      if (tag.validation && !tag.readonly && values[at] !== null)
        assert.match(String(values[at]), /^[a-z]+$/);
    });
  }

  it("completes with nothing that is required and shown left empty, and loses no value", () => {
    let completed = 0;
    fc.assert(
      fc.property(people, fc.array(attempt, { minLength: 2, maxLength: 8 }), (recipients, attempts) => {
        const signing = new SignedEnvelope(recipients);
        let person = 0;
        for (const { slots, button } of attempts) {
          if (person > 1) break;
          const values = given(signing.person(person).asked, slots, button);
          const before = signing.envelope;
          if (!sent(signing, person, values)) {
            assert.equal(signing.envelope, before);
            continue;
          }
          check(signing, person, values);
          person += 1;
        }
        assert.equal(signing.envelope.status, person > 1 ? "COMPLETE" : "ACTIVE");
        if (person > 1) completed += 1;
      }),
      { numRuns: runs(2000) },
    );
    assert.ok(completed > 100, `only ${completed} envelopes were completed`);
    console.log(`    ${completed} envelopes completed`);
  });

  it("takes every form that is filled in as its view says", () => {
    fc.assert(
      fc.property(people, (recipients) => {
        const signing = new SignedEnvelope(recipients);
        for (const person of [0, 1]) {
          const values: Record<string, unknown> = {};
          // What is filled in may ask for more, so it is seen to again.
          for (let round = 0; round < 10; round += 1) {
            const asked = signing.person(person).asked.tags ?? [];
            const held = asked.map((tag, at) => kept(tag, values[String(at)]));
            const before = { person: signing.person(0).asked, values: signing.person(0).values };
            const effects = reckoned(signing.person(person).asked, held, person === 0 ? undefined : before);
            asked.forEach((tag, at) => {
              if (!effects[at]?.shown || !effects[at]?.required || tag.readonly || filled(held[at])) return;
              const members = asked.flatMap((one, other) => (one.tag_group_name ? [other] : []));
              if (
                tag.tag_group_name &&
                members.some((other) => effects[other]?.shown && held[other] === true)
              )
                return;
              if (tag.type === "date_signed_field") return;
              if (tag.type === "checkbox_field" || tag.type === "radio_field") {
                if (tag.tag_group_name) for (const other of members) values[String(other)] = false;
                values[String(at)] = true;
                for (const other of members) held[other] = other === at;
              } else values[String(at)] = "abc";
            });
          }
          signing.submit(values, person);
        }
        assert.equal(signing.envelope.status, "COMPLETE");
      }),
      { numRuns: runs(500) },
    );
  });
});
