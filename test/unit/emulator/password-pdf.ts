import { PDFDocument, StandardFonts } from "@cantoo/pdf-lib";

/** An encrypted PDF of one page that says "Original"; without a user password it opens, but with restrictions. */
export async function encryptedPdf(userPassword: string): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage([400, 400]).drawText("Original", { font, size: 12, x: 20, y: 20 });
  document.encrypt({ userPassword, ownerPassword: "owner", permissions: { modifying: false } });
  return new Uint8Array(await document.save());
}
