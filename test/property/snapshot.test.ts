import assert from "node:assert/strict";
import fc from "fast-check";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/index.ts";
import { ApiCaller, optionsFor, signer, start } from "../unit/emulator/api-caller.ts";
import { runs } from "./seed.ts";

/** Something that is done to an emulator; `which` picks one of its envelopes. */
type Action =
  | { does: "create"; frequency: 0 | 1 | 7; signers: number }
  | { does: "process" }
  | { does: "advance"; hours: number }
  | { does: "reset counts" }
  | { does: "sign" | "sign all" | "archive" | "delete" | "bounce"; which: number }
  | { does: "fault"; probability: number; lag: number };

const which = fc.nat(9);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    does: fc.constant("create" as const),
    frequency: fc.constantFrom(0 as const, 1 as const, 7 as const),
    signers: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ does: fc.constantFrom("process" as const, "reset counts" as const) }),
  fc.record({ does: fc.constant("advance" as const), hours: fc.nat(60) }),
  fc.record({
    does: fc.constantFrom(
      "sign" as const,
      "sign all" as const,
      "archive" as const,
      "delete" as const,
      "bounce" as const,
    ),
    which,
  }),
  fc.record({
    does: fc.constant("fault" as const),
    probability: fc.constantFrom(0.3, 0.7),
    lag: fc.integer({ min: 1, max: 3 }),
  }),
);

/** What a call comes to: the status and the body. */
const answers = async (api: ApiCaller, ids: readonly string[]): Promise<unknown[]> => {
  const paths = ids.flatMap((id) => [`/v2/envelopes/${id}`, `/v2/envelopes/${id}/status`]);
  const all = [];
  for (const path of [...paths, ...Array.from({ length: 4 }, () => "/v2/organisations/envelopes/search")])
    all.push(await api.get(path));
  return all;
};

describe("property: a restored emulator", function () {
  this.timeout(120_000);

  const options: EmulatorOptions = { clock: () => start, processing: "manual" };

  async function act(emulator: Emulator, api: ApiCaller, ids: string[], action: Action): Promise<void> {
    const { control } = emulator;
    if (action.does === "create") {
      const recipients = Array.from({ length: action.signers }, (_, index) =>
        signer({ email: `signer${index}@example.com`, sign_group: index + 1, active_for_seconds: 864_000 }),
      );
      const body = { ...optionsFor(...recipients) };
      const emails = { ...(body.emails as object), reminders: { frequency: action.frequency } };
      const { status, body: answer } = await api.create({ ...body, emails });
      if (status === 202) ids.push(answer.envelope_id);
    } else if (action.does === "process") await control.process();
    else if (action.does === "reset counts") control.clearCalls();
    else if (action.does === "advance") control.advance(action.hours * 3600);
    else if (action.does === "fault")
      control.addFaults([
        { operation: "search", probability: action.probability, action: { kind: "status", status: 503 } },
        { operation: "create", action: { kind: "search-lag", calls: action.lag } },
      ]);
    else {
      const envelopeId = ids[action.which % Math.max(ids.length, 1)];
      if (envelopeId === undefined) return;
      if (action.does === "archive") await api.call("PATCH", `/v2/envelopes/${envelopeId}`);
      else if (action.does === "delete") await api.call("DELETE", `/v2/envelopes/${envelopeId}`);
      else
        try {
          if (action.does === "sign all") control.signAll(envelopeId);
          else control[action.does]({ envelopeId, email: "signer0@example.com" });
        } catch (error) {
          // It is not everybody's turn at every time.
          assert.equal((error as Error).name, "Refusal");
        }
    }
  }

  it("answers as the one before, whatever was done to that, and does so for as long as the same is done", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(action, { maxLength: 15 }),
        fc.array(
          action.filter(({ does }) => does !== "create"),
          { maxLength: 5 },
        ),
        async (before, after) => {
          const one = await startEmulator(options);
          const ids: string[] = [];
          const oneApi = new ApiCaller(one);
          for (const action of before) await act(one, oneApi, ids, action);
          const other = await startEmulator({
            ...options,
            snapshot: JSON.parse(JSON.stringify(one.control.snapshot())),
          });
          const otherApi = new ApiCaller(other);
          try {
            for (const action of after) {
              await act(one, oneApi, ids, action);
              await act(other, otherApi, ids, action);
            }
            assert.deepEqual(await answers(otherApi, ids), await answers(oneApi, ids));
            const texts = [one, other].map(({ url, control }) =>
              JSON.stringify(control.snapshot()).replaceAll(url, ""),
            );
            assert.equal(texts[1], texts[0]);
          } finally {
            await one.close();
            await other.close();
          }
        },
      ),
      { numRuns: runs(40) },
    ));
});
