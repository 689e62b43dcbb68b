import { PDFDocument, StandardFonts } from "@cantoo/pdf-lib";
import { PageDrawer } from "../../document/index.ts";
import {
  type PagePictures,
  type PagePng,
  pageKey,
  wantedPages,
} from "../../review/pictures/page-pictures.ts";
import type { Review } from "../../review/review.ts";

/** An agreement of some pages, the third of which lies on its side, to draw pictures from. */
async function agreement(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const [plain, bold] = [
    document.embedStandardFont(StandardFonts.TimesRoman),
    document.embedStandardFont(StandardFonts.HelveticaBold),
  ];
  for (let page = 1; page <= pages; page += 1) {
    const sheet = document.addPage(page === 3 ? [842, 595] : [595, 842]);
    const top = sheet.getHeight() - 70;
    sheet.drawText(`${page}. Terms of the agreement`, { x: 60, y: top, size: 15, font: bold });
    for (let line = 0; line < (top - 80) / 15; line += 1)
      sheet.drawText(
        `${page}.${line + 1} Each party keeps to itself what it learns of the other, and says so where it is asked.`,
        { x: 60, y: top - 30 - line * 15, size: 10.5, font: plain },
      );
  }
  return document.save();
}

/** Real pictures for every page that a review shows, whatever its documents are. */
export function picturesFor(review: Review): Promise<PagePictures> {
  const before = drawn.get(review);
  if (before) return before;
  const pictures = draw(review);
  drawn.set(review, pictures);
  return pictures;
}

/** Drawing takes longer than all else in a test. */
const drawn = new WeakMap<Review, Promise<PagePictures>>();

async function draw(review: Review): Promise<PagePictures> {
  const drawer = new PageDrawer({ threads: 1 });
  const pages = new Map<string, PagePng>();
  for (const { sha256, pageNumbers } of wantedPages(review, "tagged")) {
    const content = await agreement(Math.max(...pageNumbers));
    const drawn = await drawer.draw(
      content,
      pageNumbers.map((pageNumber) => ({ pageNumber, scale: 1.5 })),
    );
    for (const picture of drawn) {
      if ("code" in picture) throw new Error(picture.problem);
      const { data: png, widthPx, heightPx, pageNumber } = picture;
      pages.set(pageKey(sha256, pageNumber), { png, widthPx, heightPx });
    }
  }
  return { pages, missing: new Map() };
}
