import type { WireOptions } from "./generated/wire.ts";
import type { Issue } from "./issue.ts";
import { autotagging } from "./rules/autotagging.ts";
import { conditionalRules } from "./rules/conditional-rules.ts";
import { excludedFiles } from "./rules/excluded-files.ts";
import { mergeFields, yotiAttributes } from "./rules/identity.ts";
import { invitation, smsInvitation } from "./rules/notifications.ts";
import { otherRecipients } from "./rules/other-recipients.ts";
import { ccEmails, recipientCounts } from "./rules/people.ts";
import { oneTimePasswords, phone } from "./rules/phone.ts";
import { signGroups } from "./rules/sign-groups.ts";
import { signersOf } from "./rules/signers.ts";
import { tagIssues } from "./rules/tags.ts";
import { timeZone } from "./rules/time-zone.ts";
import type { UploadedFile } from "./rules/uploaded-file.ts";

export type { UploadedFile } from "./rules/uploaded-file.ts";

/**
 * Everything that is wrong between fields: what the service would refuse, and what it would accept and fail later.
 * Fields that are missing or of a wrong type are passed over here; {@link optionsIssues} names those, and what a
 * standard or an embedded envelope must not have.
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
    ...oneTimePasswords(options),
    ...autotagging(options),
    ...otherRecipients(options),
    ...signersOf(options).flatMap(([recipient, index]) => {
      const path = ["recipients", index];
      const { witness, tags } = recipient;
      const witnessPath = [...path, "witness"];
      return [
        ...timeZone(recipient, path),
        ...phone(recipient, path),
        ...smsInvitation(recipient, path),
        ...yotiAttributes(recipient, path),
        ...excludedFiles(recipient, path, files),
        ...tagIssues(tags, path, files),
        ...mergeFields(tags, path, { recipient, options }),
        ...tagIssues(witness?.tags, witnessPath, files),
        ...mergeFields(witness?.tags, witnessPath, { recipient: undefined, options }),
        ...conditionalRules(recipient, path, options),
      ];
    }),
  ];
}
