import type { EnvelopeOptions, RecipientOptions, RuleOptions } from "../envelope/options.ts";
import { signGroupOf } from "../envelope/options.ts";
import type { RefusalEntry } from "../envelope/refusal.ts";
import { repeated, wrong } from "./wrong.ts";

type NameList = Extract<keyof RuleOptions, `affected_${string}`>;

interface Affected {
  readonly name: string;
  readonly path: string;
  readonly rule: RuleOptions;
}

/** What is wrong with a signer's rules. With autotagging the documents name the tags, so names are not looked up. */
export function wrongRules(
  recipient: RecipientOptions,
  path: string,
  options: EnvelopeOptions,
): RefusalEntry[] {
  const { rules = [], tags = [] } = recipient;
  const affected = (list: NameList): Affected[] =>
    rules.flatMap((rule, at) =>
      (rule[list] ?? []).map((name, position) => ({
        ...{ name, rule },
        path: `${path}.rules[${at}].${list}[${position}]`,
      })),
    );
  const isKnown = options.autotagging === undefined;
  const unless = (found: boolean, { path }: Affected): RefusalEntry[] =>
    found || !isKnown ? [] : [wrong(path, "unknown", "names nothing that can be affected")];
  return [
    ...rules.flatMap((rule, at) => wrongTriggers(rule, `${path}.rules[${at}]`, recipient, isKnown)),
    ...lists.flatMap((list) =>
      repeated(
        affected(list),
        ({ name }) => name,
        (one) => wrong(one.path, "unique", "is affected by this signer's rules already"),
      ),
    ),
    ...affected("affected_tag_names").flatMap((one) =>
      one.rule.conditions.some(({ trigger_tag_name }) => trigger_tag_name === one.name)
        ? [wrong(one.path, "own_trigger", "is a trigger of the same rule")]
        : unless(
            tags.some(({ name }) => name === one.name),
            one,
          ),
    ),
    ...affected("affected_tag_group_names").flatMap((one) => {
      const group = tags.filter(({ tag_group_name }) => tag_group_name === one.name);
      const triggers = one.rule.conditions.map(({ trigger_tag_name }) => trigger_tag_name);
      return group.some(({ name }) => name !== undefined && triggers.includes(name))
        ? [wrong(one.path, "own_trigger", "is the group of a trigger of the same rule")]
        : unless(group.length > 0, one);
    }),
    ...(["name", "tag_group_name"] as const).flatMap((field) =>
      affected(`affected_tag_${field === "name" ? "" : "group_"}names_other_recipients`).flatMap((one) =>
        unless(isLaters(one.name, field, recipient, options), one),
      ),
    ),
  ];
}

/** What is wrong where a rule affects other signers and a signer has no sign group. */
export function missingSignGroups({ recipients }: EnvelopeOptions): RefusalEntry[] {
  const affecting = recipients.some(({ rules = [] }) =>
    rules.some(
      (rule) =>
        rule.affected_tag_names_other_recipients?.length ||
        rule.affected_tag_group_names_other_recipients?.length,
    ),
  );
  return recipients.flatMap(({ type, sign_group }, index) =>
    affecting && type === "SIGNER" && sign_group === undefined
      ? [
          wrong(
            `recipients[${index}].sign_group`,
            "required",
            "is required, since rules affect other signers",
          ),
        ]
      : [],
  );
}

const lists: NameList[] = [
  "affected_tag_names",
  "affected_tag_group_names",
  "affected_tag_names_other_recipients",
  "affected_tag_group_names_other_recipients",
];

function wrongTriggers(
  { conditions }: RuleOptions,
  path: string,
  { tags = [] }: RecipientOptions,
  isKnown: boolean,
): RefusalEntry[] {
  const field = (at: number): string => `${path}.conditions[${at}].trigger_tag_name`;
  const unfit = conditions.flatMap(({ trigger_tag_name }, at) => {
    const tag = tags.find(({ name }) => name === trigger_tag_name);
    if (!isKnown || (tag && tag.type !== "date_signed_field")) return [];
    return [wrong(field(at), "not_a_trigger", "names no tag that this signer fills in")];
  });
  return [
    ...unfit,
    ...repeated(
      conditions,
      ({ trigger_tag_name }) => trigger_tag_name,
      (_, at) => wrong(field(at), "unique", "is the trigger of another condition of the rule"),
    ),
  ];
}

/** Whether a name belongs to exactly one signer, who is another one and signs later. */
function isLaters(
  text: string,
  field: "name" | "tag_group_name",
  recipient: RecipientOptions,
  { recipients }: EnvelopeOptions,
): boolean {
  const owners = recipients.filter(
    (one) => one.type === "SIGNER" && one.tags?.some((tag) => tag[field] === text),
  );
  const [owner] = owners;
  return owners.length === 1 && owner !== undefined && signGroupOf(owner) > signGroupOf(recipient);
}
