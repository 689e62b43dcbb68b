/** Keeps the values that were asked for last, as many as fit, each made once however many ask for it at the same time. */
export class KeptLast<T> {
  readonly #max: number;
  readonly #sizeOf: (value: T) => number | undefined;
  /** What was used last comes last. */
  readonly #entries = new Map<string, { value: Promise<T>; size: number }>();

  /**
   * @param max how much is kept, in the unit of `sizeOf`
   * @param sizeOf undefined for what is not to be kept
   */
  constructor(max: number, sizeOf: (value: T) => number | undefined) {
    this.#max = max;
    this.#sizeOf = sizeOf;
  }

  /** The value kept under a key, or else what `make` gives. That it failed is not kept. */
  get(key: string, make: () => Promise<T>): Promise<T> {
    const entry = this.#entries.get(key) ?? { value: make(), size: 0 };
    const isNew = !this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (isNew)
      entry.value.then(
        (value) => {
          const size = this.#sizeOf(value);
          if (size === undefined) this.#entries.delete(key);
          entry.size = size ?? 0;
          this.#drop();
        },
        () => this.#entries.delete(key),
      );
    return entry.value;
  }

  #drop(): void {
    let kept = [...this.#entries.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [key, { size }] of this.#entries) {
      if (kept <= this.#max) return;
      if (size > 0) this.#entries.delete(key);
      kept -= size;
    }
  }
}
