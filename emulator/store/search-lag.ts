import type { Envelope, Instant } from "../envelope/envelope.ts";
import type { CreationAction } from "../faults/fault.ts";
import type { Kept } from "../snapshot/kept.ts";

/** How long an envelope is left out: until a moment, or for so many calls. */
interface Lag {
  readonly until?: Instant;
  readonly calls?: number;
  readonly find: boolean;
}

/** Envelopes that searches do not know yet. */
export class SearchLag implements Kept {
  #lags = new Map<string, Lag>();

  /** Lets searches leave out an envelope that is new. */
  hide(id: string, fault: Extract<CreationAction, { kind: "search-lag" }>, now: Instant): void {
    const { seconds, calls, find = false } = fault;
    this.#lags.set(id, {
      find,
      ...(seconds !== undefined && { until: now + seconds * 1000 }),
      ...(calls !== undefined && { calls }),
    });
  }

  /** Those of the envelopes that a search or a find knows; each look is a call that may be waited for. */
  known(envelopes: readonly Envelope[], by: "search" | "find", now: Instant): Envelope[] {
    return envelopes.filter(({ id }) => {
      const lag = this.#lags.get(id);
      if (!lag || (by === "find" && !lag.find)) return true;
      const { until = Number.NEGATIVE_INFINITY, calls = 0 } = lag;
      if (now >= until && calls === 0) {
        this.#lags.delete(id);
        return true;
      }
      if (calls > 0) this.#lags.set(id, { ...lag, calls: calls - 1 });
      return false;
    });
  }

  clear(): void {
    this.#lags = new Map();
  }

  keep(): [envelopeId: string, lag: Lag][] {
    return [...this.#lags];
  }

  restore(lags: [string, Lag][]): void {
    this.#lags = new Map(lags);
  }
}
