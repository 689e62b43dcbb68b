import { pageFrame } from "./page-frame.ts";
import { openPdf } from "./read-document.ts";

/** Sizes of a PDF's pages as they are displayed, in points; none for a PDF that cannot be opened. */
export async function pageSizes(content: Uint8Array): Promise<{ widthPt: number; heightPt: number }[]> {
  try {
    const document = await openPdf(content);
    return document.getPages().map((page) => {
      const { widthPt, heightPt } = pageFrame(page);
      return { widthPt, heightPt };
    });
  } catch {
    return [];
  }
}
