import assert from "node:assert/strict";
import type { WireEnvelopeSummary } from "../../../../schema/generated/wire.ts";
import { ResponseError, ValidationError } from "../../../../sdk/client/index.ts";
import { type Answer, json, newClient, rejection, startService } from "./test-service.ts";

const summaries = (count: number, name = "id"): WireEnvelopeSummary[] =>
  Array.from({ length: count }, (_, index) => ({ envelope_id: `${name}-${index}`, status: "ACTIVE" }));

interface Listing {
  offsetCounts: "pages" | "envelopes";
  /** The most a page has, whatever is asked for. */
  maxLimit?: number;
  /** False: answers have no `total`. */
  withTotal?: boolean;
  /** Called after each answer, to change the list. */
  after?: (answered: number) => void;
}

/** A service that lists `envelopes`, which may change meanwhile. */
function listing(envelopes: WireEnvelopeSummary[], options: Listing): Answer {
  let answered = 0;
  return (response, request) => {
    const query = new URL(request.url, "http://localhost").searchParams;
    const limit = Math.min(Number(query.get("limit") ?? 10), options.maxLimit ?? Number.POSITIVE_INFINITY);
    const offset = Number(query.get("offset") ?? 1) - 1;
    const start = options.offsetCounts === "pages" ? offset * limit : offset;
    const total = options.withTotal === false ? {} : { total: envelopes.length };
    json(200, { envelopes: envelopes.slice(start, start + limit), ...total })(response, request);
    answered += 1;
    options.after?.(answered);
  };
}

const offsetsOf = (received: { url: string }[]): number[] =>
  received.map(({ url }) => Number(new URL(url, "http://localhost").searchParams.get("offset")));

describe("searchEnvelopes", () => {
  for (const offsetCounts of ["pages", "envelopes"] as const)
    for (const withTotal of [true, false])
      for (const maxLimit of [undefined, 1, 2, 7])
        for (const count of [0, 1, 2, 3, 99, 100, 101, 250]) {
          if (maxLimit && count > 101) continue;
          const title = `${count} once each, with offset counting ${offsetCounts}, at most ${maxLimit ?? 100} to a page`;
          it(`lists ${title}${withTotal ? "" : ", without a total"}`, async () => {
            const envelopes = summaries(count);
            const list = listing(envelopes, { offsetCounts, withTotal, ...(maxLimit && { maxLimit }) });
            await using service = await startService(list);
            await using client = newClient(service.url);
            assert.deepEqual(await Array.fromAsync(client.searchEnvelopes()), envelopes);
          });
        }

  it("steps by whole pages once it knows that offset counts pages", async () => {
    await using service = await startService(listing(summaries(350), { offsetCounts: "pages" }));
    await using client = newClient(service.url);
    await Array.fromAsync(client.searchEnvelopes());
    assert.deepEqual(offsetsOf(service.received), [1, 2, 3, 4]);
  });

  it("steps by a page's length once it knows that offset counts envelopes", async () => {
    await using service = await startService(listing(summaries(350), { offsetCounts: "envelopes" }));
    await using client = newClient(service.url);
    await Array.fromAsync(client.searchEnvelopes());
    assert.deepEqual(offsetsOf(service.received), [1, 2, 102, 202, 302]);
  });

  it("asks for one page when that is all", async () => {
    await using service = await startService(listing(summaries(3), { offsetCounts: "pages" }));
    await using client = newClient(service.url);
    await Array.fromAsync(client.searchEnvelopes());
    assert.deepEqual(offsetsOf(service.received), [1]);
  });

  for (const offsetCounts of ["pages", "envelopes"] as const)
    it(`lists what others' removals moved past a page's edge (${offsetCounts})`, async () => {
      const envelopes = summaries(350);
      const removed = envelopes.slice(0, 5).map(({ envelope_id }) => envelope_id);
      const after = (answered: number) => {
        if (answered === 2) envelopes.splice(0, removed.length);
      };
      await using service = await startService(listing(envelopes, { offsetCounts, after }));
      await using client = newClient(service.url);
      const listed = new Set(
        await Array.fromAsync(client.searchEnvelopes(), ({ envelope_id }) => envelope_id),
      );
      assert.deepEqual(listed, new Set(summaries(350).map(({ envelope_id }) => envelope_id)));
    });

  it("lists nothing twice when others' envelopes push the list on", async () => {
    const envelopes = summaries(250);
    const after = (answered: number) => {
      if (answered === 1) envelopes.unshift(...summaries(3, "new"));
    };
    await using service = await startService(listing(envelopes, { offsetCounts: "pages", after }));
    await using client = newClient(service.url);
    const listed = await Array.fromAsync(client.searchEnvelopes(), ({ envelope_id }) => envelope_id);
    assert.equal(new Set(listed).size, listed.length);
    assert.equal(listed.length, 253);
  });

  it("gives up, saying so, when the pages never add up to the total", async () => {
    await using service = await startService(json(200, { envelopes: summaries(3), total: 4 }));
    await using client = newClient(service.url);
    const error = await rejection(Array.fromAsync(client.searchEnvelopes()));
    assert(error instanceof ResponseError, String(error));
    assert.match(error.message, /listed 3 envelopes of 4/);
  });

  it("asks for the days and statuses wanted", async () => {
    await using service = await startService(listing([], { offsetCounts: "pages" }));
    await using client = newClient(service.url);
    const fromDate = new Date("2026-01-31T23:59:59Z");
    const toDate = new Date("2026-02-28T00:00:00Z");
    await Array.fromAsync(client.searchEnvelopes({ fromDate, toDate, statuses: ["ACTIVE", "COMPLETE"] }));
    const query = new URL(service.received[0]?.url ?? "", "http://localhost").searchParams;
    assert.deepEqual(
      [...query],
      [
        ["limit", "100"],
        ["from_date", "2026-01-31"],
        ["to_date", "2026-02-28"],
        ["status[]", "active"],
        ["status[]", "complete"],
        ["offset", "1"],
      ],
    );
  });

  it("reads a page only when it is wanted", async () => {
    await using service = await startService(listing(summaries(350), { offsetCounts: "pages" }));
    await using client = newClient(service.url);
    for await (const _ of client.searchEnvelopes()) break;
    assert.equal(service.received.length, 1);
  });

  it("spells every status one way", async () => {
    const envelopes = ["active", "Completed", "ARCHIVED", "new-one"].map((status, index) => ({
      envelope_id: `id-${index}`,
      status,
    }));
    await using service = await startService(listing(envelopes, { offsetCounts: "pages" }));
    await using client = newClient(service.url);
    const statuses = await Array.fromAsync(client.searchEnvelopes(), ({ status }) => status);
    assert.deepEqual(statuses, ["ACTIVE", "COMPLETE", "ARCHIVED", "NEW-ONE"]);
  });

  it("refuses a date that is none", async () => {
    await using client = newClient("https://api.example.com");
    const error = await rejection(Array.fromAsync(client.searchEnvelopes({ toDate: new Date("soon") })));
    assert(error instanceof ValidationError);
    assert.deepEqual(error.issues, [{ path: ["toDate"], message: "is not a valid date" }]);
  });

  it("ends with the reason of an abort between two pages", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    await using service = await startService(listing(summaries(350), { offsetCounts: "pages" }));
    await using client = newClient(service.url);
    const search = Array.fromAsync(client.searchEnvelopes({}, { signal: stop.signal }), () =>
      stop.abort(reason),
    );
    assert.equal(await rejection(search), reason);
    assert.equal(service.received.length, 1);
  });
});
