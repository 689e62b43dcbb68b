import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import { ApiCaller, optionsFor, signer, start } from "./api-caller.ts";

describe("finding envelopes", () => {
  let emulator: Emulator;
  let api: ApiCaller;

  const accounts = { key: "one@example.com", other: "two@example.com" };
  const begin = async (options: Parameters<typeof startEmulator>[0] = {}): Promise<void> => {
    emulator = await startEmulator({ accounts, clock: () => start, processing: "manual", ...options });
    api = new ApiCaller(emulator);
  };
  beforeEach(() => begin());
  afterEach(() => emulator.close());

  const named = (name: string, caller = api): Promise<string> =>
    caller.created({ ...optionsFor(signer()), name });
  const search = async (query = "") => (await api.get(`/v2/organisations/envelopes/search${query}`)).body;
  const names = ({ envelopes }: { envelopes: { envelope: string }[] }): string[] =>
    envelopes.map(({ envelope }) => envelope);

  describe("POST find", () => {
    const find = (body?: object) => api.call("POST", "/v2/organisations/envelopes/find", body);

    it("refuses a body without ids, or with ids that are no UUIDs", async () => {
      assert.equal((await find()).status, 400);
      assert.equal((await find({})).status, 422);
      assert.equal((await find({ envelope_ids: ["1"] })).status, 422);
    });

    it("answers in the order asked, leaving out what is unknown, another account's, or asked twice", async () => {
      const [a, b] = [await named("A"), await named("B")];
      const foreign = await named("C", new ApiCaller({ url: emulator.url, apiKey: "other" }));
      const { status, body } = await find({ envelope_ids: [b, randomUUID(), foreign, a, b.toUpperCase()] });
      const created_at = "2026-01-31T12:00:00.000Z";
      assert.equal(status, 200);
      assert.deepEqual(body, {
        envelopes: [
          { envelope_id: b, envelope: "B", status: "QUEUED", created_at },
          { envelope_id: a, envelope: "A", status: "QUEUED", created_at },
        ],
      });
    });
  });

  describe("GET search", () => {
    it("refuses parameters that are malformed, naming them", async () => {
      const queries = [
        "from_date=31.01.2026",
        "to_date=2026-02-30",
        "status[]=lost",
        "offset=0",
        "limit=ten",
      ];
      for (const query of queries) {
        const { status, body } = await api.get(`/v2/organisations/envelopes/search?${query}`);
        assert.equal(status, 400);
        assert.ok(body.message.includes(query.split("=")[0]), body.message);
      }
    });

    it("lists the account's envelopes, oldest first, ten at a time, with the total", async () => {
      await named("foreign", new ApiCaller({ url: emulator.url, apiKey: "other" }));
      for (let number = 1; number <= 12; number += 1) await named(String(number));
      const first = await search();
      assert.deepEqual(
        [first.total, names(first)],
        [12, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]],
      );
      assert.deepEqual(names(await search("?offset=2")), ["11", "12"]);
      assert.deepEqual(await search("?offset=3"), { envelopes: [], total: 12 });
    });

    it("counts envelopes instead of pages by offset when told to", async () => {
      await emulator.close();
      await begin({ variants: { searchOffset: "item" } });
      for (const name of ["1", "2", "3"]) await named(name);
      assert.deepEqual(names(await search("?offset=2&limit=2")), ["2", "3"]);
    });

    it("keeps to the days asked, the last one excluded", async () => {
      await named("31 January");
      emulator.control.advance(86_400);
      await named("1 February");
      assert.deepEqual(names(await search("?from_date=2026-02-01&to_date=2026-02-02")), ["1 February"]);
      assert.deepEqual(names(await search("?from_date=2026-01-31&to_date=2026-02-01")), ["31 January"]);
    });

    it("looks three months back, up to today", async () => {
      await named("January");
      emulator.control.advance(80 * 86_400);
      await named("April");
      assert.deepEqual(names(await search()), ["January", "April"]);
      emulator.control.advance(20 * 86_400);
      assert.deepEqual(names(await search()), ["April"]);
    });

    it("keeps to the statuses asked, in any case, COMPLETED being COMPLETE", async () => {
      await named("queued");
      for (const name of ["active", "complete", "archived"])
        await emulator.control.process(await named(name));
      const [, , complete, archived] = emulator.control.envelopes().map(({ envelopeId }) => envelopeId);
      emulator.control.signAll(complete ?? "");
      await api.call("PATCH", `/v2/envelopes/${archived}`);
      assert.deepEqual(names(await search("?status[]=active&status[]=ARCHIVED")), ["active", "archived"]);
      assert.deepEqual(names(await search("?status[]=completed")), ["complete"]);
    });

    it("writes statuses in lower case when told to", async () => {
      await emulator.close();
      await begin({ variants: { lowerCaseStatuses: true } });
      await named("A");
      assert.equal((await search()).envelopes[0].status, "queued");
    });
  });
});
