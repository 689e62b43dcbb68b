/** Answers that wait to be released, and those who wait for answers to be held. */
export class HeldAnswers {
  #releases: (() => void)[] = [];
  #watchers: { count: number; resolve: (held: number) => void; reject: (error: Error) => void }[] = [];

  /** Waits until the next release. */
  hold(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#releases.push(resolve);
    const held = this.#releases.length;
    const reached = this.#watchers.filter(({ count }) => held >= count);
    this.#watchers = this.#watchers.filter(({ count }) => held < count);
    for (const watcher of reached) watcher.resolve(held);
    return promise;
  }

  /** Waits until at least `count` answers are held at once, and says how many are. */
  whenHeld(count: number): Promise<number> {
    const held = this.#releases.length;
    if (held >= count) return Promise.resolve(held);
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#watchers.push({ count, resolve, reject });
    return promise;
  }

  /** Lets every held answer go, and says how many there were. */
  release(): number {
    const releases = this.#releases;
    this.#releases = [];
    for (const release of releases) release();
    return releases.length;
  }

  /** Lets every held answer go, and tells those who wait that no more will come. */
  close(): void {
    this.release();
    const watchers = this.#watchers;
    this.#watchers = [];
    for (const { reject } of watchers)
      reject(new Error("The emulator was closed while somebody waited for a held answer."));
  }
}
