import assert from "node:assert/strict";
import { inspect } from "node:util";
import { ConfigError, Limiter } from "../../../../sdk/client/index.ts";
import { HeldBack, type Turn } from "../../../../sdk/client/turn.ts";
import { rejection } from "./test-service.ts";

/** A limiter whose waits end when a test says so. */
class Held {
  readonly waits: number[] = [];
  milliseconds = 0;
  readonly limiter: Limiter;
  readonly #ends: (() => void)[] = [];

  constructor(maxConcurrent = 32) {
    this.limiter = new Limiter({
      maxConcurrent,
      now: () => this.milliseconds,
      wait: (seconds) => {
        this.waits.push(seconds);
        return new Promise<void>((resolve) => this.#ends.push(resolve));
      },
    });
  }

  async endWaits(): Promise<void> {
    for (const end of this.#ends.splice(0)) end();
    await settle();
  }
}

/** Lets promises that are settled be noticed. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const never = new AbortController().signal;

function ask(limiter: Limiter, options: Partial<Parameters<Limiter["turn"]>[0]> = {}): Promise<Turn> {
  return limiter.turn({
    user: "one",
    ticket: limiter.ticket(),
    remainingSeconds: 300,
    signal: never,
    ...options,
  });
}

/** Asks for turns, and lists the names of those that have theirs, in the order they got it. */
function queue(limiter: Limiter) {
  const went: string[] = [];
  const turns = new Map<string, Turn>();
  return {
    went,
    ask(name: string, options?: Partial<Parameters<Limiter["turn"]>[0]>): Promise<unknown> {
      return ask(limiter, options).then((turn) => {
        went.push(name);
        turns.set(name, turn);
      });
    },
    end: (name: string): void => turns.get(name)?.[Symbol.dispose](),
    turn: (name: string): Turn => turns.get(name) as Turn,
  };
}

describe("Limiter", () => {
  for (const options of [
    { maxConcurrent: 0 },
    { maxConcurrent: 2.5 },
    { maxConcurrent: Number.NaN },
    { pauseSeconds: -1 },
    { pauseSeconds: Number.NaN },
  ])
    it(`refuses ${inspect(options)}`, () => {
      assert.throws(() => new Limiter(options), ConfigError);
    });

  it("lets requests go in the order in which they came, as many at once as may be", async () => {
    const { limiter } = new Held(2);
    const { ask, went, end } = queue(limiter);
    for (const name of ["a", "b", "c", "d"]) void ask(name);
    await settle();
    const first = [...went];
    end("b");
    end("b");
    await settle();
    assert.deepEqual([first, went, limiter.waiting, limiter.inFlight], [["a", "b"], ["a", "b", "c"], 1, 2]);
  });

  it("lets a repeated request go before those that came after its first coming", async () => {
    const { limiter } = new Held(1);
    const { ask, went, end } = queue(limiter);
    const early = limiter.ticket();
    for (const name of ["a", "b"]) void ask(name);
    void ask("early", { ticket: early });
    await settle();
    end("a");
    await settle();
    end("early");
    await settle();
    assert.deepEqual(went, ["a", "early", "b"]);
  });

  it("forgets a request that is aborted, with its reason", async () => {
    const { limiter } = new Held(1);
    const { ask, went, end } = queue(limiter);
    const stop = new AbortController();
    void ask("a");
    const aborted = rejection(ask("b", { signal: stop.signal }));
    void ask("c");
    await settle();
    stop.abort("enough");
    end("a");
    await settle();
    assert.deepEqual([await aborted, went], ["enough", ["a", "c"]]);
  });

  it("does not even queue a request that is aborted already", async () => {
    const { limiter } = new Held();
    assert.equal(await rejection(ask(limiter, { signal: AbortSignal.abort("enough") })), "enough");
    assert.deepEqual([limiter.inFlight, limiter.waiting], [0, 0]);
  });

  it("holds all requests of a user back for as long as a 429 says, and no other user's", async () => {
    const held = new Held();
    const { ask, went, turn } = queue(held.limiter);
    await ask("a");
    turn("a").refused(7);
    for (const name of ["b", "c"]) void ask(name);
    void ask("other", { user: "two" });
    await settle();
    const meanwhile = [...went];
    await held.endWaits();
    assert.deepEqual([held.waits, meanwhile, went], [[7], ["a", "other"], ["a", "other", "b", "c"]]);
  });

  it("holds everybody back for as long as a 503 says", async () => {
    const held = new Held();
    const { ask, went, turn } = queue(held.limiter);
    await ask("a");
    turn("a").overloaded(60);
    void ask("b");
    void ask("other", { user: "two" });
    await settle();
    const meanwhile = [...went];
    await held.endWaits();
    assert.deepEqual([held.waits, meanwhile, went], [[60], ["a"], ["a", "b", "other"]]);
  });

  it("holds requests back until the last of several waits is over", async () => {
    const held = new Held();
    const { ask, went, turn } = queue(held.limiter);
    await Promise.all(["a", "b"].map((name) => ask(name)));
    turn("a").refused(1);
    await held.endWaits();
    turn("b").refused(2);
    void ask("c");
    await settle();
    const meanwhile = [...went];
    await held.endWaits();
    assert.deepEqual(
      [meanwhile, went],
      [
        ["a", "b"],
        ["a", "b", "c"],
      ],
    );
  });

  it("pauses after a 429 without Retry-After, longer each time, until a good answer", async () => {
    const held = new Held();
    const oneMore = async (say: (turn: Turn) => void): Promise<void> => {
      using turn = await ask(held.limiter);
      say(turn);
      await held.endWaits();
    };
    for (let time = 1; time <= 7; time += 1) await oneMore((turn) => turn.refused(undefined));
    await oneMore((turn) => turn.answered());
    await oneMore((turn) => turn.refused(undefined));
    assert.deepEqual(held.waits, [1, 2, 4, 8, 16, 30, 30, 1]);
  });

  it("takes all refusals of one moment for one", async () => {
    const held = new Held();
    const turns = await Promise.all(Array.from({ length: 8 }, () => ask(held.limiter)));
    for (const turn of turns) turn.refused(undefined);
    assert.deepEqual([held.limiter.limit, held.waits], [4, [1]]);
  });

  it("counts the first that is said of an answer", async () => {
    const held = new Held();
    using turn = await ask(held.limiter);
    turn.answered();
    turn.overloaded(60);
    assert.deepEqual([held.limiter.limit, held.waits], [8, []]);
  });

  it("asks again after five minutes, whatever the service said", async () => {
    const held = new Held();
    using turn = await ask(held.limiter);
    turn.overloaded(86_400);
    assert.deepEqual(held.waits, [300]);
  });

  it("ends a wait at once that the service makes longer than the request may take", async () => {
    const held = new Held(1);
    const { ask, went, end, turn } = queue(held.limiter);
    await ask("a");
    const waiting = rejection(ask("b"));
    void ask("patient", { remainingSeconds: 301 });
    await settle();
    turn("a").refused(300);
    end("a");
    const late = rejection(ask("c"));
    const errors = await Promise.all([waiting, late]);
    await held.endWaits();
    assert.deepEqual(
      [errors.map((error) => error instanceof HeldBack && error.seconds), went],
      [
        [300, 300],
        ["a", "patient"],
      ],
    );
  });
});
