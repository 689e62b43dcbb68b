import { PDFArray, PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from "@cantoo/pdf-lib";
import { mendPage } from "./mend-page.ts";

/** What a signature says of itself. */
export interface SignatureFacts {
  readonly name: string;
  readonly reason: string;
  readonly location: string;
  readonly at: Date;
}

/** How many bytes are kept free for a signature: about three times what one takes. */
const reservedBytes = 6144;

const unknownNumber = "/**********";

/**
 * Gives a PDF's first page a signature field that does not show, with room for the signature, which
 * {@link placeOfSignature} finds once the PDF is saved.
 */
export function addSignatureField(document: PDFDocument, facts: SignatureFacts): void {
  const { context } = document;
  const page = document.getPage(0);
  mendPage(page);
  const form = formOf(document);
  const fields = listIn(form, "Fields");
  const signature = context.register(
    context.obj({
      Type: "Sig",
      Filter: "Adobe.PPKLite",
      SubFilter: "ETSI.CAdES.detached",
      ByteRange: [0, ...Array.from({ length: 3 }, () => PDFName.of(unknownNumber.slice(1)))],
      Contents: PDFHexString.of("00".repeat(reservedBytes)),
      M: PDFString.fromDate(facts.at),
      Name: textOf(facts.name),
      Reason: textOf(facts.reason),
      Location: textOf(facts.location),
    }),
  );
  const field = context.register(
    context.obj({
      Type: "Annot",
      Subtype: "Widget",
      FT: "Sig",
      T: PDFString.of(freeName(fields)),
      Rect: [0, 0, 0, 0],
      // Printed, and locked against moving (ISO 32000-1, table 165).
      F: 132,
      P: page.ref,
      V: signature,
    }),
  );
  fields.push(field);
  listIn(page.node, "Annots").push(field);
  // Signatures exist, and the file is only to be appended to.
  form.set(PDFName.of("SigFlags"), context.obj(3));
}

/** Where the room for a signature lies in a saved PDF: `ranges` are what is signed, everything but the room. */
export interface SignaturePlace {
  readonly ranges: readonly [start: number, length: number][];
  /** Puts the signature in. */
  fill(signature: Buffer): void;
}

/**
 * Finds the room in a PDF that was saved after {@link addSignatureField}, and writes down what is signed.
 *
 * @param saved changed in place
 */
export function placeOfSignature(saved: Buffer): SignaturePlace {
  const unknown = ` ${unknownNumber} ${unknownNumber} ${unknownNumber} ]`;
  const byteRange = saved.lastIndexOf(unknown);
  const contents = saved.indexOf(`<${"0".repeat(2 * reservedBytes)}>`, byteRange);
  const end = contents + 2 * reservedBytes + 2;
  if (byteRange < 0 || contents < 0) throw new Error("A saved PDF has lost the room for its signature.");
  const numbers = [contents, end, saved.length - end].map((number) => String(number));
  saved.write(` ${numbers.join(" ")}`.padEnd(unknown.length - 1), byteRange, "latin1");
  return {
    ranges: [
      [0, contents],
      [end, saved.length - end],
    ],
    fill(signature) {
      if (signature.length > reservedBytes) throw new Error("A signature is larger than its room.");
      saved.write(signature.toString("hex"), contents + 1, "latin1");
    },
  };
}

const textOf = (text: string): PDFHexString => PDFHexString.fromText(text);

function formOf({ catalog, context }: PDFDocument): PDFDict {
  const name = PDFName.of("AcroForm");
  const present = context.lookup(catalog.get(name));
  if (present instanceof PDFDict) return present;
  const form = context.obj({});
  catalog.set(name, context.register(form));
  return form;
}

/** A dictionary's list; an empty new one where there is none. */
function listIn(dictionary: PDFDict, key: string): PDFArray {
  const name = PDFName.of(key);
  const present = dictionary.lookup(name);
  if (present instanceof PDFArray) return present;
  const list = dictionary.context.obj([]);
  dictionary.set(name, list);
  return list;
}

/** A field's name is its own within the form (ISO 32000-1, 12.7.3.2). */
function freeName(fields: PDFArray): string {
  const taken = new Set(
    fields.asArray().map((_, at) => {
      const field = fields.lookup(at);
      const name = field instanceof PDFDict ? field.lookup(PDFName.of("T")) : undefined;
      return name instanceof PDFString || name instanceof PDFHexString ? name.decodeText() : undefined;
    }),
  );
  let name = "EmulatorSignature";
  for (let number = 2; taken.has(name); number += 1) name = `EmulatorSignature${number}`;
  return name;
}
