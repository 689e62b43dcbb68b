import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { ConfigError } from "../sdk/client/index.ts";

/** Why a sending needs no further care: the service refused it, it errored, or the envelope was withdrawn or removed. */
export type Ending = "refused" | "errored" | "archived" | "deleted" | "superseded" | "missing" | "completed";

/** One attempt to send an envelope. Digests only: the journal holds nothing about a person. */
export interface Sending {
  id: number;
  identity: string;
  /** How many sendings of this identity came before. */
  generation: number;
  host: string;
  account: string;
  fingerprint: string;
  /** Digest of what the service's own answers tell about the envelope, to recognise it by. */
  shape: string;
  intentAt: string;
  ownerPid: number;
  /** Null: no answer was seen, so nobody knows whether the service accepted it. */
  envelopeId: string | null;
  ending: Ending | null;
}

const table = `CREATE TABLE IF NOT EXISTS sending (
  id INTEGER PRIMARY KEY,
  identity TEXT NOT NULL,
  generation INTEGER NOT NULL,
  host TEXT NOT NULL,
  account TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  shape TEXT NOT NULL,
  intentAt TEXT NOT NULL,
  ownerPid INTEGER NOT NULL,
  envelopeId TEXT UNIQUE,
  ending TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS sending_identity ON sending (identity);
CREATE INDEX IF NOT EXISTS sending_shape ON sending (shape);`;

/**
 * What was about to be sent and what was sent, on disk before and after each request, so that a run that was cut off
 * is neither repeated nor forgotten. One file per backend and stack.
 */
export class Journal {
  /** Whether it knew of no sending when it was opened: nothing was sent yet, or it was lost. */
  readonly wasEmpty: boolean;
  readonly #database: DatabaseSync;

  /**
   * @param path the file; its folder is made when missing
   * @throws ConfigError when the file cannot be opened or written
   */
  constructor(path: string) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      this.#database = new DatabaseSync(path, { timeout: 10_000 });
      this.#database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
      this.#database.exec(table);
      this.wasEmpty = this.#one("SELECT * FROM sending LIMIT 1") === undefined;
    } catch (cause) {
      throw new ConfigError(
        `The journal ${path} cannot be written, and without it an envelope could be sent twice; ` +
          "make its folder writable, or set yotisign:journal (or YOTI_SIGN_JOURNAL) to another file",
        { cause },
      );
    }
  }

  /** Records, durably, that a request is about to be sent. */
  begin(
    intent: Pick<Sending, "identity" | "host" | "account" | "fingerprint" | "shape" | "intentAt">,
  ): Sending {
    const { identity, host, account, fingerprint, shape, intentAt } = intent;
    return this.#one(
      `INSERT INTO sending (identity, generation, host, account, fingerprint, shape, intentAt, ownerPid)
       VALUES (?, (SELECT count(*) FROM sending WHERE identity = ?), ?, ?, ?, ?, ?, ?) RETURNING *`,
      ...[identity, identity, host, account, fingerprint, shape, intentAt, process.pid],
    ) as Sending;
  }

  /** Records, durably, that the service accepted the request under this id. */
  accept(sending: Sending, envelopeId: string): void {
    this.#one("UPDATE sending SET envelopeId = ? WHERE id = ? RETURNING id", envelopeId, sending.id);
  }

  /** Closes a sending: it will not be continued, adopted or asked about again. */
  end(sending: Sending, ending: Ending): void {
    this.#one("UPDATE sending SET ending = ? WHERE id = ? RETURNING id", ending, sending.id);
  }

  /** The sending that became this envelope, if this journal saw it. */
  find(envelopeId: string): Sending | undefined {
    return this.#one("SELECT * FROM sending WHERE envelopeId = ?", envelopeId);
  }

  /** The envelopes at a service that have not ended, with the name and the people of a shape. */
  standing(host: string, shape: string): Sending[] {
    const [name, people] = shape.split(" ");
    // A range, since an index serves it and not a pattern. After the space comes the exclamation mark.
    return this.#all(
      "SELECT * FROM sending WHERE shape >= ? AND shape < ? AND host = ? AND envelopeId IS NOT NULL AND ending IS NULL",
      ...[`${name} ${people} `, `${name} ${people}!`, host],
    );
  }

  /** The ids of the envelopes at a service that have not ended. */
  unended(host: string): string[] {
    const rows = this.#all(
      "SELECT * FROM sending WHERE host = ? AND envelopeId IS NOT NULL AND ending IS NULL",
      host,
    );
    return rows.flatMap(({ envelopeId }) => envelopeId ?? []);
  }

  /** The sendings whose outcome nobody knows yet. */
  inDoubt(): Sending[] {
    return this.#all("SELECT * FROM sending WHERE envelopeId IS NULL AND ending IS NULL");
  }

  /** What the journal has on one sending now; another process may have gone on with it. */
  reread(sending: Sending): Sending {
    return this.#one("SELECT * FROM sending WHERE id = ?", sending.id) as Sending;
  }

  /**
   * The sending that a create of this identity has to reckon with: one that has not ended, else one of the very same
   * request that was completed, since re-declaring it (a reverted removal, a lost state) must not send it again.
   */
  earlier(identity: string, host: string, fingerprint: string): Sending | undefined {
    return this.#one(
      `SELECT * FROM sending WHERE identity = ? AND host = ?
       AND (ending IS NULL OR (ending = 'completed' AND fingerprint = ?)) ORDER BY ending IS NULL DESC, id DESC`,
      ...[identity, host, fingerprint],
    );
  }

  /** An envelope of this very request that this identity was sent as since a moment, and that people were e-mailed. */
  sentSince(identity: string, fingerprint: string, since: string): Sending | undefined {
    return this.#one(
      `SELECT * FROM sending WHERE identity = ? AND fingerprint = ? AND intentAt >= ? AND envelopeId IS NOT NULL
       AND (ending IS NULL OR ending NOT IN ('refused', 'errored'))`,
      ...[identity, fingerprint, since],
    );
  }

  /** Gives an envelope's sending to the resource that now declares it. */
  rename(envelopeId: string, identity: string): void {
    this.#one("UPDATE sending SET identity = ? WHERE envelopeId = ? RETURNING id", identity, envelopeId);
  }

  /** Records that a sent envelope was edited in place, so that it is recognised as what it is now. */
  amend(envelopeId: string, fingerprint: string, shape: string): void {
    this.#one(
      "UPDATE sending SET fingerprint = ?, shape = ? WHERE envelopeId = ? RETURNING id",
      ...[fingerprint, shape, envelopeId],
    );
  }

  close(): void {
    this.#database.close();
  }

  #all(sql: string, ...values: SQLInputValue[]): Sending[] {
    const rows = this.#database.prepare(sql).all(...values);
    return rows.map((row) => ({ ...row }) as unknown as Sending);
  }

  #one(sql: string, ...values: SQLInputValue[]): Sending | undefined {
    const row = this.#database.prepare(sql).get(...values);
    return row === undefined ? undefined : ({ ...row } as unknown as Sending);
  }
}
