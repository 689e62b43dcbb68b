import { addAbortListener } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { AnswerTimes } from "./answer-times.ts";
import { Concurrency } from "./concurrency.ts";
import { ConfigError } from "./errors.ts";
import { HeldBack, type Turn, type TurnRequest } from "./turn.ts";

/** How a {@link Limiter} limits. */
export interface LimiterOptions {
  /** Requests at once, at most: a whole number from 1. Default 32. */
  maxConcurrent?: number;
  /**
   * How long a 429 without Retry-After holds requests back, in seconds, doubled up to 30 while no other answer comes.
   * Default 1.
   */
  pauseSeconds?: number;
  /** Milliseconds of a clock that only goes forward. Default `performance.now`. */
  now?: () => number;
  /** Waits while requests are held back, in place of a timer; for tests. */
  wait?: (seconds: number) => Promise<unknown>;
}

interface Waiter extends Pick<TurnRequest, "user" | "ticket"> {
  /** By the limiter's clock. */
  deadline: number;
  start(turn: Turn): void;
  refuse(error: Error): void;
}

interface Hold {
  /** Undefined: everybody. */
  user: string | undefined;
  /** By the limiter's clock. */
  until: number;
}

const maxPauseSeconds = 30;
/**
 * After so long the service is asked again, whatever it said: a wrong or forgotten Retry-After must not silence a program
 * that runs for days. It is as long as a call may take by default.
 */
const maxHoldSeconds = 300;

/**
 * Lets requests to one service go when it can take them: not more at once than it has shown to cope with, and none
 * while it wants to be left alone (Retry-After). Who came first goes first, at least one always goes, and what is under
 * way is never interrupted. Clients of one service, also of several accounts, do best to share one.
 *
 * @example
 * ```ts
 * const limiter = new Limiter({ maxConcurrent: 4 });
 * const clients = apiKeys.map((apiKey) => new YotiSignClient({ baseUrl: sandboxUrl, apiKey, limiter }));
 * ```
 */
export class Limiter {
  readonly #concurrency: Concurrency;
  readonly #pauseSeconds: number;
  readonly #now: () => number;
  readonly #wait: (seconds: number) => Promise<unknown>;
  readonly #times = new AnswerTimes();
  readonly #queue: Waiter[] = [];
  readonly #holds = new Set<Hold>();
  #inFlight = 0;
  #tickets = 0;
  /** Decreases since the last good answer to a request that began after one. */
  #refusalsInARow = 0;

  /** @throws ConfigError a limit is none */
  constructor({ maxConcurrent = 32, pauseSeconds = 1, now, wait }: LimiterOptions = {}) {
    if (!Number.isInteger(maxConcurrent) || maxConcurrent < 1)
      throw new ConfigError(`maxConcurrent cannot be ${maxConcurrent}; it is a whole number from 1.`);
    if (!(pauseSeconds >= 0 && pauseSeconds < 2_000_000))
      throw new ConfigError(`pauseSeconds cannot be ${pauseSeconds}.`);
    this.#concurrency = new Concurrency(maxConcurrent);
    this.#pauseSeconds = pauseSeconds;
    this.#now = now ?? (() => performance.now());
    // What is held back waits by timers of its own; nothing else need keep the process for it.
    this.#wait = wait ?? ((seconds) => sleep(seconds * 1000, undefined, { ref: false }));
  }

  /** Requests at once that never become more. */
  get maxConcurrent(): number {
    return this.#concurrency.max;
  }

  /** Requests at once that may be under way at present, from 1. */
  get limit(): number {
    return this.#concurrency.limit;
  }

  /** Requests that are under way. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Requests that wait for their turn. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** A place in the queue, behind all that were given before. */
  ticket(): number {
    this.#tickets += 1;
    return this.#tickets;
  }

  /**
   * Waits for a request's turn.
   *
   * @throws HeldBack the service wants to be left alone for longer than the request may wait
   * @throws the signal's reason when that is aborted first
   */
  async turn({ remainingSeconds, signal, ...request }: TurnRequest): Promise<Turn> {
    signal.throwIfAborted();
    const { promise, resolve: start, reject: refuse } = Promise.withResolvers<Turn>();
    const waiter = { ...request, deadline: this.#now() + remainingSeconds * 1000, start, refuse };
    using _listening = addAbortListener(signal, () => {
      if (this.#leave(waiter)) refuse(signal.reason);
    });
    const behind = this.#queue.findLastIndex(({ ticket }) => ticket <= waiter.ticket);
    this.#queue.splice(behind + 1, 0, waiter);
    this.#refuseHopeless();
    this.#startNext();
    return await promise;
  }

  #startNext(): void {
    for (const waiter of [...this.#queue]) {
      if (this.#inFlight >= this.limit) return;
      if (this.#heldUntil(waiter.user) !== undefined) continue;
      this.#leave(waiter);
      this.#inFlight += 1;
      waiter.start(this.#newTurn(waiter.user));
    }
  }

  #leave(waiter: Waiter): boolean {
    const index = this.#queue.indexOf(waiter);
    if (index >= 0) this.#queue.splice(index, 1);
    return index >= 0;
  }

  #newTurn(user: string): Turn {
    const { age } = this.#concurrency;
    const startedAt = this.#now();
    let isJudged = false;
    let isOver = false;
    const judge = (effect: (isNew: boolean) => void): void => {
      if (isJudged) return;
      isJudged = true;
      effect(age === this.#concurrency.age);
    };
    return {
      answered: (timedAs) =>
        judge((isNew) => this.#answered(isNew, timedAs, (this.#now() - startedAt) / 1000)),
      refused: (seconds) =>
        judge((isNew) => {
          if (isNew) this.#decrease();
          this.#hold(user, seconds ?? (isNew ? this.#pause() : 0));
        }),
      overloaded: (seconds = 0) =>
        judge((isNew) => {
          if (isNew) this.#decrease();
          this.#hold(undefined, seconds);
        }),
      [Symbol.dispose]: () => {
        if (isOver) return;
        isOver = true;
        this.#inFlight -= 1;
        this.#startNext();
      },
    };
  }

  #answered(isNew: boolean, timedAs: string | undefined, seconds: number): void {
    if (!isNew) return;
    this.#refusalsInARow = 0;
    const speed = timedAs === undefined ? 1 : this.#times.add(timedAs, seconds);
    if (speed < 1) {
      this.#concurrency.slowDown(speed);
      this.#times.beginAnew();
    } else if (this.#queue.length > 0 || this.#inFlight >= this.limit) this.#concurrency.grow();
  }

  #decrease(): void {
    this.#refusalsInARow += 1;
    this.#concurrency.decrease();
    this.#times.beginAnew();
  }

  #pause(): number {
    return Math.min(this.#pauseSeconds * 2 ** (this.#refusalsInARow - 1), maxPauseSeconds);
  }

  #hold(user: string | undefined, seconds: number): void {
    if (seconds <= 0) return;
    const lasting = Math.min(seconds, maxHoldSeconds);
    const hold = { user, until: this.#now() + lasting * 1000 };
    this.#holds.add(hold);
    const end = (): void => {
      this.#holds.delete(hold);
      this.#startNext();
    };
    void this.#wait(lasting).then(end, end);
    this.#refuseHopeless();
  }

  /** When a user may go on, by the limiter's clock; undefined: now. */
  #heldUntil(user: string): number | undefined {
    const holds = [...this.#holds].filter((hold) => hold.user === undefined || hold.user === user);
    return holds.length > 0 ? Math.max(...holds.map(({ until }) => until)) : undefined;
  }

  /** To wait in vain for minutes helps nobody. */
  #refuseHopeless(): void {
    for (const waiter of [...this.#queue]) {
      const until = this.#heldUntil(waiter.user);
      if (until === undefined || until < waiter.deadline) continue;
      this.#leave(waiter);
      waiter.refuse(new HeldBack(Math.ceil((until - this.#now()) / 1000)));
    }
  }
}
