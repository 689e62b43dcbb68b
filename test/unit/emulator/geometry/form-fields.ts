import { degrees, PDFArray, PDFDict, PDFDocument, PDFName, rgb } from "@cantoo/pdf-lib";
import { boxToDisplayed, type PageFacts, type Rotation } from "../../../../document/index.ts";
import type { WantedTag } from "./tag-grid.ts";

/** A PDF of one page with fields of a form, all of them opaque; its origin is odd, and part of it is cut off. */
export async function formPdf(rotation: Rotation): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage();
  page.setMediaBox(-50, 30, 500, 700);
  page.setCropBox(-20, 60, 440, 640);
  page.setRotation(degrees(rotation));
  const form = document.getForm();
  const look = { backgroundColor: rgb(1, 1, 0.8), borderColor: rgb(0.3, 0.3, 0.3), borderWidth: 1 };
  const text = form.createTextField("text");
  text.setText("Filled in");
  text.addToPage(page, { x: 20, y: 500, width: 150, height: 40, ...look });
  const box = form.createCheckBox("box");
  box.check();
  box.addToPage(page, { x: 220, y: 500, width: 30, height: 30, ...look });
  form.createButton("button").addToPage("Send", page, { x: 20, y: 300, width: 120, height: 40, ...look });
  const list = form.createDropdown("list");
  list.setOptions(["One", "Two"]);
  list.select("Two");
  list.addToPage(page, { x: 220, y: 300, width: 120, height: 40, ...look });
  return document.save();
}

/** A box to tick in the corner of each annotation of a file's first page. */
export async function tagsOnAnnotations(content: Uint8Array, page: PageFacts): Promise<WantedTag[]> {
  const document = await PDFDocument.load(content, { password: "", updateMetadata: false });
  const annotations = document.getPage(0).node.Annots();
  return Array.from({ length: annotations?.size() ?? 0 }, (_, at): WantedTag => {
    const rectangle = annotations?.lookup(at, PDFDict).lookup(PDFName.of("Rect"), PDFArray).asRectangle();
    const { x, y, width, height } = rectangle ?? { x: 0, y: 0, width: 0, height: 0 };
    const { leftPt, topPt } = boxToDisplayed(page, [x, y, x + width, y + height]);
    const point = { xPt: leftPt + 3, yPt: topPt + 3 };
    return {
      type: "checkbox_field",
      place: { pageNumber: 1, unit: "pt", x: point.xPt, y: point.yPt },
      at: point,
      cell: { leftPt, topPt, rightPt: leftPt + 16, bottomPt: topPt + 16 },
    };
  }).filter(({ at: { xPt, yPt } }) => xPt < page.widthPt * 0.94 && yPt < page.heightPt * 0.94);
}
