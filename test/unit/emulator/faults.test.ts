import assert from "node:assert/strict";
import { connect } from "node:net";
import { type Emulator, type FaultAction, type Operation, startEmulator } from "../../../emulator/index.ts";
import { ApiCaller, optionsFor, signer } from "./api-caller.ts";

describe("a planned fault", () => {
  let emulator: Emulator;
  let api: ApiCaller;

  beforeEach(async () => {
    emulator = await startEmulator();
    api = new ApiCaller(emulator);
  });
  afterEach(() => emulator.close());

  const plan = (operation: Operation, action: FaultAction, count?: number): void =>
    emulator.control.addFault({ operation, action, ...(count !== undefined && { count }) });
  const create = () => api.create(optionsFor(signer()));
  const effects = (): number => emulator.control.envelopes().length;
  const reset = { name: "TypeError", cause: { code: "ECONNRESET" } };
  const isReset = (error: Error): boolean => (error.cause as NodeJS.ErrnoException).code === reset.cause.code;

  it("of a status answers it, with Retry-After, and has no effect", async () => {
    plan("search", { kind: "status", status: 429, retryAfterSeconds: 7 });
    const response = await api.send("GET", "/v2/organisations/envelopes/search");
    assert.deepEqual([response.status, response.headers.get("retry-after")], [429, "7"]);
    plan("create", { kind: "status", status: 503 });
    assert.equal((await create()).status, 503);
    assert.equal(effects(), 0);
  });

  it("that resets before has no effect", async () => {
    plan("create", { kind: "reset-before" });
    await assert.rejects(create(), isReset);
    assert.equal(effects(), 0);
  });

  it("that resets after has its effect, and no answer", async () => {
    plan("create", { kind: "reset-after" });
    await assert.rejects(create(), isReset);
    assert.equal(effects(), 1);
  });

  it("that holds has its effect at once, and its answer when released", async () => {
    plan("create", { kind: "hold" }, 2);
    const answers = [create(), create()];
    assert.equal(await emulator.control.held(2), 2);
    assert.equal(effects(), 2);
    assert.equal(emulator.control.release(), 2);
    assert.deepEqual(
      (await Promise.all(answers)).map(({ status }) => status),
      [202, 202],
    );
  });

  it("that delays has its effect, and its answer in the end", async () => {
    plan("create", { kind: "delay", milliseconds: 1 });
    assert.equal((await create()).status, 202);
    assert.equal(effects(), 1);
  });

  it("happens to its own operation only, as often as planned, in the order planned", async () => {
    plan("find", { kind: "status", status: 500 });
    plan("search", { kind: "status", status: 502 }, 2);
    plan("search", { kind: "status", status: 503 });
    const statuses: number[] = [];
    for (let call = 0; call < 4; call += 1)
      statuses.push((await api.get("/v2/organisations/envelopes/search")).status);
    assert.deepEqual(statuses, [502, 502, 503, 200]);
    assert.deepEqual(emulator.control.faults(), [
      { operation: "find", count: 1, action: { kind: "status", status: 500 } },
    ]);
  });

  it("of a status answers it, with Retry-After as a date of the emulator's time", async () => {
    emulator.control.advanceTo("2031-01-31T12:00:00Z");
    plan("search", { kind: "status", status: 429, retryAfterSeconds: 90, retryAfterForm: "date" });
    const { headers } = await api.send("GET", "/v2/organisations/envelopes/search");
    assert.match(headers.get("retry-after") ?? "", /^Fri, 31 Jan 2031 12:01:\d\d GMT$/);
  });

  it("that delays before has its effect in the end, and none until then", async () => {
    plan("create", { kind: "delay", milliseconds: 2 ** 30, when: "before" });
    const call = Promise.allSettled([create()]);
    while (emulator.control.calls().create === 0) await api.get("/v2/organisations/envelopes/search");
    assert.equal(effects(), 0);
    await emulator.close();
    await call;
    emulator = await startEmulator();
    api = new ApiCaller(emulator);
    plan("create", { kind: "delay", milliseconds: 1, when: "before" });
    assert.equal((await create()).status, 202);
    assert.equal(effects(), 1);
  });

  describe("that truncates", () => {
    /** All that comes back, until the connection ends. */
    const answer = async (path: string): Promise<{ head: string; body: string }> => {
      const socket = connect(Number(new URL(emulator.url).port), "127.0.0.1");
      socket.write(
        `GET ${path} HTTP/1.1\r\nhost: emulator\r\nauthorization: Bearer ${emulator.apiKey}\r\n\r\n`,
      );
      const text = Buffer.concat(await Array.fromAsync(socket as AsyncIterable<Buffer>)).toString("latin1");
      const [head = "", ...body] = text.split("\r\n\r\n");
      return { head, body: body.join("\r\n\r\n") };
    };
    const searched = "/v2/organisations/envelopes/search";
    const whole = '{"envelopes":[],"total":0}';

    it("announces the whole body, and ends the connection in the middle of it", async () => {
      plan("search", { kind: "truncate", bytes: 5 });
      const { head, body } = await answer(searched);
      assert.match(head, /^HTTP\/1\.1 200 OK\r\n.*^content-length: 26$/ms);
      assert.equal(body, whole.slice(0, 5));
      plan("search", { kind: "truncate", bytes: 0 });
      assert.equal((await answer(searched)).body, "");
    });

    it("sends chunks, and not the last one, when told to", async () => {
      plan("search", { kind: "truncate", bytes: 5, chunked: true });
      const { head, body } = await answer(searched);
      assert.match(head, /^transfer-encoding: chunked$/m);
      assert.doesNotMatch(head, /content-length/);
      assert.equal(body, `5\r\n${whole.slice(0, 5)}\r\n`);
    });

    it("has its effect, and fails a client that reads on", async () => {
      plan("create", { kind: "truncate", bytes: 10 });
      await assert.rejects(create(), { name: "TypeError", message: "terminated" });
      assert.equal(effects(), 1);
    });

    it("sends bytes of a zip as they are", async () => {
      const id = await api.created(optionsFor(signer()));
      await emulator.control.settled();
      emulator.control.signAll(id);
      plan("completedDocuments", { kind: "truncate", bytes: 4 });
      assert.equal((await answer(`/v2/envelopes/${id}/completed-documents`)).body, "PK\u0003\u0004");
    });

    it("leaves an answer whole that is no longer, or has no body", async () => {
      plan("search", { kind: "truncate", bytes: whole.length });
      assert.equal((await api.get(searched)).status, 200);
      const id = await api.created(optionsFor(signer()));
      plan("archive", { kind: "truncate", bytes: 0 });
      assert.equal((await api.call("PATCH", `/v2/envelopes/${id}`)).status, 204);
    });
  });

  it("of a file happens to an envelope that was accepted, beside what happens to the call", async () => {
    plan("create", { kind: "status", status: 503 });
    plan("create", { kind: "file-error", code: "FILE_HAUNTED" });
    plan("create", { kind: "reset-after" });
    assert.equal((await create()).status, 503);
    await assert.rejects(create(), isReset);
    await emulator.control.settled();
    const [envelope] = emulator.control.envelopes();
    assert.deepEqual(envelope?.errors, [{ fileName: "nda.pdf", code: "FILE_HAUNTED" }]);
  });

  it("can be taken back", async () => {
    plan("search", { kind: "status", status: 500 });
    emulator.control.clearFaults();
    assert.equal((await api.get("/v2/organisations/envelopes/search")).status, 200);
  });

  it("never keeps the emulator from closing", async () => {
    plan("create", { kind: "hold" });
    plan("search", { kind: "delay", milliseconds: 2 ** 30 });
    const calls = Promise.allSettled([create(), api.get("/v2/organisations/envelopes/search")]);
    await emulator.control.held();
    const waiting = assert.rejects(emulator.control.held(2), /was closed/);
    await emulator.close();
    await Promise.all([calls, waiting]);
  });
});

describe("the count of calls", () => {
  it("holds every operation, refused and failed calls included", async () => {
    const emulator = await startEmulator();
    const api = new ApiCaller(emulator);
    const id = await api.created(optionsFor(signer()));
    await api.get(`/v2/envelopes/${id}`);
    await api.get("/v2/envelopes/1");
    await new ApiCaller({ url: emulator.url, apiKey: "wrong" }).call("PATCH", `/v2/envelopes/${id}`);
    emulator.control.addFault({ operation: "find", action: { kind: "status", status: 500 } });
    await api.call("POST", "/v2/organisations/envelopes/find", {});
    assert.deepEqual(emulator.control.calls(), {
      create: 1,
      get: 2,
      status: 0,
      archive: 1,
      delete: 0,
      completedDocuments: 0,
      editRecipient: 0,
      find: 1,
      search: 0,
      createEmbedded: 0,
      sendReminder: 0,
      resendCompletionPack: 0,
      extendTokens: 0,
      uploadSignedDocument: 0,
      listIdvSessionConfigs: 0,
      createIdvSessionConfig: 0,
      getIdvSession: 0,
      downloadIdvMedia: 0,
      downloadIdvPdf: 0,
      resetIdvSessionLimit: 0,
    });
    emulator.control.clearCalls();
    assert.equal(emulator.control.calls().get, 0);
    await emulator.close();
  });
});
