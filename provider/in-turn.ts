/** Does works of one name one after the other, whether they succeed or fail; others do not wait for them. */
export class InTurn {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does a work once those of its name that came before are done. */
  do<T>(name: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(name) ?? Promise.resolve()).then(work, work);
    this.#last.set(name, turn);
    return turn;
  }
}
