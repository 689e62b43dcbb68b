import { zipSync } from "fflate";

/** A zip archive with the given entries, each with a line of content; the same bytes every time. */
export function zipOf(...names: readonly string[]): Buffer {
  const entries = names.map((name) => [name, Buffer.from(`content of ${name}`)]);
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime: "2025-01-01" }));
}

/** The least that makes a Word document. */
export const PARTS = ["[Content_Types].xml", "_rels/.rels", "word/document.xml"] as const;
