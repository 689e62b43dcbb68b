import type { WireOptions, WireRecipient, WireRule } from "../generated/wire.ts";
import { formatPath, type Issue, type Path } from "../issue.ts";
import { affectedNames, type NameList, rulesOf } from "./affected-names.ts";
import { listOf, tagsOf } from "./signers.ts";

const lists: NameList[] = [
  "affected_tag_names",
  "affected_tag_group_names",
  "affected_tag_names_other_recipients",
  "affected_tag_group_names_other_recipients",
];

/** What is wrong with a signer's rules, as far as the signer's own tags tell. */
export function conditionalRules(recipient: WireRecipient, path: Path, options: WireOptions): Issue[] {
  const issues = [
    ...rulesOf(recipient, path).flatMap(([rule, at]) => repeatedTriggers(rule, at)),
    ...lists.flatMap((list) => repeatedNames(recipient, path, list)),
    ...ownEffects(recipient, path),
    // With autotagging, the documents name the tags.
    ...(options.autotagging === undefined ? unknownNames(recipient, path) : []),
  ];
  return issues.map((issue) => ({
    ...issue,
    decidedBy: [[...path, "tags"], [...path, "rules"], ["autotagging"]],
  }));
}

function repeatedTriggers(rule: WireRule, path: Path): Issue[] {
  const seen = new Set<string>();
  return listOf(rule.conditions).flatMap((condition, at) => {
    const name = condition?.trigger_tag_name;
    if (typeof name !== "string" || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    const message = "is the trigger of another condition of this rule too; keep one";
    return [{ path: [...path, "conditions", at, "trigger_tag_name"], message }];
  });
}

function repeatedNames(recipient: WireRecipient, path: Path, list: NameList): Issue[] {
  const seen = new Map<string, Path>();
  return affectedNames(recipient, path, list).flatMap(({ name, path: at }) => {
    const first = seen.get(name);
    if (!first) {
      seen.set(name, at);
      return [];
    }
    const place = formatPath(first.slice(2, 4));
    return [{ path: at, message: `is affected by ${place} already; one rule of a signer may name it, once` }];
  });
}

function ownEffects(recipient: WireRecipient, path: Path): Issue[] {
  const groups = new Map(tagsOf(recipient.tags).map(([{ name, tag_group_name }]) => [name, tag_group_name]));
  return rulesOf(recipient, path).flatMap(([rule, at]) => {
    const triggers = new Set(
      listOf(rule.conditions)
        .map((condition) => condition?.trigger_tag_name)
        .filter((name) => typeof name === "string"),
    );
    const grouped = new Set([...triggers].map((name) => groups.get(name)));
    const among = (list: NameList, names: ReadonlySet<string | undefined>, message: string): Issue[] =>
      listOf(rule[list]).flatMap((name, position) =>
        typeof name === "string" && names.has(name) ? [{ path: [...at, list, position], message }] : [],
      );
    return [
      ...among(
        "affected_tag_names",
        triggers,
        "is a trigger of the same rule; a tag cannot affect itself, so remove one of the two",
      ),
      ...among(
        "affected_tag_group_names",
        grouped,
        "is the group of a trigger of the same rule; a tag cannot affect itself, so remove one of the two",
      ),
    ];
  });
}

function unknownNames(recipient: WireRecipient, path: Path): Issue[] {
  const tags = tagsOf(recipient.tags).map(([tag]) => tag);
  const types = new Map(tags.map(({ name, type }) => [name, type]));
  const groups = new Set(tags.map((tag) => tag.tag_group_name));
  const triggers = rulesOf(recipient, path).flatMap(([rule, at]) =>
    listOf(rule.conditions).flatMap((condition, position): Issue[] => {
      const name = condition?.trigger_tag_name;
      const field = [...at, "conditions", position, "trigger_tag_name"];
      if (typeof name !== "string") return [];
      if (!types.has(name)) return [{ path: field, message: nobodys("tags") }];
      if (types.get(name) !== "date_signed_field") return [];
      return [
        {
          path: field,
          message: "is a date_signed_field, which the service fills in; take a tag that the signer fills in",
        },
      ];
    }),
  );
  return [
    ...triggers,
    ...affectedNames(recipient, path, "affected_tag_names")
      .filter(({ name }) => !types.has(name))
      .map(({ path: at }) => ({ path: at, message: nobodys("tags") })),
    ...affectedNames(recipient, path, "affected_tag_group_names")
      .filter(({ name }) => !groups.has(name))
      .map(({ path: at }) => ({ path: at, message: nobodys("tag groups") })),
  ];
}

const nobodys = (what: string): string =>
  `is the name of none of this signer's ${what}; correct it, or give one of them this name`;
