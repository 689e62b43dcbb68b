import type { TagOptions } from "../envelope/options.ts";
import type { RefusalEntry } from "../envelope/refusal.ts";
import { repeated, wrong } from "./wrong.ts";

/**
 * What is wrong with the tags of one person, signer or witness.
 *
 * @param path where the person is, for example `recipients[0]`
 */
export const wrongTags = (tags: readonly TagOptions[], path: string): RefusalEntry[] => [
  ...repeated(
    tags,
    ({ name }) => name,
    (_, at) => wrong(`${path}.tags[${at}].name`, "unique", "is the name of another tag of this recipient"),
  ),
  ...wrongGroups(tags, path),
  ...tags.flatMap((tag, at) => wrongTag(tag, `${path}.tags[${at}]`)),
];

function wrongGroups(tags: readonly TagOptions[], path: string): RefusalEntry[] {
  return tags.flatMap((tag, at) => {
    if (tag.tag_group_name === undefined) return [];
    const group = tags.filter((other) => other.tag_group_name === tag.tag_group_name);
    if (group[0] !== tag) return [];
    const where = `${path}.tags[${at}].tag_group_name`;
    if (group.length < 2)
      return [wrong(where, "lone_tag", "names a group of one tag; a group has two or more")];
    if (group.some(({ type }) => type !== tag.type))
      return [wrong(where, "mixed_types", "joins tags of different types")];
    if (group.some(({ optional = false }) => optional !== (tag.optional ?? false)))
      return [wrong(where, "mixed_optional", "joins optional and required tags")];
    return [];
  });
}

function wrongTag(tag: TagOptions, path: string): RefusalEntry[] {
  const found: RefusalEntry[] = [];
  if (tag.width !== undefined && tag.x + tag.width >= 1)
    found.push(wrong(`${path}.width`, "too_wide", "reaches past the page: x + width must be less than 1"));
  if (tag.validation && !isRegex(tag.validation))
    found.push(
      wrong(`${path}.validation.regex`, "not_a_regex", "is no regular expression, or its flags are wrong"),
    );
  return found;
}

function isRegex({ regex, flags }: { regex: string; flags?: string }): boolean {
  try {
    new RegExp(regex, flags);
    return true;
  } catch {
    return false;
  }
}
