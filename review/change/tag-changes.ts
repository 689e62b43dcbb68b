import type { PolicyRecipient } from "../../policy/subject.ts";
import { stableJson } from "../../schema/canonical.ts";
import type { Tag } from "../../schema/generated/inputs.ts";
import { formatPath, type Path } from "../../schema/issue.ts";
import type { FieldChange } from "../review.ts";
import type { DocumentSource } from "../review-source.ts";
import { objectsIn, shown, textOf } from "./shown.ts";

type Places = ReadonlyMap<string, DocumentSource["pages"]>;

/** Tags of a recipient, and of their witness, that were moved, changed, added or removed. */
export function tagChanges(
  now: PolicyRecipient,
  before: PolicyRecipient,
  path: Path,
  places: { now: Places; before: Places },
): FieldChange[] {
  const witness = (recipient: PolicyRecipient): Tag[] | undefined => Object(recipient.witness).tags;
  return [
    ...changesIn(now.tags, before.tags, [...path, "tags"], places),
    ...changesIn(witness(now), witness(before), [...path, "witness", "tags"], places),
  ];
}

function changesIn(
  now: Tag[] | undefined,
  before: Tag[] | undefined,
  path: Path,
  places: { now: Places; before: Places },
): FieldChange[] {
  const [tags, old] = [objectsIn(now), objectsIn(before)];
  const { pairs, gone } = paired(tags, old);
  return [
    ...pairs.map(({ tag, old: earlier }) => ({
      path: formatPath([...path, tags.indexOf(tag)]),
      ...(earlier && { before: tagText(earlier, places.before) }),
      after: tagText(tag, places.now),
    })),
    ...gone.map((tag) => ({
      path: formatPath([...path, old.indexOf(tag)]),
      before: tagText(tag, places.before),
    })),
  ];
}

/** Pairs what differs: by name where tags have one, else the nearest of the same type in the order of the list. */
function paired(
  now: readonly Tag[],
  before: readonly Tag[],
): { pairs: { tag: Tag; old: Tag | undefined }[]; gone: Tag[] } {
  const free = new Set(before);
  const take = (found: Tag | undefined): Tag | undefined => {
    if (found) free.delete(found);
    return found;
  };
  const find = (fits: (old: Tag) => boolean): Tag | undefined => take([...free].find(fits));
  const changed = now.filter((tag) => !find((old) => stableJson(old) === stableJson(tag)));
  const named = changed.map((tag) =>
    tag.name === undefined ? undefined : find((old) => old.name === tag.name && old.type === tag.type),
  );
  const pairs = changed.map((tag, index) => ({
    tag,
    old:
      named[index] ??
      find((old) => old.type === tag.type && (old.name === undefined || tag.name === undefined)),
  }));
  return { pairs, gone: [...free] };
}

/** `signature on page 1 of nda.pdf, 59.5 pt from the left, 673.6 pt from the top, optional`. */
function tagText(tag: Tag, places: Places): string {
  const { type, fileName, pageNumber, x, y, width, optional, ...rest } = tag;
  const page = places.get(fileName)?.[pageNumber - 1];
  const length = (fraction: unknown, sidePt: number | undefined): string => {
    if (typeof fraction !== "number") return shown(fraction) ?? "somewhere";
    return sidePt === undefined
      ? `${Math.round(fraction * 1000) / 10} %`
      : `${Math.round(fraction * sidePt * 10) / 10} pt`;
  };
  const others = Object.entries(rest).map(([name, value]) => `${name}: ${textOf(value)}`);
  return [
    `${textOf(type)} on page ${textOf(pageNumber)} of ${textOf(fileName)}`,
    `${length(x, page?.widthPt)} from the left`,
    `${length(y, page?.heightPt)} from the top`,
    ...(width === undefined ? [] : [`${length(width, page?.widthPt)} wide`]),
    ...(optional === true ? ["optional"] : []),
    ...others,
  ].join(", ");
}
