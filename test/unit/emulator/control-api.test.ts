import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import { ApiCaller, optionsFor, signer, start, tag } from "./api-caller.ts";

describe("the control API", () => {
  let emulator: Emulator;
  let api: ApiCaller;

  beforeEach(async () => {
    emulator = await startEmulator({ clock: () => start, processing: "manual" });
    api = new ApiCaller(emulator);
  });
  afterEach(() => emulator.close());

  const control = (method: string, path: string, body?: object) =>
    api.call(method, `/_emulator${path}`, body);

  it("refuses bodies that are malformed with 400", async () => {
    const bodies: [string, object | undefined][] = [
      ["/clock", { advanceSeconds: -1 }],
      ["/clock", undefined],
      ["/sign", { envelopeId: "x" }],
      ["/sign", { envelopeId: "x", recipientId: "y", email: "z" }],
      ["/sign", { envelopeId: "x", email: "z", witness: { name: "Wil Ness" } }],
      ["/faults", { operation: "lunch", action: { kind: "hold" } }],
      ["/faults", { operation: "get", action: { kind: "status", status: 200 } }],
      ["/faults", { operation: "get", count: 0, action: { kind: "hold" } }],
      ["/process", { envelope: "x" }],
    ];
    for (const [path, body] of bodies) assert.equal((await control("POST", path, body)).status, 400, path);
    assert.equal((await control("GET", "/held?count=0")).status, 400);
  });

  it("answers 404 for an envelope it does not know", async () => {
    const envelopeId = "3f333df6-90a4-4fda-8dd3-9485d27cee36";
    assert.equal((await control("GET", `/envelopes/${envelopeId}`)).status, 404);
    assert.equal((await control("POST", "/sign", { envelopeId, email: "ada@example.com" })).status, 404);
    assert.equal((await control("POST", "/process", { envelopeId })).status, 404);
  });

  it("does over HTTP what the control does in process", async () => {
    const envelopeId = await api.created(optionsFor(signer({ tags: [tag({ name: "sig" })] })));
    const answers = [
      await control("POST", "/process", { envelopeId }),
      await control("POST", "/process"),
      await control("POST", "/clock", { advanceSeconds: 90 }),
      await control("GET", "/clock"),
      await control("POST", "/bounce", { envelopeId, email: "ada@example.com" }),
      await control("POST", "/sign", { envelopeId, email: "ada@example.com", values: { sig: "A. E." } }),
    ];
    const now = "2026-01-31T12:01:30.000Z";
    assert.deepEqual(
      answers.slice(0, 4).map(({ body }) => body),
      [{ processed: 1 }, { processed: 0 }, { now }, { now }],
    );
    assert.deepEqual(answers[5]?.body, emulator.control.envelope(envelopeId));
    assert.deepEqual((await control("GET", "/envelopes")).body, emulator.control.envelopes());
    assert.deepEqual((await control("GET", "/outbox")).body, emulator.control.outbox());
    assert.deepEqual((await control("GET", "/calls")).body, emulator.control.calls());
  });

  it("shows an envelope as it was asked for", async () => {
    const options = optionsFor(signer({ tags: [tag()] }));
    const envelopeId = await api.created(options);
    const { recipients, ...rest } = options;
    const [shown] = emulator.control.envelopes();
    const [document] = shown?.documents ?? [];
    assert.deepEqual(shown, {
      envelopeId,
      account: "sender@example.com",
      status: "QUEUED",
      createdAt: "2026-01-31T12:00:00.000Z",
      completedAt: null,
      archivedAt: null,
      options: rest,
      documents: [document],
      recipients: [
        {
          recipientId: shown?.recipients[0]?.recipientId,
          options: (recipients as object[])[0],
          invitedAt: null,
          signedAt: null,
          linkExpiresAt: null,
          lastEmailStatus: null,
        },
      ],
      errors: [],
    });
    assert.match(document?.sha256 ?? "", /^[0-9a-f]{64}$/);
  });

  it("signs as everybody, and refuses where nobody can sign", async () => {
    const envelopeId = await api.created(optionsFor(signer()));
    assert.equal((await control("POST", "/sign-all", { envelopeId })).status, 409);
    await control("POST", "/process");
    assert.equal((await control("POST", "/sign-all", { envelopeId })).body.status, "COMPLETE");
  });

  it("empties the outbox", async () => {
    const envelopeId = await api.created(optionsFor(signer()));
    await control("POST", "/process", { envelopeId });
    assert.equal((await control("DELETE", "/outbox")).status, 204);
    assert.deepEqual((await control("GET", "/outbox")).body, []);
  });

  it("answers with the emulator's time as the date, since clients reckon with that", async () => {
    emulator.control.advance(3600);
    const { headers } = await fetch(`${emulator.url}/`);
    assert.equal(headers.get("date"), "Sat, 31 Jan 2026 13:00:00 GMT");
  });

  it("plans faults, waits for held answers, and releases them", async () => {
    const fault = { operation: "search", count: 1, action: { kind: "hold" } };
    assert.equal((await control("POST", "/faults", fault)).status, 204);
    assert.deepEqual((await control("GET", "/faults")).body, [fault]);
    const held = control("GET", "/held?count=1");
    const search = api.get("/v2/organisations/envelopes/search");
    assert.deepEqual((await held).body, { held: 1 });
    assert.deepEqual((await control("POST", "/release")).body, { released: 1 });
    assert.equal((await search).status, 200);
  });

  it("resets everything but the accounts", async () => {
    await api.created(optionsFor(signer()));
    await control("POST", "/process");
    await control("POST", "/clock", { advanceSeconds: 90 });
    await control("POST", "/faults", { operation: "get", action: { kind: "hold" } });
    assert.equal((await control("POST", "/reset")).status, 204);
    const { envelopes, outbox, faults, calls, now } = emulator.control;
    assert.deepEqual([envelopes(), outbox(), faults(), calls().create], [[], [], [], 0]);
    assert.equal(now(), "2026-01-31T12:00:00.000Z");
    assert.equal((await api.create(optionsFor(signer()))).status, 202);
  });

  it("is listed at / with the API's routes, all of them in the documentation", async () => {
    const { body } = await api.get("/");
    const documentation = await readFile(new URL(`../../../${body.documentation}`, import.meta.url), "utf8");
    assert.ok(body.routes.includes("POST /v2/envelopes"));
    assert.deepEqual(
      body.routes.filter((route: string) => !documentation.includes(`\`${route}\``)),
      [],
    );
  });
});
