import { PDFDict, PDFDocument, PDFName, PDFString, StandardFonts } from "@cantoo/pdf-lib";
import { encode } from "fast-png";
import type { ExampleDocument } from "../../../policy/example.ts";

const size = { width: 595, height: 842 };

/** The PDF that an example describes; the same bytes every time. */
export async function exampleDocument({
  pages = [["An agreement between two parties."]],
  javaScript,
  attachment,
  encrypted,
  signed,
  scanned,
  missingFont,
}: ExampleDocument): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setCreationDate(new Date(0));
  document.setModificationDate(new Date(0));
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const lines of pages) {
    const page = document.addPage([size.width, size.height]);
    for (const [at, line] of (scanned ? [] : lines).entries())
      page.drawText(line, { x: 72, y: size.height - 72 - 18 * at, size: 12, font });
    if (scanned) {
      const picture = await document.embedPng(
        encode({ width: 2, height: 2, data: new Uint8Array(12).fill(200), channels: 3 }),
      );
      page.drawImage(picture, { x: 0, y: 0, ...size });
    }
  }
  if (missingFont) {
    await document.flush();
    document.context.lookup(font.ref, PDFDict).set(PDFName.of("BaseFont"), PDFName.of(missingFont));
  }
  if (javaScript) document.addJavaScript("open", "app.alert('hello')");
  if (attachment) await document.attach(Buffer.from("attached"), attachment, { mimeType: "text/plain" });
  if (signed) sign(document);
  if (encrypted) await document.encrypt({ userPassword: "", ownerPassword: "owner" });
  return document.save({ useObjectStreams: false });
}

/** A signed signature field, whose signature is no valid one: rules only look whether there is one. */
function sign(document: PDFDocument): void {
  const { context } = document;
  const signature = context.register(
    context.obj({
      Type: "Sig",
      Filter: "Adobe.PPKLite",
      SubFilter: "adbe.pkcs7.detached",
      ByteRange: [0, 1, 2, 3],
      Contents: PDFString.of("00"),
    }),
  );
  const page = document.getPage(0);
  const field = context.register(
    context.obj({
      Type: "Annot",
      Subtype: "Widget",
      FT: "Sig",
      T: PDFString.of("Signature"),
      V: signature,
      Rect: [0, 0, 0, 0],
      P: page.ref,
    }),
  );
  page.node.set(PDFName.of("Annots"), context.obj([field]));
  document.catalog.set(PDFName.of("AcroForm"), context.obj({ SigFlags: 3, Fields: [field] }));
}
