import assert from "node:assert/strict";
import { degrees, PDFDocument } from "@cantoo/pdf-lib";
import { unzipSync } from "fflate";
import { type Emulator, startEmulator } from "../../../../emulator/index.ts";
import { ApiCaller, optionsFor, pdfOf, signer, start, tag } from "../api-caller.ts";

const phone = { iso_country_code: "GB", mobile_number: "7700900123" };
const destination = "https://hooks.example.com/yoti";

describe("the calls of the signing page", () => {
  let emulator: Emulator;
  let api: ApiCaller;

  beforeEach(async () => {
    emulator = await startEmulator({ clock: () => start, processing: "manual", webhooks: "manual" });
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
  /** The path of the link that was e-mailed last to somebody. */
  const linkOf = (email: string): string => {
    const sent = emulator.control.outbox().filter(({ to, link }) => to === email && link);
    return new URL(sent.at(-1)?.link ?? "").pathname;
  };
  const ada = () => linkOf("ada@example.com");
  const view = (link: string) => api.get(`${link}/view`).then(({ body }) => body);
  const post = (link: string, path: string, body: object = {}) => api.call("POST", `${link}/${path}`, body);
  const upload = (link: string, index: number, name: string, content: Uint8Array<ArrayBuffer>) => {
    const form = new FormData();
    form.append("file", new Blob([content]), name);
    return api.call("POST", `${link}/attachments/${index}`, form);
  };

  it("need no key, and answer 404 for a link that is nobody's", async () => {
    await active(optionsFor(signer({ tags: [tag()] })));
    assert.equal((await fetch(`${emulator.url}${ada()}/view`)).status, 200);
    const { status, body } = await api.get("/sign/3f333df6-90a4-4fda-8dd3-9485d27cee36/view");
    assert.deepEqual([status, body.code], [404, "unknown_link"]);
  });

  it("show everything there is to sign", async () => {
    const field = {
      type: "text_field",
      width: 0.3,
      name: "company",
      prefilled_value: "Acme",
      optional: true,
    };
    const tags = [
      tag({ name: "sig" }),
      tag({ ...field, help_text: "Who pays", validation: { regex: "^\\w+$", flags: "i" }, y: 0.2 }),
    ];
    const rules = [
      {
        action: "show",
        conditions: [{ trigger_tag_name: "sig", criteria: "has_value" }],
        affected_tag_names: ["company"],
      },
    ];
    const id = await active({
      ...optionsFor(signer({ role: "Buyer", time_zone_name: "Europe/London", tags, rules })),
      emails: { name: "Example Ltd", invitation: { body: { message: "Please sign." } } },
    });
    const shown = await view(ada());
    const { files } = (await api.get(`/v2/envelopes/${id}`)).body.details;
    const fileId = files[0].id;
    const [recipient] = emulator.control.envelope(id).recipients;
    const place = { fileId, pageNumber: 1, x: 0.5 };
    assert.deepEqual(shown, {
      stage: "sign",
      envelope: {
        id,
        name: "Mutual NDA",
        message: "Please sign.",
        status: "ACTIVE",
        sender: "Example Ltd",
        completedAt: null,
        embedded: false,
      },
      recipient: {
        id: recipient?.recipientId,
        name: "Ada Example",
        email: "ada@example.com",
        role: "Buyer",
        type: "SIGNER",
        timeZone: "Europe/London",
      },
      expiresAt: "2026-02-02T12:00:00.000Z",
      files: [{ id: fileId, name: "nda.pdf", kind: "pdf", pages: [{ widthPt: 595, heightPt: 842 }] }],
      rules: [{ action: "show", conditions: [{ tag: 0, criteria: "has_value" }], affectedTags: [1] }],
      others: [],
      tags: [
        {
          ...{ index: 0, name: "sig", type: "signature", ...place, y: 0.5, optional: false, readonly: false },
          ...{ automatic: false, value: null, shown: true, required: true },
        },
        {
          ...{ index: 1, name: "company", type: "text_field", ...place, y: 0.2, width: 0.3, optional: true },
          ...{ readonly: false, automatic: false, prefilled: "Acme", helpText: "Who pays" },
          ...{ validation: { regex: "^\\w+$", flags: "i" }, value: null, shown: false, required: false },
        },
      ],
    });
  });

  it("give pages the size they are displayed in, and leave out files that somebody does not see", async () => {
    const document = await PDFDocument.create();
    document.addPage([600, 800]).setRotation(degrees(90));
    document.addPage([600, 800]).setCropBox(50, 50, 300, 400);
    const files = {
      "nda.pdf": new Uint8Array(await document.save()),
      "terms.docx": new Uint8Array(Buffer.from("PK\x03\x04 word", "latin1")),
      "secret.pdf": await pdfOf(1),
    };
    await active(optionsFor(signer({ excluded_files: ["secret.pdf"] })), files);
    const seen = (await view(ada())).files.map(({ name, kind, pages }: Record<string, unknown>) => [
      name,
      kind,
      pages,
    ]);
    assert.deepEqual(seen, [
      [
        "nda.pdf",
        "pdf",
        [
          { widthPt: 800, heightPt: 600 },
          { widthPt: 300, heightPt: 400 },
        ],
      ],
      ["terms.docx", "word", []],
    ]);
  });

  it("sign, and refuse values that do not fit by tag", async () => {
    const tags = [tag(), tag({ type: "checkbox_field", optional: true }), tag({ type: "date_signed_field" })];
    const id = await active(optionsFor(signer({ time_zone_name: "Pacific/Kiritimati", tags })));
    const refused = await post(ada(), "submit", { values: { 1: "yes" } });
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.errors.map(({ tag }: { tag: number }) => tag)],
      [422, "invalid_values", [0, 1]],
    );
    const { status, body } = await post(ada(), "submit", { values: { 0: "A. E.", 1: true } });
    assert.deepEqual([status, body.stage, body.envelope.status], [200, "signed", "COMPLETE"]);
    const { recipients } = (await api.get(`/v2/envelopes/${id}`)).body.details;
    assert.deepEqual(
      recipients[0].tags.map(({ value }: { value: unknown }) => value),
      ["A. E.", true, "2026-02-01"],
    );
    const again = await post(ada(), "submit", { values: {} });
    assert.deepEqual([again.status, again.body.code], [409, "not_now"]);
  });

  it("refuse bodies that are not what they take with 400", async () => {
    await active(optionsFor(signer()));
    for (const [path, body] of [
      ["submit", {}],
      ["submit", { values: [] }],
      ["otp", { code: 123456 }],
      ["identity", { outcome: "maybe" }],
      ["age", {}],
      ["attachments/0", {}],
    ] as const)
      assert.ok([400, 404].includes((await post(ada(), path, body)).status), path);
  });

  it("text a code, count wrong ones, and show the documents for the right one", async () => {
    await active({ ...optionsFor(signer({ ...phone, tags: [tag()] })), has_envelope_otps: true });
    assert.equal((await view(ada())).stage, "verify-phone");
    const [text] = emulator.control.texts();
    assert.equal(text?.text, `${text?.code} is your code to open "Mutual NDA". It works for ten minutes.`);
    assert.deepEqual((await api.get("/_emulator/texts")).body, emulator.control.texts());
    const wrong = await post(ada(), "otp", { code: "no" });
    assert.deepEqual(
      [wrong.status, wrong.body.code, (await view(ada())).otp.triesLeft],
      [422, "wrong_code", 4],
    );
    assert.equal((await post(ada(), "otp/resend")).body.otp.resendsLeft, 3);
    const code = emulator.control.texts()[1]?.code ?? "";
    assert.equal((await post(ada(), "otp", { code })).body.stage, "sign");
    assert.equal((await api.call("DELETE", "/_emulator/texts")).status, 204);
    assert.deepEqual(emulator.control.texts(), []);
  });

  it("text invitations, with the link", async () => {
    await active(
      optionsFor(signer({ ...phone, event_notifications: ["signer_invitation", "signer_invitation_sms"] })),
    );
    const link = `${emulator.url}${ada()}`;
    assert.deepEqual(
      emulator.control.texts().map(({ kind, to, text, link }) => ({ kind, to, text, link })),
      [
        {
          kind: "invitation",
          to: "+447700900123",
          text: `You are asked to sign "Mutual NDA": ${link}`,
          link,
        },
      ],
    );
  });

  it("keep texts in snapshots", async () => {
    await active({ ...optionsFor(signer(phone)), has_envelope_otps: true });
    await view(ada());
    const [texts, snapshot] = [emulator.control.texts(), emulator.control.snapshot()];
    emulator.control.reset();
    assert.deepEqual(emulator.control.texts(), []);
    emulator.control.restore(snapshot);
    assert.deepEqual(emulator.control.texts(), texts);
  });

  describe("about attachments", () => {
    const attaching = (more: object = {}) =>
      active(optionsFor(signer({ tags: [tag({ type: "attachment", ...more }), tag({ y: 0.1 })] })));

    it("take a PDF, which is in the completion pack as it was", async () => {
      const id = await attaching();
      const passport = await pdfOf(3);
      await upload(ada(), 0, "old.pdf", await pdfOf(1));
      const { status, body } = await upload(ada(), 0, "my passport.pdf", passport);
      assert.deepEqual([status, body.tags[0].value], [200, "my passport.pdf"]);
      await post(ada(), "submit", { values: { 1: "A" } });
      const response = await api.send("GET", `/v2/envelopes/${id}/completed-documents`);
      const pack = unzipSync(new Uint8Array(await response.arrayBuffer()));
      assert.ok(Object.keys(pack).includes("attachments/my passport.pdf"));
      const document = await PDFDocument.load(pack["attachments/my passport.pdf"] as Uint8Array);
      assert.equal(document.getPageCount(), 3);
      const { recipients } = (await api.get(`/v2/envelopes/${id}`)).body.details;
      assert.equal(recipients[0].tags[0].value, "my passport.pdf");
    });

    it("can be taken away again", async () => {
      await attaching();
      await upload(ada(), 0, "passport.pdf", await pdfOf(1));
      assert.equal((await api.call("DELETE", `${ada()}/attachments/0`)).body.tags[0].value, null);
      const { status, body } = await api.call("DELETE", `${ada()}/attachments/0`);
      assert.deepEqual([status, body.code], [404, "no_attachment"]);
      const refused = await post(ada(), "submit", { values: { 1: "A" } });
      assert.deepEqual(refused.body.errors[0].message, "is required: attach a PDF");
    });

    it("are refused where they are no PDF, too large or not asked for", async () => {
      await attaching();
      const refused = async (index: number, name: string, content: Uint8Array<ArrayBuffer>) => {
        const { status, body } = await upload(ada(), index, name, content);
        return `${status} ${body.code}`;
      };
      const text = new Uint8Array(Buffer.from("not a PDF"));
      assert.deepEqual(
        [
          await refused(0, "passport.png", await pdfOf(1)),
          await refused(0, "passport.pdf", text),
          await refused(0, `${"p".repeat(252)}.pdf`, await pdfOf(1)),
          await refused(0, "passport.pdf", new Uint8Array(20_000_001)),
          await refused(1, "passport.pdf", await pdfOf(1)),
          await refused(7, "passport.pdf", await pdfOf(1)),
        ],
        [
          "422 unsupported_type",
          "422 not_a_pdf",
          "422 name_too_long",
          "413 too_large",
          "404 no_attachment_tag",
          "404 no_attachment_tag",
        ],
      );
      assert.equal((await view(ada())).tags[0].value, null);
    });

    it("drop one whose tag a rule hides", async () => {
      const box = tag({ type: "checkbox_field", name: "none", optional: true });
      const rules = [
        {
          action: "hide",
          conditions: [{ trigger_tag_name: "none", criteria: "has_value" }],
          affected_tag_names: ["file"],
        },
      ];
      const id = await active(
        optionsFor(signer({ tags: [box, tag({ type: "attachment", name: "file" })], rules })),
      );
      await upload(ada(), 1, "passport.pdf", await pdfOf(1));
      await post(ada(), "submit", { values: { 0: true } });
      const response = await api.send("GET", `/v2/envelopes/${id}/completed-documents`);
      const names = Object.keys(unzipSync(new Uint8Array(await response.arrayBuffer())));
      assert.deepEqual(
        names.filter((name) => name.startsWith("attachments/")),
        [],
      );
    });
  });

  it("name a witness, who signs by a link of their own and shows in the state", async () => {
    const id = await active(
      optionsFor(signer({ tags: [tag()], witness: { tags: [tag({ name: "seen" })] } })),
    );
    assert.equal((await post(ada(), "submit", { values: { 0: "A" } })).body.stage, "name-witness");
    const unfit = await post(ada(), "witness", { name: "Wil/Ness", email: "wil" });
    assert.deepEqual(
      [unfit.status, unfit.body.errors.map(({ path }: { path: string }) => path)],
      [422, ["name", "email"]],
    );
    assert.equal((await post(ada(), "witness", { name: "Wil Ness" })).status, 422);
    const named = await post(ada(), "witness", { name: "Wil Ness", email: "wil@example.com" });
    assert.equal(named.body.stage, "signed");
    const wil = linkOf("wil@example.com");
    assert.equal((await view(wil)).recipient.signsFor, "Ada Example");
    assert.equal((await post(wil, "submit", { values: { 0: "W. Ness" } })).body.envelope.status, "COMPLETE");
    const { recipients } = (await api.get(`/v2/envelopes/${id}`)).body.details;
    const { type, name, sign_status, signer_id, tags } = recipients[1];
    assert.deepEqual(
      { type, name, sign_status, signer_id, tags },
      {
        type: "WITNESS",
        name: "Wil Ness",
        sign_status: "SIGNED",
        signer_id: recipients[0].id,
        tags: [{ name: "seen", tag_group_name: null, was_optional: false, value: "W. Ness" }],
      },
    );
  });

  it("make up an identity check's result, which clients find and webhooks tell of", async () => {
    const subscriptions = [
      "idv_resource_update",
      "idv_check_completion",
      "idv_task_completion",
      "idv_session_completion",
      "idv_session_limit_reached",
      "signer_completion",
    ];
    const verification = {
      idv: { session_config_name: "HR", session_limit: 2, blocks_signing: ["deadend_errors"] },
    };
    const id = await active({
      ...optionsFor(signer({ auth_type: "idv", verification })),
      notifications: { destination, subscriptions },
    });
    const recipientId = emulator.control.envelope(id).recipients[0]?.recipientId;
    const result = async () => (await api.get(`/v2/idv/recipients/${recipientId}/sessions/signed/json`)).body;
    const told = () => emulator.control.webhooks().map(({ subscription }) => subscription);
    assert.equal((await result()).code, "no_session");
    assert.equal((await post(ada(), "identity", { outcome: "fail" })).body.identity.sessionsLeft, 1);
    assert.equal((await result()).checks[0].report.recommendation.value, "REJECT");
    assert.deepEqual(told(), subscriptions.slice(0, 4));
    emulator.control.emptyWebhooks();
    assert.equal((await post(ada(), "identity", { outcome: "fail" })).body.stage, "cannot-sign");
    assert.deepEqual(told(), subscriptions.slice(0, 5));
    await api.get(`/v2/idv/recipients/${recipientId}/sessions/reset-limit`);
    assert.equal((await post(ada(), "identity", { outcome: "pass" })).body.stage, "sign");
    assert.equal((await result()).resources.id_documents[0].document_fields.full_name, "Ada Example");
    assert.equal(
      (await api.send("GET", `/v2/idv/recipients/${recipientId}/sessions/signed/pdf`)).status,
      200,
    );
    assert.deepEqual(emulator.control.webhooks().at(-1)?.body, {
      subscription_name: "idv_session_completion",
      envelope_name: "Mutual NDA",
      ...(await api.get(`/v2/envelopes/${id}`)).body,
    });
  });

  it("are the same under an embedded envelope's links, with branding and where to go afterwards", async () => {
    const branding = { primary_color: "#123456", logo_options: { logo_choice: "no_logo" } };
    const parent_redirect_urls = { success: "https://app.example.com/done" };
    const form = new FormData();
    form.append("file", new Blob([await pdfOf(1)]), "nda.pdf");
    const options = {
      ...optionsFor(signer({ event_notifications: [], tags: [tag()] })),
      ...{ emails: {}, branding, parent_redirect_urls },
    };
    form.append("options", new Blob([JSON.stringify(options)], { type: "application/json" }));
    const { body } = await api.call("POST", "/v2/embedded-envelopes", form);
    const link = `/embedded/sign/${body.recipients[0].token}`;
    assert.equal((await view(link)).stage, "waiting");
    await emulator.control.process(body.envelope_id);
    const shown = await view(link);
    assert.deepEqual(
      [shown.stage, shown.envelope.embedded, shown.branding, shown.redirectUrls],
      ["sign", true, branding, parent_redirect_urls],
    );
    assert.equal((await post(link, "submit", { values: { 0: "A" } })).body.stage, "signed");
  });
});
