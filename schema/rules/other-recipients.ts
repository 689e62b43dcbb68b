import type { WireOptions, WireTag } from "../generated/wire.ts";
import type { Issue, Path } from "../issue.ts";
import { affectedNames, type NameList } from "./affected-names.ts";
import { signersOf, tagsOf } from "./signers.ts";

const lists: [NameList, (tag: WireTag) => unknown, string][] = [
  ["affected_tag_names_other_recipients", (tag) => tag.name, "tag"],
  ["affected_tag_group_names_other_recipients", (tag) => tag.tag_group_name, "tag group"],
];

/** Rules that affect other signers: what they name belongs to exactly one of them, who signs in a later group. */
export function otherRecipients(options: WireOptions): Issue[] {
  const signers = signersOf(options);
  const affecting = signers.filter(([recipient, index]) =>
    lists.some(([list]) => affectedNames(recipient, ["recipients", index], list).length > 0),
  );
  if (affecting.length === 0) return [];
  const issues = [
    ...missingSignGroups(options, affecting[0]?.[1] ?? 0),
    // With autotagging, the documents name the tags.
    ...(options.autotagging === undefined
      ? lists.flatMap(([list, nameOf, what]) => {
          const owners = ownersByName(options, nameOf);
          return affecting.flatMap(([recipient, index]) =>
            affectedNames(recipient, ["recipients", index], list).flatMap(({ name, path }) =>
              ownerIssues(options, { path, index, what }, owners.get(name) ?? new Set()),
            ),
          );
        })
      : []),
  ];
  return issues.map((issue) => ({ ...issue, decidedBy: [["recipients"], ["autotagging"]] }));
}

function missingSignGroups(options: WireOptions, affecting: number): Issue[] {
  return signersOf(options)
    .filter(([{ sign_group }]) => sign_group === undefined)
    .map(([, index]) => ({
      path: ["recipients", index, "sign_group"],
      message: `is required, since a rule of recipients[${affecting}] affects other signers; write the group of every signer, also the first`,
    }));
}

function ownersByName(options: WireOptions, nameOf: (tag: WireTag) => unknown): Map<unknown, Set<number>> {
  const owners = new Map<unknown, Set<number>>();
  for (const [recipient, index] of signersOf(options))
    for (const [tag] of tagsOf(recipient.tags)) {
      const name = nameOf(tag);
      owners.set(name, (owners.get(name) ?? new Set()).add(index));
    }
  return owners;
}

function ownerIssues(
  options: WireOptions,
  { path, index, what }: { path: Path; index: number; what: string },
  owners: Set<number>,
): Issue[] {
  const other = [...owners].find((owner) => owner !== index);
  if (other === undefined) return [{ path, message: `is the name of no other signer's ${what}; correct it` }];
  // Also the signer's own: the service could not tell which of them is meant.
  if (owners.size > 1) {
    const places = [...owners].map((owner) => `recipients[${owner}]`).join(" and ");
    return [{ path, message: `names a ${what} of ${places}; give them different names` }];
  }
  const [own, theirs] = [index, other].map((at) => options.recipients[at]?.sign_group ?? 1);
  if (!Number.isInteger(own) || !Number.isInteger(theirs) || Number(theirs) > Number(own)) return [];
  const message = `names a ${what} of recipients[${other}], who is not in a later sign group; only those who sign later can be affected`;
  return [{ path, message }];
}
