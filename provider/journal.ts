// Long, since there is a method for each statement: what may be asked of a journal is in one place.
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { ConfigError } from "../sdk/client/index.ts";
import { Changes } from "./journal/changes.ts";
import { compact } from "./journal/compaction.ts";
import { type FormerName, type Part, renameOwner, takeOver } from "./journal/former-name.ts";
import { GroupCommit } from "./journal/group-commit.ts";
import { thisProcess } from "./journal/owner.ts";
import type { Ending, Sending } from "./journal/sending.ts";
import { Statements, unwritable } from "./journal/statements.ts";
import { prepareTables, withoutName } from "./journal/table.ts";
import { inTransaction } from "./journal/transaction.ts";
import { useWriteAhead } from "./journal/write-ahead.ts";

export type { Ending, Sending } from "./journal/sending.ts";

/** How long what has ended is remembered at least, in days: longer than any search looks back. */
const keepDays = 400;

export interface JournalOptions {
  /** The time in milliseconds since 1970. */
  now?: () => number;
  /** Remember what has ended for so many days, where that is more than 400. */
  searchDays?: number;
}

/**
 * What was about to be sent and what was sent, on disk before and after each request, so that a run that was cut off
 * is neither repeated nor forgotten. One file per backend and stack.
 */
export class Journal {
  /** Whether it knew of no sending when it was opened: nothing was sent yet, or it was lost. */
  get wasEmpty(): boolean {
    return this.#wasEmpty;
  }
  /** Withdrawals and edits. */
  readonly changes: Changes;
  readonly path: string;
  readonly #database: DatabaseSync;
  readonly #statements: Statements;
  readonly #commits: GroupCommit;
  readonly #options: JournalOptions;
  #wasEmpty: boolean;

  /**
   * @param path the file; its folder is made when missing. What is too old to be asked for is dropped
   * @throws ConfigError when the file cannot be opened or written, or a later release wrote it
   */
  constructor(path: string, options: JournalOptions = {}) {
    const { now = Date.now, searchDays = 0 } = options;
    this.path = path;
    this.#options = options;
    try {
      mkdirSync(dirname(path), { recursive: true });
      this.#database = new DatabaseSync(path);
      useWriteAhead(this.#database);
      this.#database.exec("PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL;");
      prepareTables(this.#database, path);
      this.#statements = new Statements(this.#database, path);
      this.#wasEmpty = this.#isEmpty();
      const days = Math.max(keepDays, searchDays + 31);
      compact(this.#database, new Date(now() - days * 86_400_000).toISOString());
    } catch (cause) {
      if (cause instanceof ConfigError) throw cause;
      throw unwritable(path, cause);
    }
    this.changes = new Changes(this.#statements);
    this.#commits = new GroupCommit(this.#database);
  }

  /**
   * Does one of the writes below with those that others ask for at the same moment; all wait for the disk once.
   *
   * @param write one that is synchronous, but `rename` and `takeOver`, which are transactions of their own
   * @returns what it returns, once that is durable
   * @throws what it throws; ConfigError where the disk did not take it
   */
  together<T>(write: () => T): Promise<T> {
    return this.#commits.do(write).catch((cause) => {
      throw cause instanceof ConfigError ? cause : unwritable(this.path, cause);
    });
  }

  /**
   * Records, durably, that a request is about to be sent.
   *
   * @returns undefined where another sending of this resource is under way, in doubt, or stands: there may be one
   * @throws ConfigError when that cannot be written
   */
  begin(
    intent: Pick<Sending, "identity" | "host" | "account" | "fingerprint" | "shape" | "intentAt">,
  ): Sending | undefined {
    const { identity, host, account, fingerprint, shape, intentAt } = intent;
    return this.#statements.write<Sending>(
      `INSERT INTO sending
       (identity, generation, host, account, fingerprint, shape, intentAt, ownerPid, ownerPlace, ownerStart)
       VALUES ($identity, (SELECT coalesce(max(generation) + 1, 0) FROM sending WHERE identity = $identity),
         $host, $account, $fingerprint, $shape, $intentAt, $ownerPid, $ownerPlace, $ownerStart)
       ON CONFLICT (identity, host) WHERE ending IS NULL DO NOTHING RETURNING *`,
      { identity, host, account, fingerprint, shape, intentAt, ...thisProcess() },
    )[0];
  }

  /**
   * Records, durably, that the service accepted the request under this id.
   *
   * @throws ConfigError when that cannot be written; Error when `adopt` made another envelope stand for it meanwhile
   */
  accept(sending: Sending, envelopeId: string): void {
    const [known] = this.#statements.write(
      "UPDATE sending SET envelopeId = ?1 WHERE id = ?2 AND (envelopeId IS NULL OR envelopeId = ?1) RETURNING id",
      ...[envelopeId, sending.id],
    );
    if (!known) throw new Error("another envelope was adopted for this sending meanwhile");
  }

  /** Records that no answer came. */
  doubt(sending: Sending, at: string): void {
    this.#statements.write("UPDATE sending SET doubtSince = ? WHERE id = ?", at, sending.id);
  }

  /** Records an id that Pulumi's state has and the journal could not be told when it came. */
  heal(
    envelopeId: string,
    { identity, host, sentAt }: { identity: string; host: string; sentAt: string },
  ): void {
    this.#statements.write(
      `UPDATE OR IGNORE sending SET envelopeId = ?
       WHERE identity = ? AND host = ? AND intentAt = ? AND envelopeId IS NULL AND ending IS NULL`,
      ...[envelopeId, identity, host, sentAt],
    );
  }

  /** Closes a sending: it will not be continued, adopted or asked about again. */
  end(sending: Sending, ending: Ending): void {
    this.#statements.write("UPDATE sending SET ending = ? WHERE id = ?", ending, sending.id);
  }

  /** What this resource sent to other addresses and is not over: out, or complete. */
  elsewhere(identity: string, host: string): Sending[] {
    return this.#all(
      `SELECT * FROM sending WHERE identity = ? AND host <> ? AND envelopeId IS NOT NULL
       AND (ending IS NULL OR ending = 'completed')`,
      ...[identity, host],
    );
  }

  /** Notes that a service which has an envelope has another address now; not where the resource has another one there. */
  moveTo(envelopeId: string, host: string): void {
    for (const table of ["sending", "change"])
      this.#statements.write(`UPDATE OR IGNORE ${table} SET host = ? WHERE envelopeId = ?`, host, envelopeId);
  }

  /** The sending that became this envelope, if this journal saw it. */
  find(envelopeId: string): Sending | undefined {
    return this.#one("SELECT * FROM sending WHERE envelopeId = ?", envelopeId);
  }

  /** The envelopes at a service that have not ended, with the people of a shape, whatever their names. */
  standing(host: string, shape: string): Sending[] {
    const people = shape.split(" ")[1] ?? "";
    // After the space comes the exclamation mark.
    return this.#all(
      `SELECT * FROM sending WHERE host = ? AND envelopeId IS NOT NULL AND ending IS NULL
       AND ${withoutName} >= ? AND ${withoutName} < ?`,
      ...[host, `${people} `, `${people}!`],
    );
  }

  /** The ids of the envelopes at a service that an account sent and that have not ended. */
  unended(host: string, account: string): string[] {
    const rows = this.#all(
      "SELECT * FROM sending WHERE host = ? AND account = ? AND envelopeId IS NOT NULL AND ending IS NULL",
      ...[host, account],
    );
    return rows.flatMap(({ envelopeId }) => envelopeId ?? []);
  }

  /** Whether it has a sending of a resource whose identity begins so: `urn:pulumi:<stack>::<project>::`. */
  hasOf(prefix: string): boolean {
    // After the colon comes the semicolon.
    const range = [prefix, `${prefix.slice(0, -1)};`];
    return (
      this.#one("SELECT * FROM sending WHERE identity >= ? AND identity < ? LIMIT 1", ...range) !== undefined
    );
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
       AND (ending IS NULL OR (ending = 'completed' AND fingerprint = ?)) ORDER BY ending IS NULL DESC, id DESC LIMIT 1`,
      ...[identity, host, fingerprint],
    );
  }

  /** The sending of this resource that has not ended: in doubt, or standing. */
  standingOf(identity: string, host: string): Sending | undefined {
    return this.#open(identity, host);
  }

  /** All sendings of this very request for this resource, ended or not. */
  sendings(identity: string, fingerprint: string): Sending[] {
    return this.#all("SELECT * FROM sending WHERE identity = ? AND fingerprint = ?", identity, fingerprint);
  }

  /**
   * Gives an envelope's sending to the resource that now declares it. Another envelope that stood for that resource, as
   * one that was retained does, no longer does; one that no longer did stands for the resource it is given to.
   *
   * @param isAlive whether the service was just seen to have it, to be signed or complete: then it stands again, however
   * it had ended
   * @returns a sending of that resource whose outcome nobody knows yet: then nothing was changed
   * @throws ConfigError when it cannot be written
   */
  rename(envelopeId: string, identity: string, isAlive = false): Sending | undefined {
    return this.#transaction(() => {
      const sending = this.find(envelopeId);
      const other = sending && this.#open(identity, sending.host);
      const inDoubt = other && other.id !== sending.id && other.envelopeId === null ? other : undefined;
      if (sending && !inDoubt) {
        const stands = isAlive || sending.ending === null || sending.ending === "displaced";
        if (other && other.id !== sending.id && stands) this.end(other, "displaced");
        this.#statements.write(
          "UPDATE sending SET identity = ?, ending = ? WHERE id = ?",
          ...[identity, stands ? null : sending.ending, sending.id],
        );
      }
      return inDoubt;
    });
  }

  /** Gives what a stack did under its former name, or a part of it, to its name of today; what this one file has of it. */
  renameOwner(name: FormerName, part: Part): void {
    this.#transaction(() => renameOwner(this.#database, name, part));
  }

  /**
   * Takes over what the journal of a stack's former name has.
   *
   * @param path that journal's file
   * @throws ConfigError when it cannot be opened or written
   */
  takeOver(path: string, name: FormerName, parts: { copied: Part; moved: Part }): void {
    new Journal(path, this.#options).close();
    try {
      takeOver(this.#database, path, name, parts);
    } catch (cause) {
      throw unwritable(this.path, cause);
    }
    this.#wasEmpty &&= this.#isEmpty();
  }

  /** Records that a sent envelope was edited in place, so that it is recognised as what it is now. */
  amend(envelopeId: string, fingerprint: string, shape: string): void {
    this.#statements.write(
      "UPDATE sending SET fingerprint = ?, shape = ? WHERE envelopeId = ?",
      ...[fingerprint, shape, envelopeId],
    );
  }

  close(): void {
    this.#database.close();
  }

  #transaction<T>(work: () => T): T {
    try {
      return inTransaction(this.#database, work);
    } catch (cause) {
      throw cause instanceof ConfigError ? cause : unwritable(this.path, cause);
    }
  }

  #isEmpty(): boolean {
    return this.#one("SELECT * FROM sending LIMIT 1") === undefined;
  }

  #open(identity: string, host: string): Sending | undefined {
    return this.#one(
      "SELECT * FROM sending WHERE identity = ? AND host = ? AND ending IS NULL",
      identity,
      host,
    );
  }

  #all(sql: string, ...values: SQLInputValue[]): Sending[] {
    return this.#statements.read(sql, ...values);
  }

  #one(sql: string, ...values: SQLInputValue[]): Sending | undefined {
    return this.#all(sql, ...values)[0];
  }
}
