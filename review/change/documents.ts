import type { ReviewedDocument } from "../review.ts";
import type { DocumentSource } from "../review-source.ts";
import { wordDiff } from "../text/word-diff.ts";
import type { TextChange } from "../text-change.ts";
import { pairedDocuments } from "./paired-documents.ts";
import { numberOf, textOf } from "./shown.ts";
import { taggedPages } from "./tagged-pages.ts";
import type { WrittenDocument, WrittenEnvelope } from "./written-envelope.ts";

/** What was found in documents, by SHA-256. */
export type Documents = ReadonlyMap<string, DocumentSource>;

/**
 * The documents of an envelope: what they are, what of their text changed, and where tags land.
 *
 * @param before the envelope as it was; undefined: there was none
 */
export function documentsOf(
  now: WrittenEnvelope,
  before: WrittenEnvelope | undefined,
  documents: Documents,
): ReviewedDocument[] {
  const { pairs } = pairedDocuments(now.documents, before?.documents ?? []);
  return pairs.map(({ document: one, old }): ReviewedDocument => {
    const { document, name } = one;
    const { path, sha256, bytes, pages } = document;
    const text = old && textChange(old, one, documents);
    const found = documents.get(sha256 ?? "")?.pages;
    const then = old && documents.get(old.document.sha256 ?? "")?.pages;
    return {
      name,
      path: path.replaceAll("\\", "/"),
      kind: kindOf(path),
      ...(typeof sha256 === "string" && { sha256 }),
      ...(typeof bytes === "number" && { bytes }),
      ...(typeof pages === "number" && { pages: numberOf(pages, 0) }),
      ...(text && { text }),
      tagged: taggedPages(
        { name, pages: found, envelope: now },
        before && old && { name: old.name, pages: then, envelope: before },
      ),
    };
  });
}

function kindOf(path: string): ReviewedDocument["kind"] {
  const ending = /\.(pdf|docx?)$/i.exec(path)?.[1]?.toLowerCase();
  return (ending as ReviewedDocument["kind"] | undefined) ?? "unknown";
}

/** Undefined where the content is the same. */
function textChange(
  { document: old }: WrittenDocument,
  { document: now }: WrittenDocument,
  documents: Documents,
): TextChange | undefined {
  if (old.sha256 === now.sha256) return undefined;
  const [before, after] = [old, now].map(({ sha256 }) => documents.get(textOf(sha256)));
  if (before?.text === undefined)
    return { available: false, why: before?.whyNoText ?? "the document as it was sent is not at hand" };
  if (after?.text === undefined)
    return { available: false, why: after?.whyNoText ?? "the new document's text cannot be read" };
  return wordDiff(before.text, after.text);
}
