import assert from "node:assert/strict";
import { PDFDocument } from "@cantoo/pdf-lib";
import { strFromU8, unzipSync } from "fflate";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import { ApiCaller, optionsFor, pdfOf, signer, start, tag } from "./api-caller.ts";
import { placesOfText } from "./place-of-text.ts";

/** The numbers of a PDF's pages. */
async function pagesOf(pdf: Uint8Array): Promise<number[]> {
  return Array.from({ length: (await PDFDocument.load(pdf)).getPageCount() }, (_, at) => at + 1);
}

describe("GET /v2/envelopes/:id/completed-documents", () => {
  let emulator: Emulator;
  let api: ApiCaller;

  beforeEach(async () => {
    emulator = await startEmulator({ clock: () => start, processing: "manual" });
    api = new ApiCaller(emulator);
  });
  afterEach(() => emulator.close());

  const active = async (
    options: unknown,
    files?: Record<string, Uint8Array<ArrayBuffer>>,
  ): Promise<string> => {
    const id = await api.created(options, files);
    await emulator.control.process(id);
    return id;
  };
  const download = async (id: string): Promise<Record<string, Uint8Array>> => {
    const response = await api.send("GET", `/v2/envelopes/${id}/completed-documents`);
    assert.deepEqual([response.status, response.headers.get("content-type")], [200, "application/zip"]);
    return unzipSync(new Uint8Array(await response.arrayBuffer()));
  };

  it("answers 409 until everybody has signed", async () => {
    const id = await active(optionsFor(signer(), signer({ email: "bo@example.com" })));
    emulator.control.sign({ envelopeId: id, email: "bo@example.com" });
    const { status, body } = await api.get(`/v2/envelopes/${id}/completed-documents`);
    assert.deepEqual([status, body.code], [409, "not_complete"]);
  });

  it("holds every file with the values on it, the attachments and a cover sheet", async () => {
    const word = new Uint8Array(Buffer.from("PK\x03\x04 word", "latin1"));
    const files = { "nda.pdf": await pdfOf(2), "Übergabe.pdf": await pdfOf(1), "terms.docx": word };
    const tags = [
      tag({ page_number: 2 }),
      tag({ type: "text_field", width: 0.3, name: "company", file_name: "Übergabe.pdf" }),
      tag({ type: "attachment", name: "passport", y: 0.1 }),
      tag({ type: "text_field", width: 0.3, name: "note", optional: true, y: 0.2 }),
    ];
    const id = await active(optionsFor(signer({ tags })), files);
    emulator.control.sign({ envelopeId: id, email: "ada@example.com", values: { company: "Acme" } });
    const pack = await download(id);
    assert.deepEqual(Object.keys(pack), [
      "nda.pdf",
      "Übergabe.pdf",
      "terms.docx",
      "attachments/passport.pdf",
      "cover-sheet.pdf",
      "envelope-signature.xml",
    ]);
    const count = async (name: string, page: number, text: string): Promise<number> =>
      (await placesOfText(pack[name] as Uint8Array, page, text)).length;
    assert.deepEqual(
      [
        await count("nda.pdf", 1, "Ada Example"),
        await count("nda.pdf", 2, "Ada Example"),
        await count("Übergabe.pdf", 1, "Acme"),
        await count("attachments/passport.pdf", 1, "passport.pdf"),
      ],
      [0, 1, 1, 1],
    );
    assert.equal(strFromU8(pack["terms.docx"] as Uint8Array), "PK\x03\x04 word");
  });

  it("tells the whole story on the cover sheet, on as many pages as it takes", async () => {
    const people = Array.from({ length: 30 }, (_, at) =>
      signer({ name: `Person ${at}`, email: `p${at}@example.com`, tags: [tag(), tag({ y: 0.1 })] }),
    );
    const id = await active(optionsFor(...people));
    emulator.control.signAll(id);
    const sheet = (await download(id))["cover-sheet.pdf"] as Uint8Array;
    const [document] = emulator.control.envelope(id).documents;
    const onFirst = async (text: string): Promise<number> => (await placesOfText(sheet, 1, text)).length;
    assert.deepEqual(
      [await onFirst("Mutual NDA"), await onFirst(`Envelope ${id}`), await onFirst(document?.sha256 ?? "")],
      [1, 1, 1],
    );
    const pagesWithSignature = await Promise.all(
      Array.from(
        await pagesOf(sheet),
        async (page) => (await placesOfText(sheet, page, "Signed: Person")).length,
      ),
    );
    assert.equal(
      pagesWithSignature.reduce((sum, count) => sum + count, 0),
      30,
    );
  });

  it("keeps an attachment in its folder, whatever its tag is named", async () => {
    const id = await active(
      optionsFor(signer({ tags: [tag({ type: "attachment", name: "../../etc\\pass:word" })] })),
    );
    emulator.control.signAll(id);
    assert.deepEqual(Object.keys(await download(id)), [
      "nda.pdf",
      "attachments/.._.._etc_pass_word.pdf",
      "cover-sheet.pdf",
      "envelope-signature.xml",
    ]);
  });

  it("never lets the cover sheet or an attachment replace another file", async () => {
    const attachment = tag({ type: "attachment", name: "passport" });
    const options = optionsFor(
      signer({ tags: [attachment] }),
      signer({ email: "bo@example.com", tags: [attachment] }),
    );
    const id = await active(options, { "nda.pdf": await pdfOf(1), "cover-sheet.pdf": await pdfOf(1) });
    emulator.control.signAll(id);
    assert.deepEqual(Object.keys(await download(id)), [
      "nda.pdf",
      "cover-sheet.pdf",
      "attachments/passport.pdf",
      "attachments/passport-2.pdf",
      "cover-sheet-2.pdf",
      "envelope-signature.xml",
    ]);
  });
});
