import type { WrittenDocument } from "./written-envelope.ts";

/** A document, and the one that was in its place. */
export interface DocumentPair {
  document: WrittenDocument;
  /** Undefined: it is new. */
  old: WrittenDocument | undefined;
}

/** Pairs documents with earlier ones: by the name that signers see, what is left over in order. */
export function pairedDocuments(
  now: readonly WrittenDocument[],
  before: readonly WrittenDocument[],
): { pairs: DocumentPair[]; gone: WrittenDocument[] } {
  const free = new Set(before);
  const take = (found: WrittenDocument | undefined): WrittenDocument | undefined => {
    if (found) free.delete(found);
    return found;
  };
  const named = now.map(({ name }) => take([...free].find((old) => old.name === name)));
  const pairs = now.map((document, index) => ({ document, old: named[index] ?? take([...free][0]) }));
  return { pairs, gone: [...free] };
}
