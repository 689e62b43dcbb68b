import type { Instant } from "../envelope/envelope.ts";
import type { Clock } from "../store/clock.ts";

/** Something that happens by itself once its time has come. */
export interface DueSource {
  /** When the next of it is due; undefined: nothing is to come. */
  nextDue(): Instant | undefined;
  /** Lets happen what is due at a moment, or a part of it; afterwards {@link nextDue} names what is left. */
  run(at: Instant): void;
}

/** The longest a timer can wait. */
const longestMilliseconds = 2 ** 31 - 1;
/** How soon to look again when a timer went off and the emulator's clock had not moved as far. */
const secondLookMilliseconds = 1000;

/** Lets things happen in the order of their times, whether the clock is put forward or the machine's goes on. */
export class Timeline {
  readonly #clock: Clock;
  readonly #sources: readonly DueSource[];
  #timer: NodeJS.Timeout | undefined;
  #running = false;
  #stopped = false;

  /** @param sources what is due at the same time happens in their order */
  constructor(clock: Clock, sources: readonly DueSource[]) {
    this.#clock = clock;
    this.#sources = sources;
  }

  /** Puts the clock forward to a moment, stopping at whatever is due on the way. An earlier moment: nothing happens. */
  advanceTo(target: Instant): void {
    if (target < this.#clock.now()) return;
    this.#runUntil(target);
    this.#clock.advanceTo(target);
    this.#setTimer();
  }

  /** Lets happen what is due by now, and sees to it that the rest happens in its time. Call it after every change. */
  catchUp(): void {
    this.#runUntil(this.#clock.now());
    this.#setTimer();
  }

  /** Lets nothing more happen by itself. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** @returns whether anything was due */
  #runUntil(target: Instant): boolean {
    // What happens changes things, and so calls back; this run sees to what that makes due.
    if (this.#running || this.#stopped) return false;
    this.#running = true;
    let happened = false;
    try {
      for (let next = this.#next(); next && next.at <= target; next = this.#next()) {
        this.#clock.advanceTo(next.at);
        next.source.run(next.at);
        happened = true;
      }
    } finally {
      this.#running = false;
    }
    return happened;
  }

  #next(): { source: DueSource; at: Instant } | undefined {
    let next: { source: DueSource; at: Instant } | undefined;
    for (const source of this.#sources) {
      const at = source.nextDue();
      if (at !== undefined && (next === undefined || at < next.at)) next = { source, at };
    }
    return next;
  }

  #setTimer(leastMilliseconds = 0): void {
    clearTimeout(this.#timer);
    const next = this.#next();
    if (!next || this.#stopped || this.#running) return;
    const wait = Math.max(next.at - this.#clock.now(), leastMilliseconds);
    this.#timer = setTimeout(
      () => {
        const happened = this.#runUntil(this.#clock.now());
        this.#setTimer(happened ? 0 : secondLookMilliseconds);
      },
      Math.min(wait, longestMilliseconds),
    );
    this.#timer.unref();
  }
}
