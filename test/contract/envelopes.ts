import { PDFDocument } from "@cantoo/pdf-lib";
import type { WireOptions, WireRecipient, WireTag } from "../../schema/generated/wire.ts";
import type { NewEnvelope } from "../../sdk/client/index.ts";
import type { TestFolder } from "../unit/sdk/client/test-files.ts";
import { person } from "./target.ts";

/** A PDF of so many pages, all of them empty. */
export async function pdf(pages = 1): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= pages; page += 1) document.addPage([595, 842]);
  return await document.save();
}

export const signature: WireTag = { type: "signature", file_name: "nda.pdf", page_number: 1, x: 0.1, y: 0.8 };

/** Somebody who signs; the number tells them apart. */
export const signer = (number: number, more: Partial<WireRecipient> = {}): WireRecipient => ({
  type: "SIGNER",
  ...person(number),
  tags: [signature],
  ...more,
});

/** Somebody who gets a copy. */
export const cc = (number: number): WireRecipient => ({ type: "CC", ...person(number) });

/** The options of an envelope that one person signs, but for what is given. */
export const optionsOf = (more: Partial<WireOptions> = {}): WireOptions => ({
  name: "Contract suite",
  emails: { invitation: { body: { message: "This is a test; nothing needs to be done." } } },
  recipients: [signer(1)],
  ...more,
});

/** An envelope with the file nda.pdf, one page long. */
export async function envelopeOf(folder: TestFolder, more: Partial<WireOptions> = {}): Promise<NewEnvelope> {
  return {
    options: optionsOf(more),
    files: [{ path: await folder.write("nda.pdf", await pdf()), fileName: "nda.pdf" }],
  };
}
