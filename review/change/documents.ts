import type { ReviewedDocument } from "../review.ts";
import type { DocumentSource } from "../review-source.ts";
import type { ShownWord } from "../text/shown-words.ts";
import { wordDiff } from "../text/word-diff.ts";
import type { TextChange } from "../text-change.ts";
import { pairedDocuments } from "./paired-documents.ts";
import { numberOf, textOf } from "./shown.ts";
import { taggedPages } from "./tagged-pages.ts";
import type { WrittenDocument, WrittenEnvelope } from "./written-envelope.ts";

/** What was found in documents. */
export interface Documents {
  bySha256: ReadonlyMap<string, DocumentSource>;
  /** The words of a text, and how they are shown. */
  words: (text: string) => ShownWord[];
}

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
    const found = documents.bySha256.get(sha256 ?? "")?.pages;
    const then = old && documents.bySha256.get(old.document.sha256 ?? "")?.pages;
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
  const [before, after] = [old, now].map(({ sha256 }) => documents.bySha256.get(textOf(sha256)));
  if (before?.text === undefined)
    return { available: false, why: before?.whyNoText ?? "the document as it was sent is not at hand" };
  if (after?.text === undefined)
    return { available: false, why: after?.whyNoText ?? "the new document's text cannot be read" };
  const found = compared.get(documents) ?? new Map<string, TextChange>();
  compared.set(documents, found);
  const pair = `${old.sha256} ${now.sha256}`;
  const change = found.get(pair) ?? wordDiff(before.text, after.text, { words: documents.words });
  found.set(pair, change);
  return change;
}

/** What was compared already: many envelopes may have the same document. */
const compared = new WeakMap<Documents, Map<string, TextChange>>();
