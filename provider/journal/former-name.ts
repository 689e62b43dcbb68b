import type { DatabaseSync } from "node:sqlite";

/**
 * What identities of a renamed stack or project begin with: `urn:pulumi:<stack>::<project>::`.
 */
export interface FormerName {
  from: string;
  to: string;
}

const tables = {
  sending:
    "generation, host, account, fingerprint, shape, intentAt, ownerPid, ownerPlace, ownerStart, doubtSince, envelopeId, ending",
  change:
    "kind, host, envelopeId, recipientId, aim, intentAt, ownerPid, ownerPlace, ownerStart, doubtSince, ending",
};

/** Gives what one journal has of a stack's former name to its name of today. */
export function renameOwner(database: DatabaseSync, { from, to }: FormerName): void {
  for (const table of Object.keys(tables))
    database
      .prepare(
        `UPDATE OR IGNORE ${table} SET identity = ? || substr(identity, ?) WHERE substr(identity, 1, ?) = ?`,
      )
      .run(to, from.length + 1, from.length, from);
}

/**
 * Moves what the journal of a stack's former name has into this one. Cut off in the middle, it is done again: nothing
 * leaves the one file before it is in the other.
 *
 * @param path the other journal's file, in the form of this release
 */
export function takeOver(database: DatabaseSync, path: string, { from, to }: FormerName): void {
  const its = "substr(identity, 1, ?) = ?";
  const renamed = "? || substr(identity, ?)";
  database.prepare("ATTACH ? AS former").run(path);
  try {
    for (const [table, columns] of Object.entries(tables)) {
      database
        .prepare(
          `INSERT OR IGNORE INTO main.${table} (identity, ${columns})
           SELECT ${renamed}, ${columns} FROM former.${table} WHERE ${its}`,
        )
        .run(to, from.length + 1, from.length, from);
      database
        .prepare(
          `DELETE FROM former.${table} WHERE ${its} AND EXISTS (SELECT 1 FROM main.${table} here
           WHERE here.identity = ? || substr(former.${table}.identity, ?) AND here.intentAt = former.${table}.intentAt)`,
        )
        .run(from.length, from, to, from.length + 1);
    }
  } finally {
    database.exec("DETACH former");
  }
}
