import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator/index.ts";
import { ApiCaller, optionsFor, pdfOf, signer, tag } from "./api-caller.ts";

describe("the processing of a new envelope's files", () => {
  let emulator: Emulator;
  let api: ApiCaller;

  beforeEach(async () => {
    emulator = await startEmulator({ processing: "manual" });
    api = new ApiCaller(emulator);
  });
  afterEach(() => emulator.close());

  const disposable = async (options: EmulatorOptions) => {
    const emulator = await startEmulator(options);
    return { emulator, [Symbol.asyncDispose]: () => emulator.close() };
  };

  /** What the API says of an envelope whose processing has ended. */
  const processed = async (options: unknown, files?: Record<string, Uint8Array<ArrayBuffer>>) => {
    const id = await api.created(options, files);
    await emulator.control.process(id);
    const { body } = await api.get(`/v2/envelopes/${id}`);
    return { id, body };
  };
  const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, "latin1"));

  for (const processingMilliseconds of [0, 1])
    it(`ends by itself${processingMilliseconds > 0 ? ", later when told to" : ""}`, async () => {
      await using own = await disposable({ processingMilliseconds });
      const id = await new ApiCaller(own.emulator).created(optionsFor(signer()));
      while (own.emulator.control.envelope(id).status === "QUEUED") await setImmediate();
      assert.equal(own.emulator.control.envelope(id).status, "ACTIVE");
    });

  it("never keeps the emulator from closing", async () => {
    await using own = await disposable({ processingMilliseconds: 2 ** 30 });
    await new ApiCaller(own.emulator).created(optionsFor(signer()));
  });

  it("leaves it QUEUED until it ends, with no more than id and status to show, and nobody told", async () => {
    const id = await api.created(optionsFor(signer()));
    assert.deepEqual((await api.get(`/v2/envelopes/${id}`)).body, { envelope_id: id, status: "QUEUED" });
    assert.deepEqual((await api.get(`/v2/envelopes/${id}/status`)).body, { status: "QUEUED" });
    assert.deepEqual(emulator.control.outbox(), []);
  });

  it("makes it ACTIVE when every file can be used", async () => {
    const { body } = await processed(optionsFor(signer({ tags: [tag()] })));
    assert.equal(body.status, "ACTIVE");
  });

  it("ends all that are QUEUED when none is named", async () => {
    await api.created(optionsFor(signer()));
    await api.created(optionsFor(signer()));
    assert.equal(await emulator.control.process(), 2);
    assert.deepEqual(
      emulator.control.envelopes().map(({ status }) => status),
      ["ACTIVE", "ACTIVE"],
    );
  });

  it("leaves alone what was archived while QUEUED, of which nobody is told", async () => {
    const id = await api.created(optionsFor(signer()));
    await api.call("PATCH", `/v2/envelopes/${id}`);
    assert.equal(await emulator.control.process(id), 0);
    assert.equal(emulator.control.envelope(id).status, "ARCHIVED");
    assert.deepEqual(emulator.control.outbox(), []);
  });

  const failures: [string, string, object, Record<string, Uint8Array<ArrayBuffer>>][] = [
    ["a tag names a file that was not uploaded", "FILE_NOT_FOUND", { file_name: "NDA.pdf" }, {}],
    ["a tag is on a page the file does not have", "PAGE_NOT_FOUND", { page_number: 2 }, {}],
    ["a file is not the PDF it claims to be", "FILE_TYPE_MISMATCH", {}, { "nda.pdf": bytesOf("PK\x03\x04") }],
    [
      "a file is not the Word file it claims to be",
      "FILE_TYPE_MISMATCH",
      {},
      { "b.docx": bytesOf("%PDF-1.7") },
    ],
    ["a PDF is damaged", "FILE_DAMAGED", {}, { "nda.pdf": bytesOf("%PDF-1.7\n1 0 obj\n<< /Type /Catalog") }],
  ];
  for (const [what, code, tagFields, files] of failures)
    it(`makes it ERRORED when ${what}, which nobody is e-mailed about`, async () => {
      const all = { "nda.pdf": await pdfOf(1), ...files };
      const { id, body } = await processed(optionsFor(signer({ tags: [tag(tagFields)] })), all);
      const fileName = Object.keys(files)[0] ?? (tagFields as { file_name?: string }).file_name ?? "nda.pdf";
      const failed = {
        envelope_id: id,
        status: "ERRORED",
        details: { errors: [{ file_name: fileName, code }] },
      };
      assert.deepEqual(body, failed);
      assert.deepEqual((await api.get(`/v2/envelopes/${id}/status`)).body, failed);
      assert.deepEqual(emulator.control.outbox(), []);
    });

  it("names each file and reason once", async () => {
    const tags = [2, 3, 1].map((page_number) => tag({ page_number }));
    const { body } = await processed(optionsFor(signer({ tags: [...tags, tag({ file_name: "x.pdf" })] })));
    assert.deepEqual(body.details.errors, [
      { file_name: "nda.pdf", code: "PAGE_NOT_FOUND" },
      { file_name: "x.pdf", code: "FILE_NOT_FOUND" },
    ]);
  });

  it("does not count the pages of a Word file", async () => {
    const files = { "nda.docx": bytesOf("PK\x03\x04") };
    const tags = [tag({ file_name: "nda.docx", page_number: 9 })];
    assert.equal((await processed(optionsFor(signer({ tags })), files)).body.status, "ACTIVE");
  });
});
