import type { Instant } from "../envelope/envelope.ts";

/** The emulator's time: a base clock that can be put forward. */
export class Clock {
  readonly #base: () => Instant;
  #aheadMilliseconds = 0;

  /** @param base milliseconds since 1970; the machine's clock by default */
  constructor(base: () => Instant = Date.now) {
    this.#base = base;
  }

  /** The emulator's present. */
  now(): Instant {
    return this.#base() + this.#aheadMilliseconds;
  }

  /** Puts the clock forward. */
  advance(seconds: number): void {
    this.#aheadMilliseconds += seconds * 1000;
  }

  /** Takes back every advance. */
  reset(): void {
    this.#aheadMilliseconds = 0;
  }
}
