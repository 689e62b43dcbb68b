import type { Path } from "../../schema/issue.ts";
import { counted, quoted } from "../documents/judge-documents.ts";
import { defineRule, type Finding, notApplicable, type Rule } from "../rule.ts";
import { envelopeTags, type OwnedTag } from "../tags/envelope-tags.ts";

interface Options {
  acrossPages: boolean;
}

/** Radio buttons are a choice that can be seen and made. */
export const radioGroupIsComplete: Rule = defineRule({
  name: "radio-group-is-complete",
  title: "Every radio button is one of two or more in a group, on one page.",
  description:
    "Radio buttons exclude each other within their group. One alone cannot be taken back once it is chosen; and what is on another page, or in another document, is not seen when the choice is made.",
  severity: "medium",
  defaultLevel: "mandatory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      acrossPages: {
        description: "True: the buttons of a group may be on several pages of one document.",
        type: "boolean",
        default: false,
      },
    },
  },
  fix: "Give the buttons of one choice the same tagGroupName and page; for a single yes or no take a checkbox_field.",
  check({ envelope }, _context, { acrossPages }: Options) {
    if (envelope.autotagging !== undefined) return notApplicable("tags are read from the documents");
    const tags = envelopeTags(envelope);
    const byOwner = Map.groupBy(tags, ({ recipient, ofWitness }) => `${recipient} ${ofWitness}`);
    return [...byOwner.values()].flatMap((own) => findingsOf(own, acrossPages));
  },
});

function findingsOf(own: OwnedTag[], acrossPages: boolean): Finding[] {
  const buttons = own.filter(({ tag }) => tag.type === "radio_field");
  const groups = Map.groupBy(buttons, ({ tag }) => tag.tagGroupName);
  return [...groups].flatMap(([group, members]) => {
    if (group === undefined)
      return members.map(({ path }) => ({ path, message: "is a radio button without a tag group" }));
    const [first] = members;
    const message = first && problemOf(group, members, acrossPages);
    const path: Path = [...(first?.path ?? []), "tagGroupName"];
    return message === undefined ? [] : [{ path, message }];
  });
}

function problemOf(group: string, members: readonly OwnedTag[], acrossPages: boolean): string | undefined {
  if (members.length < 2)
    return `names the group ${quoted(group)}, which has 1 radio button: that is no choice`;
  const documents = new Set(members.map(({ tag }) => tag.fileName)).size;
  if (documents > 1) return `names the group ${quoted(group)}, whose buttons are in ${documents} documents`;
  const pages = new Set(members.map(({ tag }) => tag.pageNumber)).size;
  return pages > 1 && !acrossPages
    ? `names the group ${quoted(group)}, whose buttons are on ${counted(pages, "page")}`
    : undefined;
}
