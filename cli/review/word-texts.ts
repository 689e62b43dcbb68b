import { resolve } from "node:path";
import { DocumentError, type DocumentReader } from "../../document/index.ts";
import type { TextMask } from "../../review/mask/text-mask.ts";
import type { Review } from "../../review/review.ts";

/**
 * The texts of a review's Word documents, which have no pages to show.
 *
 * @param review without a mask, since files have their names on disk
 * @param folder the program's, which paths are seen from
 * @param mask what is done to texts
 * @returns paragraphs by SHA-256; nothing of files that cannot be read or are not what was reviewed any more
 */
export async function wordTexts(
  { envelopes }: Review,
  folder: string,
  reader: DocumentReader,
  mask: Pick<TextMask, "prose">,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const texts = new Map<string, readonly string[]>();
  for (const { kind, path, sha256 } of envelopes.flatMap(({ documents }) => documents)) {
    if (kind !== "docx" || sha256 === undefined || texts.has(sha256)) continue;
    const file = resolve(folder, path);
    try {
      const [facts, text] = [await reader.read(file), await reader.readText(file)];
      if (facts.sha256 === sha256 && text.kind === "docx")
        texts.set(
          sha256,
          text.paragraphs.map((paragraph) => mask.prose(paragraph)),
        );
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
    }
  }
  return texts;
}
