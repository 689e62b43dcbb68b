import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { ConfigError } from "../../sdk/client/index.ts";

type Values = SQLInputValue[] | [Record<string, SQLInputValue>];

/** Runs a journal's statements. */
export class Statements {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #prepared = new Map<string, StatementSync>();

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
    const rows = this.#statement(sql).all(...(values as SQLInputValue[]));
    return rows.map((row) => ({ ...row }) as Row);
  }

  #statement(sql: string): StatementSync {
    const known = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    this.#prepared.set(sql, known);
    return known;
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
