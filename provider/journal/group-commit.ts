import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "./transaction.ts";

interface Write {
  /** Writes, and keeps the result for later. */
  perform: () => void;
  fulfil: () => void;
  reject: (cause: unknown) => void;
}

/**
 * Commits writes that are asked for at the same moment together: waiting for the disk is most of what a write takes, and
 * the wait is the same for one and for many. Each is on disk once its promise fulfils, not before; one that fails takes
 * nothing of the others with it.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  #waiting: Write[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /**
   * @param write synchronous, and without a transaction of its own
   * @returns what `write` returned, once that is durable
   * @throws what `write` throws, and what a commit that failed says: then nothing was written
   */
  do<T>(write: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    let result: T;
    this.#waiting.push({
      perform: () => {
        result = write();
      },
      fulfil: () => resolve(result),
      reject,
    });
    // After what the event loop has at hand: whatever that brings is written with it.
    if (this.#waiting.length === 1) setImmediate(() => this.#commit());
    return promise;
  }

  #commit(): void {
    const writes = this.#waiting;
    this.#waiting = [];
    const settle: (() => void)[] = [];
    try {
      inTransaction(this.#database, () => {
        for (const write of writes) settle.push(this.#perform(write));
      });
    } catch (cause) {
      for (const { reject } of writes) reject(cause);
      return;
    }
    for (const settled of settle) settled();
  }

  #perform({ perform, fulfil, reject }: Write): () => void {
    this.#database.exec("SAVEPOINT one");
    try {
      perform();
    } catch (cause) {
      this.#database.exec("ROLLBACK TO one; RELEASE one");
      return () => reject(cause);
    }
    this.#database.exec("RELEASE one");
    return fulfil;
  }
}
