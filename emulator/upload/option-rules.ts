import {
  type EnvelopeOptions,
  isNotified,
  type RecipientOptions,
  signGroupOf,
  type TagOptions,
} from "../envelope/options.ts";
import type { RefusalEntry } from "../envelope/refusal.ts";

/**
 * What the service refuses at once although each field is right on its own (reference, "The options part"). A tag's file
 * and page are not looked at here: the service finds out about those later, while it processes the files.
 *
 * @param options valid by its schema
 * @param fileNames names of the uploaded files
 */
export function brokenRules(options: EnvelopeOptions, fileNames: readonly string[]): RefusalEntry[] {
  return [
    ...recipientCounts(options),
    ...missingInvitation(options),
    ...sharedCcEmails(options),
    ...options.recipients.flatMap((recipient, index) => {
      if (recipient.type !== "SIGNER") return [];
      const path = `recipients[${index}]`;
      return [
        ...signGroupGap(recipient, path, options),
        ...unknownTimeZone(recipient, path),
        ...wrongExclusions(recipient, path, fileNames),
        ...sharedTagNames(recipient, path),
        ...wrongTagGroups(recipient, path),
        ...(recipient.tags ?? []).flatMap((tag, at) => wrongTag(tag, `${path}.tags[${at}]`, recipient)),
      ];
    }),
  ];
}

const entry = (path: string, code: string, message: string): RefusalEntry => ({ path, code, message });

function recipientCounts({ recipients }: EnvelopeOptions): RefusalEntry[] {
  const count = (type: string): number => recipients.filter((one) => one.type === type).length;
  const tooMany = (["SIGNER", "CC"] as const)
    .filter((type) => count(type) > 30)
    .map((type) => entry("recipients", "too_many", `has more than 30 of type ${type}`));
  return count("SIGNER") === 0
    ? [...tooMany, entry("recipients", "no_signer", "has nobody who signs")]
    : tooMany;
}

function missingInvitation({ emails, recipients }: EnvelopeOptions): RefusalEntry[] {
  if (emails?.invitation || !recipients.some((one) => isNotified(one, "signer_invitation"))) return [];
  return [entry("emails.invitation", "required", "is required, since a recipient is e-mailed an invitation")];
}

function sharedCcEmails({ recipients }: EnvelopeOptions): RefusalEntry[] {
  const emailOf = (one: RecipientOptions): string | undefined =>
    one.type === "CC" ? one.email.toLowerCase() : undefined;
  const emails = recipients.map(emailOf);
  return emails.flatMap((email, index) =>
    email !== undefined && emails.indexOf(email) < index
      ? [entry(`recipients[${index}].email`, "unique", "is the e-mail of another CC")]
      : [],
  );
}

function signGroupGap(
  recipient: RecipientOptions,
  path: string,
  { recipients }: EnvelopeOptions,
): RefusalEntry[] {
  const group = signGroupOf(recipient);
  if (group === 1 || recipients.some((one) => one.type === "SIGNER" && signGroupOf(one) === group - 1))
    return [];
  return [
    entry(`${path}.sign_group`, "not_sequential", `leaves a gap: nobody is in sign group ${group - 1}`),
  ];
}

function unknownTimeZone({ time_zone_name }: RecipientOptions, path: string): RefusalEntry[] {
  if (time_zone_name === undefined) return [];
  try {
    new Intl.DateTimeFormat("en", { timeZone: time_zone_name });
    return [];
  } catch {
    return [entry(`${path}.time_zone_name`, "unknown", "is not in the TZ database")];
  }
}

function wrongExclusions(
  recipient: RecipientOptions,
  path: string,
  fileNames: readonly string[],
): RefusalEntry[] {
  const excluded = recipient.excluded_files ?? [];
  const unknown = excluded.flatMap((name, at) =>
    fileNames.includes(name)
      ? []
      : [entry(`${path}.excluded_files[${at}]`, "unknown", "is not among the uploaded files")],
  );
  if (!fileNames.every((name) => excluded.includes(name))) return unknown;
  return [
    ...unknown,
    entry(`${path}.excluded_files`, "everything_excluded", "leaves the recipient no file to see"),
  ];
}

function sharedTagNames({ tags = [] }: RecipientOptions, path: string): RefusalEntry[] {
  const names = tags.map(({ name }) => name);
  return names.flatMap((name, at) =>
    name !== undefined && names.indexOf(name) < at
      ? [entry(`${path}.tags[${at}].name`, "unique", "is the name of another tag of this recipient")]
      : [],
  );
}

function wrongTagGroups({ tags = [] }: RecipientOptions, path: string): RefusalEntry[] {
  return tags.flatMap((tag, at) => {
    if (tag.tag_group_name === undefined) return [];
    const group = tags.filter((other) => other.tag_group_name === tag.tag_group_name);
    if (group[0] !== tag) return [];
    const where = `${path}.tags[${at}].tag_group_name`;
    if (group.length < 2)
      return [entry(where, "lone_tag", "names a group of one tag; a group has two or more")];
    if (group.some(({ type }) => type !== tag.type))
      return [entry(where, "mixed_types", "joins tags of different types")];
    if (group.some(({ optional = false }) => optional !== (tag.optional ?? false)))
      return [entry(where, "mixed_optional", "joins optional and required tags")];
    return [];
  });
}

function wrongTag(tag: TagOptions, path: string, recipient: RecipientOptions): RefusalEntry[] {
  const wrong: RefusalEntry[] = [];
  if (tag.width !== undefined && tag.x + tag.width >= 1)
    wrong.push(entry(`${path}.width`, "too_wide", "reaches past the page: x + width must be less than 1"));
  if (recipient.excluded_files?.includes(tag.file_name))
    wrong.push(entry(`${path}.file_name`, "excluded", "is a file this recipient does not see"));
  if (tag.validation && !isRegex(tag.validation))
    wrong.push(
      entry(`${path}.validation.regex`, "not_a_regex", "is no regular expression, or its flags are wrong"),
    );
  return wrong;
}

function isRegex({ regex, flags }: { regex: string; flags?: string }): boolean {
  try {
    new RegExp(regex, flags);
    return true;
  } catch {
    return false;
  }
}
