import type { WireOptions, WireRecipient, WireTag } from "./generated/wire.ts";
import type { Issue, Path } from "./issue.ts";

/** What rules between fields must know of an uploaded file. `pages` is undefined where it cannot be known (Word). */
export interface UploadedFile {
  name: string;
  pages: number | undefined;
}

const signersOf = (options: WireOptions): [WireRecipient, number][] =>
  (options.recipients ?? [])
    .map((r, i): [WireRecipient, number] => [r, i])
    .filter(([r]) => r?.type === "SIGNER");

/**
 * Everything that is wrong between fields: what the service would refuse, and what it would accept and fail later.
 * Fields that are missing or of a wrong type are passed over here; {@link optionsIssues} names those.
 *
 * @param options the options in snake_case; may be partly wrong
 * @param files the files to upload, or undefined when they are not known yet (a preview): their rules then wait
 */
export function crossFieldIssues(options: WireOptions, files: UploadedFile[] | undefined): Issue[] {
  if (!Array.isArray(options?.recipients)) return [];
  return [
    ...recipientCounts(options),
    ...signGroups(options),
    ...invitation(options),
    ...ccEmails(options),
    ...signersOf(options).flatMap(([recipient, index]) => [
      ...timeZone(recipient, ["recipients", index]),
      ...excludedFiles(recipient, ["recipients", index], files),
      ...tagNames(recipient, ["recipients", index]),
      ...tagGroups(recipient, ["recipients", index]),
      ...tags(recipient).flatMap((tag, at) =>
        validation(tag, ["recipients", index, "tags", at, "validation"]),
      ),
      ...tags(recipient).flatMap((tag, at) =>
        tagPlace(tag, ["recipients", index, "tags", at], recipient, files),
      ),
    ]),
  ];
}

const tags = (recipient: WireRecipient): WireTag[] => (Array.isArray(recipient.tags) ? recipient.tags : []);

function recipientCounts(options: WireOptions): Issue[] {
  const issues: Issue[] = [];
  for (const type of ["SIGNER", "CC"] as const) {
    const count = options.recipients.filter((recipient) => recipient?.type === type).length;
    if (count > 30)
      issues.push({ path: ["recipients"], message: `has ${count} of type ${type}; at most 30 are allowed` });
  }
  const known = options.recipients.every((recipient) => recipient?.type === "CC");
  if (known && options.recipients.length > 0)
    issues.push({ path: ["recipients"], message: "has nobody who signs; add a recipient of type SIGNER" });
  return issues;
}

function signGroups(options: WireOptions): Issue[] {
  // Somebody of whom it is not clear whether they sign may be the one in the group that seems empty.
  if (!options.recipients.every((recipient) => ["SIGNER", "CC"].includes(recipient?.type))) return [];
  const groups = signersOf(options).map(([recipient]) => recipient.sign_group ?? 1);
  if (!groups.every(Number.isInteger)) return [];
  const present = new Set(groups);
  return signersOf(options).flatMap(([recipient, index]) => {
    const group = recipient.sign_group ?? 1;
    if (group <= 1 || present.has(group - 1)) return [];
    const message = `is ${group}, but nobody is in group ${group - 1}; sign groups count from 1 without a gap`;
    return [{ path: ["recipients", index, "sign_group"], message }];
  });
}

function invitation(options: WireOptions): Issue[] {
  const invited = signersOf(options).some(
    ([recipient]) => recipient.event_notifications?.includes?.("signer_invitation") ?? true,
  );
  if (!invited || options.emails?.invitation !== undefined) return [];
  const message =
    "is required, since a signer is invited by e-mail; write the message, or give every signer " +
    "event notifications without signer_invitation";
  return [{ path: ["emails", "invitation", "body", "message"], message }];
}

function ccEmails(options: WireOptions): Issue[] {
  const seen = new Map<string, number>();
  return options.recipients.flatMap((recipient, index) => {
    if (recipient?.type !== "CC" || typeof recipient.email !== "string") return [];
    const email = recipient.email.toLowerCase();
    const first = seen.get(email);
    if (first === undefined) {
      seen.set(email, index);
      return [];
    }
    return [
      {
        path: ["recipients", index, "email"],
        message: `is the e-mail of the CC recipients[${first}] too; keep one`,
      },
    ];
  });
}

function timeZone(recipient: WireRecipient, path: Path): Issue[] {
  if (typeof recipient.time_zone_name !== "string") return [];
  if (isTimeZone(recipient.time_zone_name)) return [];
  const message = 'is not in the TZ database; write it as in "Europe/London"';
  return [{ path: [...path, "time_zone_name"], message }];
}

function isTimeZone(name: string): boolean {
  // JavaScript takes offsets for time zones too; the database has none.
  if (/^[+-]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const listed = (files: UploadedFile[]): string => files.map((file) => JSON.stringify(file.name)).join(", ");

function excludedFiles(recipient: WireRecipient, path: Path, files: UploadedFile[] | undefined): Issue[] {
  const excluded = recipient.excluded_files;
  if (!Array.isArray(excluded) || !files) return [];
  const unknown = excluded.flatMap((name, at): Issue[] => {
    if (typeof name !== "string" || files.some((file) => file.name === name)) return [];
    return [
      {
        path: [...path, "excluded_files", at],
        message: `is not a document of this envelope; there are: ${listed(files)}`,
      },
    ];
  });
  const all = files.length > 0 && files.every((file) => excluded.includes(file.name));
  const nothingLeft = {
    path: [...path, "excluded_files"],
    message: "leaves the recipient nothing to see; keep one document",
  };
  return all ? [...unknown, nothingLeft] : unknown;
}

function tagNames(recipient: WireRecipient, path: Path): Issue[] {
  const names = tags(recipient).map((tag) => tag?.name);
  return names.flatMap((name, at) => {
    const first = names.indexOf(name);
    if (typeof name !== "string" || first === at) return [];
    return [
      {
        path: [...path, "tags", at, "name"],
        message: `is the name of tags[${first}] too; a recipient's tags need different names`,
      },
    ];
  });
}

function tagGroups(recipient: WireRecipient, path: Path): Issue[] {
  const groups = Map.groupBy(
    tags(recipient)
      .entries()
      .filter(([, tag]) => typeof tag?.tag_group_name === "string"),
    ([, tag]) => tag.tag_group_name,
  );
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (!first) return [];
    const at = [...path, "tags", first[0], "tag_group_name"];
    if (members.length < 2)
      return [{ path: at, message: "names a group of one tag; a group needs two or more" }];
    if (members.some(([, tag]) => tag.type !== first[1].type))
      return [{ path: at, message: "joins tags of different types; a group has one type" }];
    if (members.some(([, tag]) => (tag.optional ?? false) !== (first[1].optional ?? false)))
      return [{ path: at, message: "joins optional and required tags; make all of them the same" }];
    return [];
  });
}

function validation(tag: WireTag, path: Path): Issue[] {
  const { regex, flags } = tag?.validation ?? {};
  if (typeof regex !== "string" || !["string", "undefined"].includes(typeof flags)) return [];
  try {
    new RegExp(regex, flags);
    return [];
  } catch {
    return [{ path, message: "is no regular expression, or has flags that there are not" }];
  }
}

function tagPlace(
  tag: WireTag,
  path: Path,
  recipient: WireRecipient,
  files: UploadedFile[] | undefined,
): Issue[] {
  const issues: Issue[] = [];
  if (typeof tag?.width === "number" && typeof tag.x === "number" && tag.x + tag.width >= 1)
    issues.push({
      path: [...path, "width"],
      message: "reaches past the page's right edge: x + width must be less than 1",
    });
  if (typeof tag?.file_name !== "string" || !files) return issues;
  const file = files.find((candidate) => candidate.name === tag.file_name);
  if (!file) {
    const message = `is not a document of this envelope; there are: ${listed(files)}`;
    return [...issues, { path: [...path, "file_name"], message }];
  }
  if (recipient.excluded_files?.includes?.(file.name))
    issues.push({
      path: [...path, "file_name"],
      message: "is among this recipient's excluded files; move the tag, or show the file",
    });
  if (file.pages !== undefined && tag.page_number > file.pages) {
    const message = `is ${tag.page_number}, but ${JSON.stringify(file.name)} has ${file.pages} ${file.pages === 1 ? "page" : "pages"}`;
    issues.push({ path: [...path, "page_number"], message });
  }
  return issues;
}
