import { setTimeout as sleep } from "node:timers/promises";

/**
 * Runs of stacks: one at a time for each stack, since Pulumi locks it, and those of different stacks side by side. Requests
 * that come before a run has begun are one run; one that comes while it goes on is another run afterwards, since nobody
 * knows what that one has read already.
 */
export class Runs {
  readonly #start: (stack: string) => Promise<void>;
  readonly #delaySeconds: number;
  /** Stacks with a run that has not begun. */
  readonly #requested = new Set<string>();
  readonly #last = new Map<string, Promise<void>>();
  #isStopping = false;

  /**
   * @param start runs a stack to the run's end; must not reject
   * @param delaySeconds how long a run waits for more requests: several webhooks tell of one signature
   */
  constructor(start: (stack: string) => Promise<void>, delaySeconds: number) {
    this.#start = start;
    this.#delaySeconds = delaySeconds;
  }

  /** Sees that a run of this stack begins after now. */
  request(stack: string): void {
    if (this.#isStopping || this.#requested.has(stack)) return;
    this.#requested.add(stack);
    const before = this.#last.get(stack) ?? Promise.resolve();
    this.#last.set(
      stack,
      before.then(() => this.#run(stack)),
    );
  }

  /** Begins no more runs, and waits for those that go on: one that is killed leaves Pulumi's lock behind. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#last.values());
  }

  async #run(stack: string): Promise<void> {
    if (this.#delaySeconds > 0) await sleep(this.#delaySeconds * 1000);
    this.#requested.delete(stack);
    if (!this.#isStopping) await this.#start(stack);
  }
}
