import type { WireRecipient } from "../generated/wire.ts";
import type { Issue, Path } from "../issue.ts";
import { tagsOf } from "./signers.ts";
import { listed, type UploadedFile } from "./uploaded-file.ts";

/** Excluded files exist, carry none of the recipient's tags, and leave one to see. */
export function excludedFiles(
  recipient: WireRecipient,
  path: Path,
  files: UploadedFile[] | undefined,
): Issue[] {
  const excluded = recipient.excluded_files;
  if (!Array.isArray(excluded) || !files) return [];
  const names = new Set(files.map((file) => file.name));
  const unseen = new Set<unknown>(excluded);
  const issues = excluded.flatMap((name, at): Issue[] => {
    if (typeof name !== "string" || names.has(name)) return [];
    const message = `is not a document of this envelope; there are: ${listed(files)}`;
    return [{ path: [...path, "excluded_files", at], message }];
  });
  if (files.length > 0 && files.every((file) => unseen.has(file.name)))
    issues.push({
      path: [...path, "excluded_files"],
      message: "leaves the recipient nothing to see; keep one document",
    });
  for (const [tag, at] of tagsOf(recipient.tags))
    if (unseen.has(tag.file_name) && names.has(tag.file_name))
      issues.push({
        path: [...path, "tags", at, "file_name"],
        message: "is among this recipient's excluded files; move the tag, or show the file",
      });
  return issues;
}
