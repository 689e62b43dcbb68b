import type { WireTag } from "../generated/wire.ts";
import type { Issue, Path } from "../issue.ts";
import { tagsOf } from "./signers.ts";
import { listed, type UploadedFile } from "./uploaded-file.ts";

/** What is wrong with the tags of one person, signer or witness. */
export function tagIssues(
  tags: WireTag[] | undefined,
  path: Path,
  files: UploadedFile[] | undefined,
): Issue[] {
  const known = tagsOf(tags);
  return [
    ...tagNames(known, path),
    ...tagGroups(known, path),
    ...known.flatMap(([tag, at]) => validation(tag, [...path, "tags", at, "validation"])),
    ...known.flatMap(([tag, at]) => tagPlace(tag, [...path, "tags", at], files)),
  ];
}

function tagNames(tags: [WireTag, number][], path: Path): Issue[] {
  const seen = new Map<string, number>();
  return tags.flatMap(([{ name }, at]) => {
    if (typeof name !== "string") return [];
    const first = seen.get(name);
    if (first === undefined) {
      seen.set(name, at);
      return [];
    }
    const message = `is the name of tags[${first}] too; a recipient's tags need different names`;
    return [{ path: [...path, "tags", at, "name"], message }];
  });
}

function tagGroups(tags: [WireTag, number][], path: Path): Issue[] {
  const groups = Map.groupBy(
    tags.filter(([tag]) => typeof tag.tag_group_name === "string"),
    ([tag]) => tag.tag_group_name,
  );
  return [...groups.values()].flatMap((members) => {
    const message = groupProblem(members.map(([tag]) => tag));
    if (message === undefined) return [];
    const at = members[0]?.[1] ?? 0;
    const decidedBy = [[...path, "tags"]];
    return [{ path: [...path, "tags", at, "tag_group_name"], message, decidedBy }];
  });
}

function groupProblem([first, ...others]: WireTag[]): string | undefined {
  if (others.length === 0) return "names a group of one tag; a group needs two or more";
  if (others.some((tag) => tag.type !== first?.type))
    return "joins tags of different types; a group has one type";
  if (others.some((tag) => (tag.optional ?? false) !== (first?.optional ?? false)))
    return "joins optional and required tags; make all of them the same";
  return undefined;
}

function validation(tag: WireTag, path: Path): Issue[] {
  const { regex, flags } = tag.validation ?? {};
  if (typeof regex !== "string" || !["string", "undefined"].includes(typeof flags)) return [];
  try {
    new RegExp(regex, flags);
    return [];
  } catch {
    return [{ path, message: "is no regular expression, or has flags that there are not" }];
  }
}

function tagPlace(tag: WireTag, path: Path, files: UploadedFile[] | undefined): Issue[] {
  const issues: Issue[] = [];
  if (typeof tag.width === "number" && typeof tag.x === "number" && tag.x + tag.width >= 1)
    issues.push({
      path: [...path, "width"],
      message: "reaches past the page's right edge: x + width must be less than 1",
    });
  if (typeof tag.file_name !== "string" || !files) return issues;
  const file = files.find((candidate) => candidate.name === tag.file_name);
  if (!file) {
    const message = `is not a document of this envelope; there are: ${listed(files)}`;
    return [...issues, { path: [...path, "file_name"], message }];
  }
  const { page_number } = tag;
  if (file.pages !== undefined && typeof page_number === "number" && page_number > file.pages) {
    const message = `is ${page_number}, but ${JSON.stringify(file.name)} has ${file.pages} ${file.pages === 1 ? "page" : "pages"}`;
    issues.push({ path: [...path, "page_number"], message });
  }
  return issues;
}
