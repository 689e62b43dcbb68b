/** How many requests at once a service is trusted with before it has shown more: what Pulumi makes on two cores. */
const firstLimit = 8;

/**
 * After how many answers per request at once the number is back where the last refusal came. Whoever goes back faster
 * provokes refusals all the time; docs/decisions/0013-one-limiter.md has the figures.
 */
const roundsToPlateau = 32;

/**
 * How many requests at once a service takes, learnt from its answers. At first every good answer allows one more. A
 * refusal halves it; then it grows along a cubic (as CUBIC's in TCP): fast at first, slowly where the refusal
 * came, and fast again beyond, in case the service takes more by now. It is always at least 1.
 *
 * What is said of a request counts only if that began after the last decrease: many refusals of one moment are one.
 */
export class Concurrency {
  readonly max: number;
  #limit: number;
  #decreases = 0;
  #growth: { plateau: number; depth: number; answers: number } | undefined;

  constructor(max: number) {
    this.max = max;
    this.#limit = Math.min(firstLimit, max);
  }

  /** Requests at once, a whole number from 1. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Changes with every decrease; a request is of the age in which it began. */
  get age(): number {
    return this.#decreases;
  }

  /** A request was answered as it should be, while as many were under way as may be. */
  grow(): void {
    const growth = this.#growth;
    if (!growth) this.#set(this.#limit + 1);
    else {
      growth.answers += 1;
      const distance = growth.answers / (roundsToPlateau * growth.plateau) - 1;
      this.#set(growth.plateau + growth.depth * distance ** 3);
    }
  }

  /** The service refused, for too much at once. Where that is known, and was only tried again, less is taken off. */
  decrease(): void {
    const plateau = this.#limit;
    const isKnown = this.#growth !== undefined && this.limit >= Math.floor(this.#growth.plateau);
    this.#decreases += 1;
    this.#set(plateau * (isKnown ? 0.75 : 0.5));
    this.#growth = { plateau, depth: Math.max(1, plateau - this.#limit), answers: 0 };
  }

  /**
   * The service has become slower, by having more to do at once than it can: it is given what it can do as fast as
   * ever, and a little less, since its best may not have been seen yet.
   *
   * @param speed its speed now in relation to its best, below 1
   */
  slowDown(speed: number): void {
    this.#decreases += 1;
    this.#set(this.#limit * Math.max(0.5, speed * 0.9));
    this.#growth = { plateau: this.#limit, depth: 1, answers: roundsToPlateau * this.#limit };
  }

  #set(limit: number): void {
    this.#limit = Math.min(this.max, Math.max(1, limit));
  }
}
