import type { Anchor, AnchorIssue, AnchorReading } from "./anchor.ts";
import { type AnchorVariant, describeLetters, isRoleLetterOf } from "./anchor-roles.ts";

/**
 * Judges what auto-tagging would make of an envelope: everything for which the service would leave out a tag, or put
 * one where nobody is. An empty list means that each recipient who signs has anchors, and each anchor somebody.
 *
 * @param documents the anchors of each document, in order; undefined for Word files, which are not read: recipients
 *   without anchors are not judged then, and a document without header and anchors is taken for one without tags
 * @param variant `autotagging` of the envelope
 * @param roles the `role` of each recipient who signs, in order
 */
export function anchorIssues(
  documents: readonly (AnchorReading | undefined)[],
  variant: AnchorVariant,
  roles: readonly string[],
): AnchorIssue[] {
  const someUnread = documents.includes(undefined);
  const noHeader = documents.every((reading) => reading?.headerPages.length === 0);
  const perDocument = documents.flatMap((reading, document) =>
    reading
      ? [
          ...headerIssues(reading, noHeader),
          ...reading.issues,
          ...reading.anchors.flatMap((anchor) => letterIssues(anchor, variant)),
        ].map((issue) => ({ ...issue, document }))
      : [],
  );
  return [...perDocument, ...roleIssues(documents, roles, someUnread)];
}

/** @param noHeader no document of the envelope has a header, so that nothing would be tagged at all */
function headerIssues({ headerPages, anchors }: AnchorReading, noHeader: boolean): AnchorIssue[] {
  const [first] = headerPages;
  if (first === 1) return [];
  if (first !== undefined) {
    const message = `The header |AT| is on page ${first}, but belongs on the first page. Move it there.`;
    return [{ code: "header-not-on-first-page", pageNumber: first, text: "|AT|", message }];
  }
  if (anchors.length === 0 && !noHeader) return [];
  const message = "The first page has no header |AT|, so that no anchor would be read. Write it there.";
  return [{ code: "missing-header", pageNumber: 1, message }];
}

function letterIssues({ roleLetter, pageNumber, text }: Anchor, variant: AnchorVariant): AnchorIssue[] {
  if (isRoleLetterOf(variant, roleLetter)) return [];
  const message = `${text} on page ${pageNumber} begins with ${roleLetter}, which ${variant} does not know. It knows ${describeLetters(variant)}.`;
  return [{ code: "wrong-role-letter", pageNumber, text, message }];
}

function roleIssues(
  documents: readonly (AnchorReading | undefined)[],
  roles: readonly string[],
  someUnread: boolean,
): AnchorIssue[] {
  const anchored = new Map<string, { anchor: Anchor; document: number; count: number }>();
  for (const [document, reading] of documents.entries())
    for (const anchor of reading?.anchors ?? []) {
      const before = anchored.get(anchor.role);
      anchored.set(
        anchor.role,
        before ? { ...before, count: before.count + 1 } : { anchor, document, count: 1 },
      );
    }
  const there =
    anchored.size === 0 ? "there are none" : `there are some for ${[...anchored.keys()].join(", ")}`;
  const withoutAnchors = roles.flatMap((name, role): AnchorIssue[] => {
    if (someUnread || anchored.has(name)) return [];
    const message = `No anchor is for the role of this recipient; ${there}. Give it a role that has anchors, or add anchors for it.`;
    return [{ code: "role-without-anchors", role, message }];
  });
  const withoutRecipient = [...anchored].flatMap(([name, { anchor, document, count }]): AnchorIssue[] => {
    if (roles.includes(name)) return [];
    const { text, pageNumber } = anchor;
    const more = count === 1 ? "" : ` (and ${count - 1} more)`;
    const message = `${text} on page ${pageNumber}${more} is for ${name}, but no recipient has the role "${name}". Give it to a recipient, or remove the anchors.`;
    return [{ code: "anchors-without-recipient", document, pageNumber, text, message }];
  });
  return [...withoutAnchors, ...withoutRecipient];
}
