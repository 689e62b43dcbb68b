/** Answers that are looked at together. The fastest of them counts, so that a single slow one says nothing. */
const samplesPerRound = 8;

/** What is slow: half as much again as the best, and a tenth of a second, which may be this machine's or the network's. */
const isSlow = (seconds: number, best: number): boolean => seconds > best * 1.5 + 0.1;

/** How long a service takes to answer, each kind of question compared with its own best time. */
export class AnswerTimes {
  readonly #times = new Map<string, { best: number; fastest: number; samples: number }>();

  /**
   * Takes note of an answer.
   *
   * @returns the service's speed in relation to its best, below 1, where all of the last answers were slow; else 1
   */
  add(question: string, seconds: number): number {
    const times = this.#times.get(question) ?? {
      best: Number.POSITIVE_INFINITY,
      fastest: Number.POSITIVE_INFINITY,
      samples: 0,
    };
    this.#times.set(question, times);
    times.samples += 1;
    times.fastest = Math.min(times.fastest, seconds);
    times.best = Math.min(times.best, seconds);
    if (times.samples < samplesPerRound) return 1;
    const { best, fastest } = times;
    this.#begin(times);
    if (!isSlow(fastest, best)) return 1;
    // Where it stays slow with less to do, that is its speed now.
    times.best = Math.min(fastest, best * 1.1);
    return best / fastest;
  }

  /** Forgets the answers that have not been judged, since they were to more requests at once than there are now. */
  beginAnew(): void {
    for (const times of this.#times.values()) this.#begin(times);
  }

  #begin(times: { fastest: number; samples: number }): void {
    times.fastest = Number.POSITIVE_INFINITY;
    times.samples = 0;
  }
}
