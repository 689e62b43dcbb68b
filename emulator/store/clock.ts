import type { Instant } from "../envelope/envelope.ts";
import type { Kept } from "../snapshot/kept.ts";

/** The emulator's time: a base clock that can be put forward. */
export class Clock implements Kept {
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

  /** Puts the clock forward to a moment; one that has passed changes nothing. */
  advanceTo(at: Instant): void {
    this.#aheadMilliseconds += Math.max(0, at - this.now());
  }

  /** Takes back every advance. */
  clear(): void {
    this.#aheadMilliseconds = 0;
  }

  keep(): { aheadMilliseconds: number } {
    return { aheadMilliseconds: this.#aheadMilliseconds };
  }

  restore({ aheadMilliseconds }: { aheadMilliseconds: number }): void {
    this.#aheadMilliseconds = aheadMilliseconds;
  }
}
