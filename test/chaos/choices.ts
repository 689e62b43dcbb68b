import { createHash } from "node:crypto";

/** Choices that follow from a seed alone. */
export class Choices {
  readonly #seed: number;
  #drawn = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** A whole number from 0 to below `bound`. */
  below(bound: number): number {
    this.#drawn += 1;
    const digest = createHash("sha256").update(`chaos ${this.#seed} ${this.#drawn}`).digest();
    return digest.readUInt32BE() % bound;
  }

  /** One of them, each as likely as the others. */
  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }
}
