import type { EnvelopeOptions, RecipientOptions } from "../envelope/options.ts";
import { isNotified, signGroupOf } from "../envelope/options.ts";
import type { RefusalEntry } from "../envelope/refusal.ts";
import { wrongAutotagging } from "./autotagging-rules.ts";
import { missingSignGroups, wrongRules } from "./conditional-rules.ts";
import { wrongIdentity, wrongPhone } from "./identity-rules.ts";
import { wrongTags } from "./tag-rules.ts";
import { wrong } from "./wrong.ts";

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
    ...wrongAutotagging(options),
    ...missingSignGroups(options),
    ...options.recipients.flatMap((recipient, index) => {
      if (recipient.type !== "SIGNER") return [];
      const path = `recipients[${index}]`;
      return [
        ...signGroupGap(recipient, path, options),
        ...unknownTimeZone(recipient, path),
        ...wrongPhone(recipient, path, options),
        ...wrongIdentity(recipient, path, options),
        ...wrongExclusions(recipient, path, fileNames),
        ...wrongTags(recipient.tags ?? [], path),
        ...wrongTags(recipient.witness?.tags ?? [], `${path}.witness`),
        ...wrongRules(recipient, path, options),
      ];
    }),
  ];
}

function recipientCounts({ recipients }: EnvelopeOptions): RefusalEntry[] {
  const count = (type: string): number => recipients.filter((one) => one.type === type).length;
  const tooMany = (["SIGNER", "CC"] as const)
    .filter((type) => count(type) > 30)
    .map((type) => wrong("recipients", "too_many", `has more than 30 of type ${type}`));
  return count("SIGNER") === 0
    ? [...tooMany, wrong("recipients", "no_signer", "has nobody who signs")]
    : tooMany;
}

function missingInvitation({ emails, recipients }: EnvelopeOptions): RefusalEntry[] {
  if (emails?.invitation || !recipients.some((one) => isNotified(one, "signer_invitation"))) return [];
  return [wrong("emails.invitation", "required", "is required, since a recipient is e-mailed an invitation")];
}

function sharedCcEmails({ recipients }: EnvelopeOptions): RefusalEntry[] {
  const emailOf = (one: RecipientOptions): string | undefined =>
    one.type === "CC" ? one.email.toLowerCase() : undefined;
  const emails = recipients.map(emailOf);
  return emails.flatMap((email, index) =>
    email !== undefined && emails.indexOf(email) < index
      ? [wrong(`recipients[${index}].email`, "unique", "is the e-mail of another CC")]
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
    wrong(`${path}.sign_group`, "not_sequential", `leaves a gap: nobody is in sign group ${group - 1}`),
  ];
}

function unknownTimeZone({ time_zone_name }: RecipientOptions, path: string): RefusalEntry[] {
  if (time_zone_name === undefined || isTimeZone(time_zone_name)) return [];
  return [wrong(`${path}.time_zone_name`, "unknown", "is not in the TZ database")];
}

function isTimeZone(name: string): boolean {
  try {
    // JavaScript knows offsets too, and takes names in any case.
    const known = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
    return !/^[+-]/.test(known) && (known === name || known.toLowerCase() !== name.toLowerCase());
  } catch {
    return false;
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
      : [wrong(`${path}.excluded_files[${at}]`, "unknown", "is not among the uploaded files")],
  );
  const hidden = (recipient.tags ?? []).flatMap((tag, at) =>
    excluded.includes(tag.file_name)
      ? [wrong(`${path}.tags[${at}].file_name`, "excluded", "is a file this recipient does not see")]
      : [],
  );
  if (!fileNames.every((name) => excluded.includes(name))) return [...unknown, ...hidden];
  return [
    ...unknown,
    ...hidden,
    wrong(`${path}.excluded_files`, "everything_excluded", "leaves the recipient no file to see"),
  ];
}
