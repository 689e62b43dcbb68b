import type { Recipient, Rule, Tag } from "../../schema/generated/inputs.ts";

/** The tags that a signer's rule affects, the signer's own and others'. */
export function affectedTags(recipients: readonly Recipient[], own: number, rule: Rule): Tag[] {
  const { affectedTagNames, affectedTagGroupNames } = rule;
  const { affectedTagNamesOtherRecipients, affectedTagGroupNamesOtherRecipients } = rule;
  return recipients.flatMap(({ tags = [] }, recipient) => {
    const isOwn = recipient === own;
    const names = new Set(isOwn ? affectedTagNames : affectedTagNamesOtherRecipients);
    const groups = new Set(isOwn ? affectedTagGroupNames : affectedTagGroupNamesOtherRecipients);
    return tags.filter(
      ({ name, tagGroupName }) =>
        (name !== undefined && names.has(name)) || (tagGroupName !== undefined && groups.has(tagGroupName)),
    );
  });
}
