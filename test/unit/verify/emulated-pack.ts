import { unzipSync, type Zippable, zipSync } from "fflate";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import type { ExpectedPack, PackReport } from "../../../verify/index.ts";
import { linesOfText, pdfOfContents } from "../document/sample-pdf.ts";
import { ApiCaller, optionsFor, signer, start, tag } from "../emulator/api-caller.ts";

/** A completion pack as the emulator makes it, and all that is known of it. */
export interface EmulatedPack {
  readonly zip: Uint8Array;
  readonly entries: Readonly<Record<string, Uint8Array>>;
  /** What proves it: the emulator's root, the envelope's id, the originals. */
  readonly expected: ExpectedPack & { envelopeId: string; roots: string[] };
}

const textOf = (...lines: string[]): string =>
  linesOfText(...lines.map((line, at) => [72, 700 - 30 * at, line] as const));

/** The documents that are sent: three, of four pages together. */
export const ORIGINALS: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  "nda.pdf": new Uint8Array(
    pdfOfContents(
      textOf("Mutual non-disclosure", "Each party keeps what it learns.", "Signature:"),
      textOf("Annex"),
    ),
  ),
  "order.pdf": new Uint8Array(pdfOfContents(textOf("Order of ten widgets", "Delivery within a week."))),
  "terms.pdf": new Uint8Array(pdfOfContents(textOf("Terms", "Payment within thirty days."))),
};

/** Lets an emulator send three documents, sign them with an attachment, and make the pack. */
export async function emulatedPack(emulator: Emulator): Promise<EmulatedPack> {
  const api = new ApiCaller(emulator);
  const tags = [
    tag({ x: 0.3, y: 0.17 }),
    tag({ type: "text_field", width: 0.3, name: "company", file_name: "order.pdf", y: 0.4 }),
    tag({ type: "attachment", name: "passport", y: 0.6 }),
  ];
  const id = await api.created(optionsFor(signer({ tags })), ORIGINALS);
  await emulator.control.process(id);
  emulator.control.signAll(id);
  const response = await api.send("GET", `/v2/envelopes/${id}/completed-documents`);
  const zip = new Uint8Array(await response.arrayBuffer());
  return {
    zip,
    entries: unzipSync(zip),
    expected: {
      envelopeId: id,
      roots: [emulator.caCertificate],
      documents: Object.entries(ORIGINALS).map(([fileName, content]) => ({ fileName, content })),
    },
  };
}

/** An emulator for packs; its clock stands still. */
export const packEmulator = (): Promise<Emulator> =>
  startEmulator({ clock: () => start, processing: "manual" });

/** A zip of these entries, as the emulator makes it. */
export const zipOf = (entries: Zippable): Uint8Array => zipSync(entries, { mtime: new Date(start) });

/** Code and file of each problem; "" for the pack as a whole. */
export const found = ({ problems }: PackReport): string[] =>
  problems.map(({ code, file = "" }) => `${code} ${file}`.trimEnd());
