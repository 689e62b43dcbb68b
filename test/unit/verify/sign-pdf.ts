import { createHash } from "node:crypto";
import type { KeyPair } from "../../../emulator/pack/certificate-authority.ts";
import { signBytes } from "../../../emulator/pack/sign-bytes.ts";

/** How a PDF is signed; what is left out is as it should be. */
export interface SignOptions {
  readonly chain?: readonly string[];
  readonly subFilter?: string;
  /** When, as PDF writes it. */
  readonly date?: string;
  /** Changes the digest that is signed. */
  readonly digest?: (digest: Buffer) => Buffer;
  /** Changes the signature. */
  readonly cms?: (cms: Buffer) => Buffer;
  /** Objects that are changed in the same update, by number. */
  readonly objects?: Readonly<Record<number, string>>;
  /** Names of signature fields that are in the form already, by number of the object. */
  readonly fields?: readonly number[];
  /** What stands in the room for the signature behind it, in hex. */
  readonly padding?: string;
  /** Makes the room begin or end elsewhere than at `<` and `>`. */
  readonly shift?: readonly [start: number, end: number];
}

const ROOM = 8192;

/** Appends objects to a PDF whose catalog is object 1, with a cross-reference table of their own. */
export function appendObjects(pdf: Buffer, objects: Readonly<Record<number, string>>): Buffer {
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf.toString("latin1"))?.[1];
  const size = Math.max(nextNumber(pdf), ...Object.keys(objects).map((number) => Number(number) + 1));
  let update = "";
  let table = "";
  for (const [number, value] of Object.entries(objects)) {
    const offset = String(pdf.length + update.length).padStart(10, "0");
    update += `${number} 0 obj\n${value}\nendobj\n`;
    table += `${number} 1\n${offset} 00000 n \n`;
  }
  const start = pdf.length + update.length;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R /Prev ${previous} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(`${update}xref\n${table}${trailer}`, "latin1")]);
}

/** The first number that no object has. */
export const nextNumber = (pdf: Buffer): number =>
  Number([...pdf.toString("latin1").matchAll(/\/Size (\d+)/g)].at(-1)?.[1]);

/** A PDF with a signature over all of it, as an update. */
export function signPdf(pdf: Buffer, signer: KeyPair, options: SignOptions = {}): Buffer {
  const field = nextNumber(pdf);
  const fields = [...(options.fields ?? []), field].map((number) => `${number} 0 R`).join(" ");
  const range = "0 aaaaaaaaaa bbbbbbbbbb cccccccccc";
  const saved = appendObjects(pdf, {
    1: `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${fields}] /SigFlags 3 >> >>`,
    ...options.objects,
    [field]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature${field}) /Rect [0 0 0 0] /F 132 /V ${field + 1} 0 R >>`,
    [field + 1]:
      `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${options.subFilter ?? "ETSI.CAdES.detached"} ` +
      `/M (${options.date ?? "D:20260131120000Z"}) /ByteRange [${range}] /Contents <${"0".repeat(2 * ROOM)}> >>`,
  });
  const [shiftStart, shiftEnd] = options.shift ?? [0, 0];
  const open = saved.indexOf(`<${"0".repeat(2 * ROOM)}>`, pdf.length);
  const [start, end] = [open + shiftStart, open + 2 * ROOM + 2 + shiftEnd];
  const numbers = [0, start, end, saved.length - end].map((number) => String(number).padStart(10, "0"));
  saved.write(numbers.join(" ").slice(9), saved.lastIndexOf(range), "latin1");
  const hash = createHash("sha256").update(saved.subarray(0, start)).update(saved.subarray(end));
  const digest = (options.digest ?? ((same) => same))(hash.digest());
  const cms = (options.cms ?? ((same) => same))(signBytes(digest, signer, options.chain ?? []));
  saved.write(cms.toString("hex"), open + 1, "latin1");
  if (options.padding) saved.write(options.padding, open + 1 + 2 * ROOM - options.padding.length, "latin1");
  return saved;
}
