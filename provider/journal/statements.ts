import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { ConfigError } from "../../sdk/client/index.ts";

type Values = SQLInputValue[] | [Record<string, SQLInputValue>];

/** Runs a journal's statements. */
export class Statements {
  readonly #database: DatabaseSync;
  readonly #path: string;

  constructor(database: DatabaseSync, path: string) {
    this.#database = database;
    this.#path = path;
  }

  read<Row>(sql: string, ...values: Values): Row[] {
    return this.#rows(sql, values);
  }

  /**
   * Writes, durably, and gives what RETURNING says. It is read to its end: a writing statement that is left before that is
   * committed when it is reset, where a failure goes unnoticed.
   *
   * @throws ConfigError when it cannot be written, with the system's reason as cause
   */
  write<Row>(sql: string, ...values: Values): Row[] {
    try {
      return this.#rows(sql, values);
    } catch (cause) {
      throw unwritable(this.#path, cause);
    }
  }

  #rows<Row>(sql: string, values: Values): Row[] {
    const rows = this.#database.prepare(sql).all(...(values as SQLInputValue[]));
    return rows.map((row) => ({ ...row }) as Row);
  }
}

/** A journal that cannot be opened or written. */
export const unwritable = (path: string, cause: unknown): ConfigError => {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ConfigError(
    `The journal ${path} cannot be written (${why}), and without it an envelope could be sent twice. Nothing was sent or ` +
      "changed; make its folder writable, free space, or set yotisign:journal (or YOTI_SIGN_JOURNAL) to another file",
    { cause },
  );
};
