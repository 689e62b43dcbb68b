import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import { ApiCaller, formOf, optionsFor, pdfOf, signer, tag } from "./api-caller.ts";

describe("POST /v2/envelopes", () => {
  let emulator: Emulator;
  let api: ApiCaller;

  beforeEach(async () => {
    emulator = await startEmulator();
    api = new ApiCaller(emulator);
  });
  afterEach(() => emulator.close());

  const post = (body: FormData | string, type?: string): Promise<Response> =>
    fetch(`${emulator.url}/v2/envelopes`, {
      method: "POST",
      headers: { authorization: `Bearer ${emulator.apiKey}`, ...(type && { "content-type": type }) },
      body,
    });

  const codeOf = async (response: Response): Promise<[number, string]> => [
    response.status,
    ((await response.json()) as { code: string }).code,
  ];

  describe("answers 400 to", () => {
    it("a body that is not multipart", async () => {
      assert.deepEqual(await codeOf(await post("{}", "application/json")), [400, "not_multipart"]);
    });

    it("multipart without a boundary", async () => {
      assert.deepEqual(await codeOf(await post("--x--", "multipart/form-data")), [
        400,
        "malformed_multipart",
      ]);
    });

    it("multipart that ends in the middle", async () => {
      const half = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF';
      assert.deepEqual(await codeOf(await post(half, "multipart/form-data; boundary=x")), [
        400,
        "malformed_multipart",
      ]);
    });

    it("a request without options", async () => {
      const form = new FormData();
      form.append("file", new Blob(["%PDF-"]), "nda.pdf");
      assert.deepEqual(await codeOf(await post(form)), [400, "no_options"]);
    });

    it("a request without a file", async () => {
      assert.deepEqual(await codeOf(await post(formOf(optionsFor(signer()), {}))), [400, "no_file"]);
    });

    it("options that are no JSON, typed or not, after reading everything", async () => {
      const typed = new FormData();
      typed.append("options", new Blob(["{"], { type: "application/json" }));
      typed.append("file", new Blob([new Uint8Array(15_000_000)]), "nda.pdf");
      const untyped = new FormData();
      untyped.append("options", "{");
      untyped.append("file", new Blob([new Uint8Array(15_000_000)]), "nda.pdf");
      assert.deepEqual(await codeOf(await post(typed)), [400, "malformed_multipart"]);
      assert.deepEqual(await codeOf(await post(untyped)), [400, "malformed_json"]);
    });

    it("options that are no object", async () => {
      assert.deepEqual(await codeOf(await post(formOf([], { "nda.pdf": await pdfOf(1) }))), [
        400,
        "malformed_options",
      ]);
    });
  });

  it("answers 413 above 20 MB together, after reading everything", async () => {
    const half = new Uint8Array(10_000_001);
    const { status, body } = await api.create(optionsFor(signer()), { "a.pdf": half, "b.pdf": half });
    assert.equal(status, 413);
    assert.equal(body.code, "too_large");
  });

  it("accepts exactly 20 MB together", async () => {
    const half = new Uint8Array(10_000_000);
    assert.equal((await api.create(optionsFor(signer()), { "a.pdf": half, "b.pdf": half })).status, 202);
  });

  describe("answers 422, naming the field, to", () => {
    const refused = async (
      options: unknown,
      files?: Record<string, Uint8Array<ArrayBuffer>>,
    ): Promise<string[]> => {
      const { status, body } = await api.create(options, files);
      assert.equal(status, 422);
      assert.deepEqual(emulator.control.envelopes(), []);
      return body.errors.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`);
    };
    const cc = (more: object = {}): object => ({
      type: "CC",
      name: "Cy Example",
      email: "cy@example.com",
      ...more,
    });

    it("missing fields, all at once", async () => {
      assert.deepEqual(await refused({ emails: {} }), ["name required", "recipients required"]);
    });

    it("fields that are wrong on their own", async () => {
      const wrong = signer({ email: "ada", sign_group: 0, tags: [tag({ x: 1, type: "stamp" })] });
      assert.deepEqual((await refused({ ...optionsFor(wrong), name: "a:b" })).toSorted(), [
        "name pattern",
        "recipients[0].email format",
        "recipients[0].sign_group minimum",
        "recipients[0].tags[0].type enum",
        "recipients[0].tags[0].x maximum",
      ]);
    });

    it("a CC with more than name and e-mail", async () => {
      assert.deepEqual(await refused(optionsFor(signer(), cc({ sign_group: 1 }))), [
        "recipients[1].sign_group not_allowed",
      ]);
    });

    it("half a phone number", async () => {
      assert.deepEqual(await refused(optionsFor(signer({ mobile_number: "7700900000" }))), [
        "recipients[0].iso_country_code required",
      ]);
    });

    it("a gap in the sign groups", async () => {
      assert.deepEqual(await refused(optionsFor(signer(), signer({ sign_group: 3 }))), [
        "recipients[1].sign_group not_sequential",
      ]);
    });

    it("an invitation that is missing", async () => {
      assert.deepEqual(await refused({ name: "NDA", recipients: [signer()] }), [
        "emails.invitation required",
      ]);
    });

    it("an envelope nobody signs", async () => {
      assert.deepEqual(await refused(optionsFor(cc())), ["recipients no_signer"]);
    });

    it("more than 30 signers", async () => {
      assert.deepEqual(await refused(optionsFor(...Array.from({ length: 31 }, () => signer()))), [
        "recipients too_many",
      ]);
    });

    it("two CCs with one e-mail, in any case", async () => {
      assert.deepEqual(await refused(optionsFor(signer(), cc(), cc({ email: "CY@example.com" }))), [
        "recipients[2].email unique",
      ]);
    });

    it("a time zone nobody knows", async () => {
      assert.deepEqual(await refused(optionsFor(signer({ time_zone_name: "Europe/Atlantis" }))), [
        "recipients[0].time_zone_name unknown",
      ]);
    });

    it("excluded files that are unknown, or all there are", async () => {
      assert.deepEqual(await refused(optionsFor(signer({ excluded_files: ["b.pdf", "nda.pdf"] }))), [
        "recipients[0].excluded_files[0] unknown",
        "recipients[0].excluded_files everything_excluded",
      ]);
    });

    it("a tag on a file its recipient does not see", async () => {
      const files = { "nda.pdf": await pdfOf(1), "b.pdf": await pdfOf(1) };
      assert.deepEqual(
        await refused(optionsFor(signer({ excluded_files: ["nda.pdf"], tags: [tag()] })), files),
        ["recipients[0].tags[0].file_name excluded"],
      );
    });

    it("a tag name given twice to one recipient", async () => {
      assert.deepEqual(
        await refused(optionsFor(signer({ tags: [tag({ name: "a" }), tag({ name: "a" })] }))),
        ["recipients[0].tags[1].name unique"],
      );
    });

    it("a tag group of one, of several types, or half optional", async () => {
      const box = (group: string, more: object = {}): object =>
        tag({ type: "checkbox_field", tag_group_name: group, ...more });
      const tags = [
        box("lone"),
        box("types"),
        box("types", { type: "radio_field" }),
        box("half"),
        box("half", { optional: true }),
      ];
      assert.deepEqual(await refused(optionsFor(signer({ tags }))), [
        "recipients[0].tags[0].tag_group_name lone_tag",
        "recipients[0].tags[1].tag_group_name mixed_types",
        "recipients[0].tags[3].tag_group_name mixed_optional",
      ]);
    });

    it("a text field that reaches past the page", async () => {
      assert.deepEqual(
        await refused(optionsFor(signer({ tags: [tag({ type: "text_field", width: 0.5 })] }))),
        ["recipients[0].tags[0].width too_wide"],
      );
    });

    it("a validation that is no regular expression", async () => {
      const text = tag({ type: "text_field", width: 0.2, validation: { regex: "(" } });
      assert.deepEqual(await refused(optionsFor(signer({ tags: [text] }))), [
        "recipients[0].tags[0].validation.regex not_a_regex",
      ]);
    });

    it("files of another type, without content, or by a name too long", async () => {
      const pdf = await pdfOf(1);
      const files = { "a.txt": pdf, "b.pdf": new Uint8Array(), [`${"c".repeat(252)}.pdf`]: pdf };
      assert.deepEqual(await refused(optionsFor(signer()), files), [
        "file[0] unsupported_type",
        "file[1] empty",
        "file[2] name_too_long",
      ]);
    });

    it("two files of one name", async () => {
      const form = formOf(optionsFor(signer()), { "nda.pdf": await pdfOf(1) });
      form.append("file", new Blob([await pdfOf(2)]), "nda.pdf");
      const { status, body } = await api.call("POST", "/v2/envelopes", form);
      assert.equal(status, 422);
      assert.deepEqual(body.errors, [
        { path: "file[1]", code: "unique", message: "has the name of another file" },
      ]);
    });

    it("more than 20 files", async () => {
      const pdf = await pdfOf(1);
      const files = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`${at}.pdf`, pdf]));
      assert.deepEqual(await refused(optionsFor(signer()), files), ["file too_many"]);
    });
  });

  describe("accepts", () => {
    const accepted = async (form: FormData): Promise<void> => {
      const { status, body } = await api.call("POST", "/v2/envelopes", form);
      assert.equal(status, 202);
      assert.match(body.envelope_id, /^[0-9a-f-]{36}$/);
      assert.deepEqual(Object.keys(body), ["envelope_id"]);
    };

    it("files in their order, with names beyond ASCII", async () => {
      const pdf = await pdfOf(1);
      await accepted(formOf(optionsFor(signer()), { "Übergabe 合同.pdf": pdf, "a.pdf": pdf }));
      const [envelope] = emulator.control.envelopes();
      assert.deepEqual(
        envelope?.documents.map(({ name, contentType, bytes }) => ({ name, contentType, bytes })),
        [
          { name: "Übergabe 合同.pdf", contentType: "application/pdf", bytes: pdf.length },
          { name: "a.pdf", contentType: "application/pdf", bytes: pdf.length },
        ],
      );
    });

    it("options before the files, without a content type", async () => {
      const form = new FormData();
      form.append("options", JSON.stringify(optionsFor(signer())));
      form.append("file", new Blob([await pdfOf(1)]), "nda.pdf");
      await accepted(form);
    });

    it("options as text/plain", async () => {
      const form = new FormData();
      form.append("file", new Blob([await pdfOf(1)]), "nda.pdf");
      form.append("options", new Blob([JSON.stringify(optionsFor(signer()))], { type: "text/plain" }));
      await accepted(form);
    });

    it("parts nobody asked for", async () => {
      const form = formOf(optionsFor(signer()), { "nda.pdf": await pdfOf(1) });
      form.append("note", "hello");
      form.append("picture", new Blob(["x"]), "x.png");
      await accepted(form);
      assert.equal(emulator.control.envelopes()[0]?.documents.length, 1);
    });

    it("fields nobody knows, and drops them", async () => {
      const plain = optionsFor(signer({ tags: [tag()] }));
      const wordy = { ...optionsFor(signer({ colour: 1, tags: [tag({ colour: 1 })] })), colour: 1 };
      await api.created(plain);
      await api.created(wordy);
      const [first, second] = emulator.control.envelopes().map(({ options, recipients }) => ({
        options,
        recipients: recipients.map(({ options }) => options),
      }));
      assert.deepEqual(second, first);
    });

    it("no invitation when nobody is e-mailed one", async () => {
      const quiet = { name: "NDA", recipients: [signer({ event_notifications: [] })] };
      assert.equal((await api.create(quiet)).status, 202);
      assert.deepEqual(emulator.control.outbox(), []);
    });

    it("one person in two sign groups listed in any order", async () => {
      assert.equal((await api.create(optionsFor(signer({ sign_group: 2 }), signer()))).status, 202);
    });
  });
});
