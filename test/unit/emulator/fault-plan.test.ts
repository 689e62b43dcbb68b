import assert from "node:assert/strict";
import schema from "../../../emulator/faults/fault-plan.json" with { type: "json" };
import { operations } from "../../../emulator/faults/operation.ts";
import { type Emulator, type Fault, readFaultPlan, startEmulator } from "../../../emulator/index.ts";
import { ApiCaller, optionsFor, signer } from "./api-caller.ts";

const status = (code: number) => ({ kind: "status", status: code }) as const;

describe("a fault plan", () => {
  let emulator: Emulator;
  let api: ApiCaller;

  const begin = async (faults: readonly Fault[], seed = 1): Promise<void> => {
    await emulator?.close();
    emulator = await startEmulator({ faults, seed, processing: "manual" });
    api = new ApiCaller(emulator);
  };
  afterEach(() => emulator?.close());

  const search = async () => (await api.get("/v2/organisations/envelopes/search")).status;
  const find = async () =>
    (await api.call("POST", "/v2/organisations/envelopes/find", { envelope_ids: [] })).status;
  const searches = async (count: number): Promise<number[]> => {
    const statuses: number[] = [];
    for (let call = 0; call < count; call += 1) statuses.push(await search());
    return statuses;
  };

  it("lets so many calls pass first", async () => {
    await begin([{ operation: "search", after: 2, count: 2, action: status(500) }]);
    assert.deepEqual(await searches(5), [200, 200, 500, 500, 200]);
  });

  it("shows how many calls are left to pass, and to fail", async () => {
    await begin([{ operation: "search", after: 1, count: 3, action: status(500) }]);
    await searches(3);
    assert.deepEqual(emulator.control.faults(), [{ operation: "search", count: 1, action: status(500) }]);
  });

  it("happens to any operation where it says *, and to every call where it says all", async () => {
    await begin([{ operation: "*", count: "all", action: status(503) }]);
    assert.deepEqual([await search(), await find(), await search()], [503, 503, 503]);
  });

  it("lets the first fault that happens keep later ones from a call", async () => {
    await begin([
      { operation: "search", after: 1, action: status(500) },
      { operation: "*", count: 2, action: status(503) },
    ]);
    assert.deepEqual(await searches(4), [503, 500, 503, 200]);
  });

  it("draws by probability, for as long as it is planned, the same from the same seed", async () => {
    const faults: Fault[] = [{ operation: "search", probability: 0.25, action: status(500) }];
    await begin(faults, 7);
    const first = await searches(80);
    const failed = first.filter((code) => code === 500).length;
    assert.ok(failed > 10 && failed < 30, `${failed} of 80 failed`);
    assert.deepEqual(emulator.control.faults(), [{ count: "all", ...faults[0] }]);
    emulator.control.reset();
    assert.deepEqual(await searches(80), first);
    await begin(faults, 7);
    assert.deepEqual(await searches(80), first);
    await begin(faults, 8);
    assert.notDeepEqual(await searches(80), first);
  });

  it("is certain at a probability of 1, and ends after its count", async () => {
    await begin([{ operation: "search", probability: 1, count: 2, action: status(500) }]);
    assert.deepEqual(await searches(3), [500, 500, 200]);
  });

  it("tells its seed, another one each time unless it is given", async () => {
    await begin([], 4_294_967_295);
    assert.deepEqual((await api.get("/_emulator/seed")).body, { seed: 4_294_967_295 });
    const [one, other] = [await startEmulator(), await startEmulator()];
    assert.notEqual(one.control.seed(), other.control.seed());
    await Promise.all([one.close(), other.close()]);
    for (const seed of [-1, 1.5, 2 ** 32, Number.NaN])
      await assert.rejects(startEmulator({ seed }), /seed of an emulator is a whole number/);
  });

  it("is there again after a reset, as far as it was given at the start", async () => {
    await begin([{ operation: "search", action: status(500) }]);
    emulator.control.addFault({ operation: "find", action: status(500) });
    await searches(1);
    emulator.control.reset();
    assert.deepEqual(emulator.control.faults(), [{ operation: "search", count: 1, action: status(500) }]);
    emulator.control.clearFaults();
    assert.deepEqual(emulator.control.faults(), []);
  });

  it("is taken over HTTP as one fault or a list, or not at all", async () => {
    await begin([]);
    const fault = { operation: "search", count: 1, action: status(500) };
    const post = async (body: object) => (await api.call("POST", "/_emulator/faults", body)).status;
    assert.deepEqual([await post(fault), await post([fault, fault])], [204, 204]);
    assert.equal(await post([fault, { ...fault, count: 0 }]), 400);
    assert.deepEqual(emulator.control.faults(), [fault, fault, fault]);
  });

  it("names every place that is wrong", async () => {
    const wrong: [string, unknown, string][] = [
      ["nothing", undefined, "it must be object"],
      ["no list", {}, "faults is required"],
      ["a seed", { seed: -1, faults: [] }, "seed must be >= 0"],
      ["another field", { faults: [], chaos: 1 }, "chaos is nothing this fault has"],
    ];
    const action = { kind: "hold" };
    const faults: [string, object, string][] = [
      ["no action", { operation: "get" }, "action is required"],
      ["no kind", { operation: "get", action: {} }, "action.kind is required"],
      ["a count", { operation: "get", count: 0, action }, "count must be >= 1"],
      ["a word", { operation: "get", count: "few", action }, 'count must be a whole number, or "all"'],
      ["never", { operation: "get", probability: 0, action }, "probability must be > 0"],
      ["after", { operation: "get", after: -1, action }, "after must be >= 0"],
      ["a typing error", { operation: "get", action, cuont: 1 }, "cuont is nothing this fault has"],
      ["a status", { operation: "get", action: status(200) }, "action.status must be >= 400"],
      [
        "more than a reset",
        { operation: "get", action: { kind: "reset-after", bytes: 1 } },
        "action.bytes is nothing this fault has",
      ],
      ["no bytes", { operation: "get", action: { kind: "truncate" } }, "action.bytes is required"],
      ["half a lag", { operation: "create", action: { kind: "search-lag" } }, "action.seconds is required"],
      [
        "two lags",
        { operation: "create", action: { kind: "search-lag", seconds: 1, calls: 1 } },
        "action has seconds and calls; give one of them",
      ],
      [
        "a webhook's",
        { operation: "get", action: { kind: "drop" } },
        "action.kind must be one of status, reset-before, reset-after, truncate, hold, delay",
      ],
      [
        "a creation's",
        { operation: "*", action: { kind: "file-error", code: "X" } },
        "action.kind must be one of status, reset-before, reset-after, truncate, hold, delay",
      ],
      [
        "a call's",
        { operation: "webhook", action: { kind: "hold" } },
        "action.kind must be one of drop, repeat, reorder",
      ],
    ];
    for (const [name, plan, sentence] of wrong)
      assert.throws(
        () => readFaultPlan(plan),
        { name: "Refusal", status: 400, message: `The fault plan is not valid: ${sentence}.` },
        name,
      );
    for (const [name, fault, sentence] of faults)
      assert.throws(
        () => readFaultPlan({ faults: [{ operation: "get", action }, fault] }),
        { message: `The fault plan is not valid: faults[1].${sentence}.` },
        name,
      );
    await assert.rejects(
      startEmulator({ faults: [{ operation: "lunch" as "get", action: { kind: "hold" } }] }),
      /^Refusal: The fault plan is not valid: \[0\]\.operation must be one of \*, create, /,
    );
  });

  it("has a schema that knows every operation and says what each field is", () => {
    const { operation } = schema.definitions.fault.properties;
    assert.deepEqual(operation.enum, ["*", ...operations, "webhook"]);
    const undescribed = (value: unknown, path: string): string[] => {
      if (typeof value !== "object" || value === null) return [];
      return Object.entries(value).flatMap(([key, child]) => {
        const inside = undescribed(child, `${path}/${key}`);
        if (key !== "properties" || /\/if\b|\/definitions\/fault\/(then|else)/.test(path)) return inside;
        const named = Object.entries(child as Record<string, { description?: string; $ref?: string }>);
        return [
          ...inside,
          ...named.flatMap(([name, one]) =>
            (one as unknown) === true || one.description || one.$ref ? [] : [`${path}/${name}`],
          ),
        ];
      });
    };
    assert.deepEqual(undescribed(schema, ""), []);
  });
});

describe("a search that lags", () => {
  let emulator: Emulator;
  let api: ApiCaller;

  const begin = async (faults: readonly Fault[]): Promise<void> => {
    emulator = await startEmulator({
      faults,
      accounts: { "emulator-key": "sender@example.com", "other-key": "other@example.com" },
    });
    api = new ApiCaller(emulator);
  };
  afterEach(() => emulator.close());

  const lag = (more: object): Fault => ({
    operation: "create",
    action: { kind: "search-lag", ...more },
  });
  const found = async (by = api) => (await by.get("/v2/organisations/envelopes/search")).body.total;

  it("knows a new envelope after so many seconds of the emulator's time, and others at once", async () => {
    await begin([lag({ seconds: 60 })]);
    const late = await api.created(optionsFor(signer()));
    await api.created(optionsFor(signer()));
    assert.equal(await found(), 1);
    assert.equal((await api.get(`/v2/envelopes/${late}`)).status, 200);
    emulator.control.advance(60);
    assert.equal(await found(), 2);
  });

  it("knows it after so many searches of its account", async () => {
    await begin([lag({ calls: 2 })]);
    await api.created(optionsFor(signer()));
    const other = new ApiCaller({ url: emulator.url, apiKey: "other-key" });
    assert.equal(await found(other), 0);
    await api.get("/v2/organisations/envelopes/search?offset=0");
    assert.deepEqual([await found(), await found(), await found()], [0, 0, 1]);
  });

  it("leaves find alone unless told to", async () => {
    await begin([lag({ seconds: 60 }), lag({ calls: 1, find: true })]);
    const ids = [await api.created(optionsFor(signer())), await api.created(optionsFor(signer()))];
    const find = async () => {
      const { body } = await api.call("POST", "/v2/organisations/envelopes/find", { envelope_ids: ids });
      return body.envelopes.map(({ envelope_id }: { envelope_id: string }) => ids.indexOf(envelope_id));
    };
    assert.deepEqual([await find(), await find()], [[0], [0, 1]]);
  });

  it("is no hindrance to a create that fails, and lags behind the one that does not", async () => {
    await begin([lag({ seconds: 60 }), { operation: "create", action: { kind: "reset-after" } }]);
    await assert.rejects(api.create(optionsFor(signer())));
    assert.deepEqual([emulator.control.envelopes().length, await found()], [1, 0]);
  });
});
