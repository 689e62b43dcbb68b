import assert from "node:assert/strict";
import { Ajv } from "ajv";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import stateSchema from "../../../schema/envelope-state.json" with { type: "json" };
import summarySchema from "../../../schema/envelope-summary.json" with { type: "json" };
import { ApiCaller, optionsFor, signer, start, tag } from "./api-caller.ts";

describe("GET /v2/envelopes/:id", () => {
  let emulator: Emulator;
  let api: ApiCaller;

  const begin = async (options: Parameters<typeof startEmulator>[0] = {}): Promise<void> => {
    emulator = await startEmulator({ clock: () => start, processing: "manual", ...options });
    api = new ApiCaller(emulator);
  };
  afterEach(() => emulator.close());

  const active = async (...recipients: object[]): Promise<string> => {
    const id = await api.created(optionsFor(...recipients));
    await emulator.control.process(id);
    return id;
  };
  const stateOf = async (id: string) => (await api.get(`/v2/envelopes/${id}`)).body;
  const cc = { type: "CC", name: "Cy Example", email: "cy@example.com" };

  it("shows who was invited, and who waits for the group before theirs", async () => {
    await begin();
    const id = await active(
      signer({ role: "Buyer" }),
      signer({ email: "bo@example.com", sign_group: 2 }),
      cc,
    );
    const [ada, bo, cy] = emulator.control.envelope(id).recipients;
    const body = await stateOf(id);
    const [file] = body.details.files;
    assert.deepEqual(body, {
      envelope_id: id,
      status: "ACTIVE",
      details: {
        recipients: [
          {
            id: ada?.recipientId,
            type: "SIGNER",
            name: "Ada Example",
            email: "ada@example.com",
            role: "Buyer",
            auth_type: "no-auth",
            sign_status: "UNSIGNED",
            signed_at: null,
            invitation_email_queued_at: "2026-01-31T12:00:00.000Z",
            sign_group_order: 1,
            ip_address: null,
            last_email_status: "SENT",
          },
          {
            id: bo?.recipientId,
            type: "SIGNER",
            name: "Ada Example",
            email: "bo@example.com",
            role: null,
            auth_type: "no-auth",
            sign_status: "UNSIGNED",
            signed_at: null,
            invitation_email_queued_at: null,
            sign_group_order: 2,
            ip_address: null,
            last_email_status: null,
          },
          {
            id: cy?.recipientId,
            type: "CC",
            name: "Cy Example",
            email: "cy@example.com",
            role: null,
            auth_type: null,
            sign_status: null,
            signed_at: null,
            invitation_email_queued_at: null,
            sign_group_order: "",
            ip_address: null,
            last_email_status: null,
          },
        ],
        files: [{ id: file.id, name: "nda.pdf" }],
        completed_at: null,
        archived_at: null,
      },
    });
  });

  it("shows what was filled in once everybody has signed, and says COMPLETE where the status call says COMPLETED", async () => {
    await begin();
    const tags = [
      tag({ name: "sig" }),
      tag({ type: "text_field", width: 0.2, optional: true, tag_group_name: "notes" }),
      tag({ type: "text_field", width: 0.2, optional: true, tag_group_name: "notes" }),
    ];
    const id = await active(signer({ tags }));
    emulator.control.advance(60);
    emulator.control.sign({ envelopeId: id, email: "ADA@example.com", values: { 2: "Later" } });
    const { status, details } = await stateOf(id);
    const { sign_status, signed_at, ip_address, tags: filled } = details.recipients[0];
    assert.deepEqual(
      { status, completed_at: details.completed_at, sign_status, signed_at, ip_address, filled },
      {
        status: "COMPLETE",
        completed_at: "2026-01-31T12:01:00.000Z",
        sign_status: "SIGNED",
        signed_at: "2026-01-31T12:01:00.000Z",
        ip_address: "127.0.0.1",
        filled: [
          { name: "sig", tag_group_name: null, was_optional: false, value: "Ada Example" },
          { name: null, tag_group_name: "notes", was_optional: true, value: null },
          { name: null, tag_group_name: "notes", was_optional: true, value: "Later" },
        ],
      },
    );
    assert.deepEqual((await api.get(`/v2/envelopes/${id}/status`)).body, { status: "COMPLETED" });
  });

  it("shows when it was archived, without the recipients' ids", async () => {
    await begin();
    const id = await active(signer());
    await api.call("PATCH", `/v2/envelopes/${id}`);
    const { status, details } = await stateOf(id);
    assert.deepEqual(
      [status, details.archived_at, "id" in details.recipients[0]],
      ["ARCHIVED", "2026-01-31T12:00:00.000Z", false],
    );
    assert.deepEqual((await api.get(`/v2/envelopes/${id}/status`)).body, { status: "ARCHIVED" });
  });

  it("keeps the ids of an archived envelope's recipients when told to", async () => {
    await begin({ variants: { archivedRecipientIds: true } });
    const id = await active(signer());
    await api.call("PATCH", `/v2/envelopes/${id}`);
    const [recipient] = emulator.control.envelope(id).recipients;
    assert.equal((await stateOf(id)).details.recipients[0].id, recipient?.recipientId);
  });

  describe("of a witness", () => {
    const watched = signer({ tags: [tag()], witness: { tags: [tag()] } });
    const wil = { name: "Wil Ness", email: "wil@example.com" };
    const witnessOf = (details: { recipients: Record<string, unknown>[] }) => {
      const [, , witness] = details.recipients;
      return witness;
    };

    it("comes after all others, and has no name until the signer gives one", async () => {
      await begin();
      const id = await active(watched, cc);
      const [ada] = emulator.control.envelope(id).recipients;
      const { id: witnessId, ...witness } = witnessOf((await stateOf(id)).details) ?? {};
      assert.match(String(witnessId), /^[0-9a-f-]{36}$/);
      assert.deepEqual(witness, {
        type: "WITNESS",
        name: null,
        email: null,
        role: null,
        auth_type: "no-auth",
        sign_status: "UNSIGNED",
        signed_at: null,
        invitation_email_queued_at: null,
        sign_group_order: 1,
        ip_address: null,
        last_email_status: null,
        signer_id: ada?.recipientId,
      });
    });

    it("shows who it is once named, and that they signed along with the signer", async () => {
      await begin();
      const id = await active(watched, cc, signer({ email: "bo@example.com", sign_group: 2 }));
      emulator.control.sign({ envelopeId: id, email: "ada@example.com", witness: wil });
      const { recipients } = (await stateOf(id)).details;
      const { name, email, sign_status, signed_at } = recipients.at(-1) ?? {};
      assert.deepEqual(
        { name, email, sign_status, signed_at },
        { ...wil, sign_status: "SIGNED", signed_at: "2026-01-31T12:00:00.000Z" },
      );
    });

    it("is made up where the control names nobody, and signs along", async () => {
      await begin();
      const id = await active(watched);
      assert.equal(emulator.control.signAll(id).status, "COMPLETE");
      const { name, email, sign_status, tags } = (await stateOf(id)).details.recipients[1];
      assert.deepEqual(
        [name, email, sign_status, tags.map(({ value }: { value: unknown }) => value)],
        ["Made-up Witness", "made-up-witness@example.com", "SIGNED", ["Made-up Witness"]],
      );
    });

    it("can sign later, by their own recipient id, and is waited for until then", async () => {
      await begin();
      const id = await active(watched);
      const witness = { ...wil, signs: false };
      const { status, recipients } = emulator.control.sign({
        envelopeId: id,
        email: "ada@example.com",
        witness,
      });
      const [ada, own] = recipients;
      assert.deepEqual([status, own?.witnessOf, own?.signedAt], ["ACTIVE", ada?.recipientId, null]);
      const command = { envelopeId: id, recipientId: own?.recipientId ?? "", values: { 0: "W. Ness" } };
      assert.equal(emulator.control.sign(command).status, "COMPLETE");
      assert.equal((await stateOf(id)).details.recipients[1].tags[0].value, "W. Ness");
    });

    it("cannot sign before they are named", async () => {
      await begin();
      const id = await active(watched);
      const [, own] = emulator.control.envelope(id).recipients;
      const command = { envelopeId: id, recipientId: own?.recipientId ?? "" };
      assert.throws(() => emulator.control.sign(command), {
        name: "Refusal",
        status: 409,
        code: "not_named",
      });
    });

    it("is nobody's where the signer has none", async () => {
      await begin();
      const id = await active(signer({ tags: [tag()] }));
      assert.throws(() => emulator.control.sign({ envelopeId: id, email: "ada@example.com", witness: wil }), {
        name: "Refusal",
        status: 422,
        code: "no_witness",
      });
    });

    it("has no id in an archived envelope, like the others", async () => {
      await begin();
      const id = await active(watched, cc);
      await api.call("PATCH", `/v2/envelopes/${id}`);
      assert.equal("id" in (witnessOf((await stateOf(id)).details) ?? {}), false);
    });
  });

  it("shows an e-mail that bounced", async () => {
    await begin();
    const id = await active(signer());
    emulator.control.bounce({ envelopeId: id, email: "ada@example.com" });
    assert.equal((await stateOf(id)).details.recipients[0].last_email_status, "BOUNCED");
  });

  it("answers what the schemas allow in every status", async () => {
    await begin();
    const ajv = new Ajv({ allowUnionTypes: true });
    const queued = await api.created(optionsFor(signer(), cc));
    const errored = await active(signer({ tags: [tag({ page_number: 2 })] }));
    const archived = await active(signer(), cc);
    await api.call("PATCH", `/v2/envelopes/${archived}`);
    const complete = await active(signer({ tags: [tag()] }), cc);
    emulator.control.signAll(complete);
    const witnessed = await active(signer({ witness: { tags: [tag()] } }));
    for (const id of [queued, errored, archived, complete, witnessed])
      for (const path of [`/v2/envelopes/${id}`, `/v2/envelopes/${id}/status`])
        assert.equal(ajv.validate(stateSchema, (await api.get(path)).body), true, ajv.errorsText());
    for (const summary of (await api.get("/v2/organisations/envelopes/search")).body.envelopes)
      assert.equal(ajv.validate(summarySchema, summary), true, ajv.errorsText());
  });
});
