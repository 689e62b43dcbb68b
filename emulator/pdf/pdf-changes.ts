import {
  PDFDict,
  type PDFDocument,
  PDFInvalidObject,
  PDFName,
  type PDFObject,
  type PDFRef,
  PDFStream,
  PDFStreamWriter,
  PDFWriter,
} from "@cantoo/pdf-lib";
import { type CrossReferenceKind, soundCrossReferences } from "./cross-references.ts";
import { openPdf } from "./read-document.ts";

/** A PDF that is being changed. */
export interface PdfChanges {
  readonly document: PDFDocument;
  /**
   * The content with what has been changed: appended, so that everything before keeps its bytes and earlier signatures
   * their worth, or written anew, where the file is encrypted or too damaged to append to. The signatures of one written
   * anew are taken out, since they hold no longer.
   */
  save(): Promise<Uint8Array>;
}

/** Opens a PDF to change it. */
export async function changePdf(content: Uint8Array): Promise<PdfChanges> {
  const document = await openPdf(content);
  const { context } = document;
  // What was decrypted would have to be encrypted again to be appended.
  const kind = context.isDecrypted ? undefined : soundCrossReferences(content, context);
  if (kind === undefined) {
    dropSignatures(document);
    dropCrossReferences(document);
    return { document, save: () => document.save(writtenAnew) };
  }
  const before = new Map(context.enumerateIndirectObjects().map(([ref, one]) => [ref, stateOf(one)]));
  return { document, save: () => appended(document, content, before, kind) };
}

const writtenAnew = { rewrite: true, useObjectStreams: false, updateFieldAppearances: false };

/** What an object is at a time: streams are never changed in place, but their dictionaries are. */
interface ObjectState {
  readonly object: PDFObject;
  readonly text: string;
}

const stateOf = (object: PDFObject): ObjectState => ({
  object,
  text: (object instanceof PDFStream ? object.dict : object).toString(),
});

async function appended(
  document: PDFDocument,
  content: Uint8Array,
  before: ReadonlyMap<PDFRef, ObjectState>,
  kind: CrossReferenceKind,
): Promise<Uint8Array> {
  const { context } = document;
  // Fonts become objects only now.
  await document.flush();
  const snapshot = document.takeSnapshot();
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    const earlier = before.get(ref);
    if (earlier?.object !== object || earlier.text !== stateOf(object).text) snapshot.markRefForSave(ref);
  }
  const Writer = kind === "stream" ? PDFStreamWriter : PDFWriter;
  const writer = Writer.forContextWithSnapshot(context, Number.POSITIVE_INFINITY, snapshot);
  return Buffer.concat([content, await writer.serializeToBuffer()]);
}

function dropSignatures(document: PDFDocument): void {
  for (const [, object] of document.context.enumerateIndirectObjects())
    if (object instanceof PDFDict && object.get(PDFName.of("FT")) === PDFName.of("Sig"))
      object.delete(PDFName.of("V"));
  document.catalog.delete(PDFName.of("Perms"));
}

/** Pdf-lib would write them out again, where they would say of the new file what was true of the old one. */
function dropCrossReferences({ context }: PDFDocument): void {
  for (const [ref, object] of context.enumerateIndirectObjects())
    if (isCrossReferences(object)) context.delete(ref);
}

function isCrossReferences(object: PDFObject): boolean {
  if (object instanceof PDFStream) return object.dict.get(PDFName.of("Type")) === PDFName.of("XRef");
  if (!(object instanceof PDFInvalidObject)) return false;
  // In an encrypted file they are not encrypted, but pdf-lib decrypts them all the same, and then cannot read them.
  const bytes = Buffer.alloc(object.sizeInBytes());
  object.copyBytesInto(bytes, 0);
  return /\/Type\s*\/XRef\b/.test(bytes.toString("latin1"));
}
