import type { Recipient, Rule, Tag } from "../../schema/generated/inputs.ts";
import type { Path } from "../../schema/issue.ts";
import type { Finding } from "../rule.ts";

const LISTS = [
  { list: "affectedTagNames", own: true, nameOf: ({ name }: Tag) => name },
  { list: "affectedTagGroupNames", own: true, nameOf: ({ tagGroupName }: Tag) => tagGroupName },
  { list: "affectedTagNamesOtherRecipients", own: false, nameOf: ({ name }: Tag) => name },
  {
    list: "affectedTagGroupNamesOtherRecipients",
    own: false,
    nameOf: ({ tagGroupName }: Tag) => tagGroupName,
  },
] as const;

/** What a rule does that changes nothing: it asks for what is required anyway, or releases what is optional anyway. */
export function uselessEffects(
  recipients: readonly Recipient[],
  at: number,
  rule: Rule,
  path: Path,
): Finding[] {
  if (LISTS.every(({ list }) => (rule[list] ?? []).length === 0))
    return [{ path, message: "affects no tag" }];
  if (rule.action !== "make_required" && rule.action !== "make_optional") return [];
  const required = rule.action === "make_required";
  return LISTS.flatMap(({ list, own, nameOf }) =>
    (rule[list] ?? []).flatMap((name, position): Finding[] => {
      const affected = recipients
        .filter((_, index) => (index === at) === own)
        .flatMap(({ tags = [] }) => tags.filter((tag) => nameOf(tag) === name));
      if (affected.length === 0) return [];
      const why = affected.map((tag) => uselessness(tag, required));
      const [message] = why;
      return message === undefined || why.includes(undefined)
        ? []
        : [{ path: [...path, list, position], message }];
    }),
  );
}

function uselessness({ type, optional = false }: Tag, required: boolean): string | undefined {
  if (type === "date_signed_field") return "is a date_signed_field, which the service fills in in any case";
  if (required && !optional) return "is required in any case, so make_required changes nothing";
  if (!required && optional) return "is optional in any case, so make_optional changes nothing";
  return undefined;
}
