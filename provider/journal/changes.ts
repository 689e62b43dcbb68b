import { type Owner, thisProcess } from "./owner.ts";
import type { Statements } from "./statements.ts";

/** How a change ended: it took effect; the service refused it; it never arrived. */
export type ChangeEnding = "done" | "refused" | "missing";

/** Something that was about to be done to a sent envelope, and that e-mails people. */
export interface Change extends Owner {
  id: number;
  kind: "archive" | "delete" | "edit";
  identity: string;
  host: string;
  envelopeId: string;
  /** The recipient that is edited; empty where the whole envelope is withdrawn. */
  recipientId: string;
  /** Of an edit, the digest of whom the recipient is to be; of a withdrawal, why. */
  aim: string;
  intentAt: string;
  /** Since when it is known that no answer comes; null: none did so far, or the run was cut off. */
  doubtSince: string | null;
  /** Null: nobody knows yet whether it took effect. */
  ending: ChangeEnding | null;
}

/** The edits in doubt, and of each recipient the last one that was made. */
export const lastEdits = `SELECT * FROM change AS one WHERE kind = 'edit' AND (ending IS NULL OR (ending = 'done' AND NOT EXISTS
  (SELECT 1 FROM change AS later WHERE later.envelopeId = one.envelopeId AND later.host = one.host
   AND later.recipientId = one.recipientId AND later.ending = 'done' AND later.id > one.id)))`;

/** What is about to be done. */
export type ChangeIntent = Omit<Change, "id" | "doubtSince" | "ending" | keyof Owner>;

/** The part of the journal about withdrawals and edits: what is begun is on disk before its request leaves. */
export class Changes {
  readonly #statements: Statements;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /**
   * Records, durably, that a request is about to leave.
   *
   * @throws ConfigError when that cannot be written
   * @param after the number of the last change that was known when the service was asked how the envelope is
   * @returns undefined where another one of the same kind was begun since, or has no end: only one may be under way
   */
  begin(
    { kind, identity, host, envelopeId, recipientId, aim, intentAt }: ChangeIntent,
    after: number,
  ): Change | undefined {
    return this.#statements.write<Change>(
      `INSERT INTO change (kind, identity, host, envelopeId, recipientId, aim, intentAt, ownerPid, ownerPlace, ownerStart)
       SELECT $kind, $identity, $host, $envelopeId, $recipientId, $aim, $intentAt, $ownerPid, $ownerPlace, $ownerStart
       WHERE NOT EXISTS (SELECT 1 FROM change WHERE envelopeId = $envelopeId AND host = $host
         AND recipientId = $recipientId AND (ending IS NULL OR id > $after))
       ON CONFLICT DO NOTHING RETURNING *`,
      { kind, identity, host, envelopeId, recipientId, aim, intentAt, after, ...thisProcess() },
    )[0];
  }

  /** The number of the last change of an envelope that the journal knows; 0: it knows none. */
  last(envelopeId: string, host: string): number {
    const [row] = this.#statements.read<Change>(
      "SELECT * FROM change WHERE envelopeId = ? AND host = ? ORDER BY id DESC LIMIT 1",
      ...[envelopeId, host],
    );
    return row?.id ?? 0;
  }

  /** Whether an envelope was withdrawn, or was about to be, for another one in its place. */
  superseded(envelopeId: string, host: string): boolean {
    const [row] = this.#statements.read<Change>(
      `SELECT * FROM change WHERE envelopeId = ? AND host = ? AND kind <> 'edit' AND aim = 'superseded'
       AND (ending IS NULL OR ending = 'done') LIMIT 1`,
      ...[envelopeId, host],
    );
    return row !== undefined;
  }

  /** Of each recipient of an envelope, the last edit that was made, and one in doubt. */
  lastEdits(envelopeId: string, host: string): Change[] {
    return this.#statements.read<Change>(
      `${lastEdits} AND envelopeId = ? AND host = ? ORDER BY id`,
      envelopeId,
      host,
    );
  }

  /** Records that no answer came. */
  doubt({ id }: Change, at: string): void {
    this.#statements.write("UPDATE change SET doubtSince = ? WHERE id = ? AND ending IS NULL", at, id);
  }

  /** Closes a change. */
  end({ id }: Change, ending: ChangeEnding): void {
    this.#statements.write("UPDATE change SET ending = ? WHERE id = ?", ending, id);
  }

  /** What the journal has on it now; another process may have gone on with it. */
  reread({ id }: Change): Change {
    return this.#statements.read<Change>("SELECT * FROM change WHERE id = ?", id)[0] as Change;
  }

  /** The changes of an envelope of which nobody knows yet whether they took effect. */
  inDoubt(envelopeId: string, host: string): Change[] {
    return this.#statements.read<Change>(
      "SELECT * FROM change WHERE envelopeId = ? AND host = ? AND ending IS NULL ORDER BY id",
      ...[envelopeId, host],
    );
  }
}
