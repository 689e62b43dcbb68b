import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { WireEnvelopeSummary } from "../../../../schema/generated/wire.ts";
import {
  type FindEnvelopesArgs,
  findEnvelopes,
  type SearchEnvelopesArgs,
  searchEnvelopes,
} from "../../../../sdk/index.ts";
import { apiKey, json, startService } from "../client/test-service.ts";
import { failureOf, resolved, runUpdate } from "./pulumi-program.ts";

const uuid = (index: number): string => `5b3f6a51-6f0d-4c58-9a3b-${String(index).padStart(12, "0")}`;

const summary = (index: number): WireEnvelopeSummary => ({
  envelope_id: uuid(index),
  envelope: `NDA ${index}`,
  status: "completed",
  created_at: "2030-05-10T12:00:00.000Z",
});

const found = (index: number): object => ({
  envelopeId: uuid(index),
  name: `NDA ${index}`,
  status: "COMPLETE",
  createdAt: "2030-05-10T12:00:00.000Z",
});

const summaries = (count: number): WireEnvelopeSummary[] =>
  Array.from({ length: count }, (_, index) => summary(index));

/** Runs a program against a service that lists these envelopes, whatever it is asked. */
async function against<T>(envelopes: WireEnvelopeSummary[], program: () => Promise<T>) {
  await using service = await startService(json(200, { envelopes, total: envelopes.length }));
  const config = { "yotisign:environment": service.url, "yotisign:apiKey": apiKey };
  return { result: await runUpdate(config, program), received: service.received };
}

describe("findEnvelopes", () => {
  const find = (envelopeIds: FindEnvelopesArgs["envelopeIds"]) => resolved(findEnvelopes({ envelopeIds }));

  it("gives the envelopes in the order of their ids, each once, without what was not asked for", async () => {
    const ids = [uuid(2), pulumi.output(uuid(1)), Promise.resolve(uuid(3).toUpperCase()), uuid(2), uuid(7)];
    const { result, received } = await against([1, 2, 3, 4].map(summary), () => find(ids));
    assert.deepEqual(result, [2, 1, 3].map(found));
    assert.deepEqual(JSON.parse(String(received[0]?.body)), {
      envelope_ids: [uuid(2), uuid(1), uuid(3).toUpperCase(), uuid(7)],
    });
  });

  it("has null where the service says nothing", async () => {
    const { result } = await against([{ envelope_id: uuid(1), status: "NEW" }], () => find([uuid(1)]));
    assert.deepEqual(result, [{ envelopeId: uuid(1), name: null, status: "NEW", createdAt: null }]);
  });

  it("asks nobody for no ids", async () => {
    const { result, received } = await against([summary(1)], () => find([]));
    assert.deepEqual([result, received], [[], []]);
  });

  for (const ids of [undefined, null, uuid(1), {}, [1], [null]])
    it(`refuses ${JSON.stringify(ids)} for ids`, async () => {
      const { result, received } = await against([summary(1)], () =>
        failureOf(findEnvelopes({ envelopeIds: ids as string[] })),
      );
      assert.ok(pulumi.RunError.isInstance(result));
      assert.match(result.message, /^The envelopes cannot be found: envelopeIds(\[0\])? is /);
      assert.deepEqual(received, []);
    });
});

describe("searchEnvelopes", () => {
  const search = (args?: SearchEnvelopesArgs) => resolved(searchEnvelopes(args));

  it("asks for days and statuses, and gives what there is in the service's order", async () => {
    const { result, received } = await against([2, 1].map(summary), () =>
      search({
        fromDate: pulumi.output("2030-05-01"),
        toDate: "2030-05-11",
        statuses: ["COMPLETE", Promise.resolve("ACTIVE" as const)],
      }),
    );
    assert.deepEqual(result, [2, 1].map(found));
    const { searchParams } = new URL(received[0]?.url ?? "", "http://localhost");
    assert.deepEqual(
      [searchParams.get("from_date"), searchParams.get("to_date"), searchParams.getAll("status[]")],
      ["2030-05-01", "2030-05-11", ["complete", "active"]],
    );
  });

  it("leaves days and statuses to the service where none are given", async () => {
    const { result, received } = await against([], () => search());
    const { searchParams } = new URL(received[0]?.url ?? "", "http://localhost");
    assert.deepEqual([result, [...searchParams.keys()].sort()], [[], ["limit", "offset"]]);
  });

  it("gives a thousand without a limit, and fails rather than to leave one out", async () => {
    const { result } = await against(summaries(1000), () => search());
    assert.equal(result.length, 1000);
    const { result: error } = await against(summaries(1001), () => failureOf(searchEnvelopes()));
    assert.ok(pulumi.RunError.isInstance(error));
    assert.match(error.message, /finds more than 1000 envelopes; narrow it by .*, or set limit/);
  });

  for (const [limit, count] of [
    [2, 2],
    [3, 3],
    [9, 3],
  ] as const)
    it(`gives ${count} of 3 with a limit of ${limit}`, async () => {
      const { result } = await against(summaries(3), () => search({ limit }));
      assert.deepEqual(
        result,
        summaries(count).map((_, index) => found(index)),
      );
    });

  it("goes beyond a thousand where the limit does", async () => {
    const { result } = await against(summaries(1500), () => search({ limit: 1200 }));
    assert.equal(result.length, 1200);
  });

  it("names everything that is wrong with its arguments, and asks nobody", async () => {
    const wrong = { fromDate: "2030-02-30", toDate: "tomorrow", statuses: ["DONE", "ACTIVE"], limit: 0 };
    const { result, received } = await against([summary(1)], () =>
      failureOf(searchEnvelopes(wrong as unknown as SearchEnvelopesArgs)),
    );
    assert.ok(pulumi.RunError.isInstance(result));
    assert.equal(
      result.message,
      "The search cannot be made: fromDate is no day, as in 2030-05-10; toDate is no day, as in 2030-05-10; " +
        "statuses[0] is none of QUEUED, ACTIVE, ERRORED, ARCHIVED, COMPLETE; limit is no whole number from 1.",
    );
    assert.deepEqual(received, []);
  });
});
