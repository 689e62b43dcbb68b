/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Random {
  /** 32 bits: a generator that is given them goes on where this one is. */
  state: number;

  constructor(state: number) {
    this.state = state;
  }

  /** The next number, from 0 to below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
