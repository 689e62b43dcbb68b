import assert from "node:assert/strict";
import fc, { type Arbitrary } from "fast-check";
import { Limiter } from "../../sdk/client/index.ts";
import { HeldBack, type Turn } from "../../sdk/client/turn.ts";
import { runs } from "./seed.ts";

type Say = (turn: Turn) => void;

/** What may happen next; `pick` says to which of those that it may happen to. */
type Step =
  | { kind: "ask"; user: string; patience: number; early: boolean }
  | { kind: "abort"; pick: number }
  | { kind: "end"; pick: number; say: Say }
  | { kind: "pass"; seconds: number };

const seconds = fc.integer({ min: 0, max: 400 });
const said: Arbitrary<Say> = fc.oneof(
  { weight: 6, arbitrary: fc.constant((turn: Turn) => turn.answered("getEnvelope")) },
  fc.option(seconds).map((after) => (turn: Turn) => turn.refused(after ?? undefined)),
  fc.option(seconds).map((after) => (turn: Turn) => turn.overloaded(after ?? undefined)),
  fc.constant(() => {}),
);
const step: Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("ask" as const),
      user: fc.constantFrom("one", "two"),
      patience: fc.integer({ min: 1, max: 500 }),
      early: fc.boolean(),
    }),
  },
  fc.record({ kind: fc.constant("abort" as const), pick: fc.nat() }),
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("end" as const), pick: fc.nat(), say: said }) },
  fc.record({ kind: fc.constant("pass" as const), seconds }),
);

interface Request {
  user: string;
  ticket: number;
  stop: AbortController;
  outcome?: Turn | "aborted" | "held back";
}

/** Runs a schedule against a limiter, on a clock of its own, and looks after each step whether all is as it must be. */
class Schedule {
  readonly limiter: Limiter;
  readonly requests: Request[] = [];
  readonly #underWay: { request: Request; turn: Turn }[] = [];
  readonly #tickets: number[] = [];
  #timers: { at: number; resolve: () => void }[] = [];
  #milliseconds = 0;
  #overtaken = 0;

  constructor(maxConcurrent: number) {
    this.limiter = new Limiter({
      maxConcurrent,
      now: () => this.#milliseconds,
      wait: (seconds) =>
        new Promise<void>((resolve) =>
          this.#timers.push({ at: this.#milliseconds + seconds * 1000, resolve }),
        ),
    });
  }

  get underWay(): number {
    return this.#underWay.length;
  }

  async do(step: Step): Promise<void> {
    const before = this.underWay;
    switch (step.kind) {
      case "ask":
        this.#ask(step);
        break;
      case "abort":
        this.#waiting[step.pick % this.#waiting.length]?.stop.abort("aborted");
        break;
      case "end": {
        const [ended] = this.#underWay.splice(step.pick % Math.max(1, before), 1);
        if (ended) step.say(ended.turn);
        ended?.turn[Symbol.dispose]();
        break;
      }
      case "pass":
        this.#pass(step.seconds);
    }
    await settle();
    this.#assertSound(before);
  }

  /** Answers everything well and lets time pass until nobody waits. */
  async finish(): Promise<void> {
    for (let round = 0; this.#waiting.length + this.underWay > 0; round += 1) {
      assert(round < 10_000, `${this.#waiting.length} wait for ever`);
      if (this.underWay === 0) this.#pass(1000);
      for (const { turn } of this.#underWay.splice(0)) {
        turn.answered();
        turn[Symbol.dispose]();
      }
      await settle();
    }
  }

  get #waiting(): Request[] {
    return this.requests.filter(({ outcome }) => outcome === undefined);
  }

  #ask({ user, patience, early }: Extract<Step, { kind: "ask" }>): void {
    const [first] = this.#tickets;
    const ticket = early && first !== undefined ? first : this.limiter.ticket();
    this.#tickets.push(ticket);
    const request: Request = { user, ticket, stop: new AbortController() };
    this.requests.push(request);
    this.limiter.turn({ user, ticket, remainingSeconds: patience, signal: request.stop.signal }).then(
      (turn) => {
        const overtaken = this.#waiting.filter((one) => one.user === user && one.ticket < ticket);
        this.#overtaken += overtaken.length;
        request.outcome = turn;
        this.#underWay.push({ request, turn });
      },
      (error: unknown) => {
        request.outcome = error instanceof HeldBack ? "held back" : "aborted";
      },
    );
  }

  #pass(seconds: number): void {
    this.#milliseconds += seconds * 1000;
    const due = this.#timers.filter(({ at }) => at <= this.#milliseconds);
    this.#timers = this.#timers.filter(({ at }) => at > this.#milliseconds);
    for (const { resolve } of due) resolve();
  }

  #assertSound(before: number): void {
    const { inFlight, limit, maxConcurrent, waiting } = this.limiter;
    assert.deepEqual([inFlight, waiting], [this.underWay, this.#waiting.length]);
    assert.equal(this.#overtaken, 0, "somebody who came later went first");
    assert(limit >= 1 && limit <= maxConcurrent, `a limit of ${limit}`);
    // Less may be allowed than are under way; then no other begins.
    assert(inFlight <= Math.max(limit, before), `${inFlight} at once where ${limit} may be`);
    if (this.#timers.length === 0)
      assert(inFlight >= Math.min(limit, inFlight + waiting), "a turn is left unused");
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("a limiter", () => {
  it("never lets more go than it may, nobody out of turn, and everybody in the end", async () => {
    let asked = 0;
    let heldBack = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.array(step, { maxLength: 120, size: "max" }),
        async (maxConcurrent, steps) => {
          const schedule = new Schedule(maxConcurrent);
          for (const step of steps) await schedule.do(step);
          await schedule.finish();
          asked += schedule.requests.length;
          heldBack += schedule.requests.filter(({ outcome }) => outcome === "held back").length;
        },
      ),
      { numRuns: runs(500) },
    );
    console.log(`      ${asked} requests, of which ${heldBack} were held back for too long`);
    assert(asked > 1000 && heldBack > 10);
  });
});
