import type { DatabaseSync } from "node:sqlite";

/**
 * What identities of a renamed stack or project begin with: `urn:pulumi:<stack>::<project>::`.
 */
export interface FormerName {
  from: string;
  to: string;
}

/** Everything that a stack did, or what it did with resources of these former identities. */
export type Part = "all" | readonly string[];

const tables = {
  sending: {
    columns:
      "generation, host, account, fingerprint, shape, intentAt, ownerPid, ownerPlace, ownerStart, doubtSince, envelopeId, ending",
    key: ["generation", "intentAt"],
  },
  change: {
    columns:
      "kind, host, envelopeId, recipientId, aim, intentAt, ownerPid, ownerPlace, ownerStart, doubtSince, ending",
    key: ["kind", "envelopeId", "recipientId", "intentAt"],
  },
};

const its = `substr(identity, 1, length($from)) = $from
  AND ($part IS NULL OR identity IN (SELECT value FROM json_each($part)))`;
const renamed = "$to || substr(identity, length($from) + 1)";
const only = (part: Part): string | null => (part === "all" ? null : JSON.stringify(part));

/** Gives what one journal has of a stack's former name, or a part of it, to its name of today. */
export function renameOwner(database: DatabaseSync, { from, to }: FormerName, part: Part): void {
  for (const table of Object.keys(tables))
    database
      .prepare(`UPDATE OR IGNORE ${table} SET identity = ${renamed} WHERE ${its}`)
      .run({ from, to, part: only(part) });
}

/**
 * Copies what the journal of a stack's former name has into this one, and removes it there where it is moved. Cut off in the
 * middle, it is done again: nothing leaves the one file before it is in the other, and nothing is in it twice.
 *
 * @param path the other journal's file, in the form of this release
 */
export function takeOver(
  database: DatabaseSync,
  path: string,
  { from, to }: FormerName,
  { copied, moved }: { copied: Part; moved: Part },
): void {
  database.prepare("ATTACH ? AS former").run(path);
  try {
    for (const [table, { columns, key }] of Object.entries(tables)) {
      const isHere = `EXISTS (SELECT 1 FROM main.${table} here
        WHERE here.identity = $to || substr(there.identity, length($from) + 1)
        AND ${key.map((column) => `here.${column} = there.${column}`).join(" AND ")})`;
      database
        .prepare(
          `INSERT OR IGNORE INTO main.${table} (identity, ${columns})
           SELECT ${renamed}, ${columns} FROM former.${table} there WHERE ${its} AND NOT ${isHere}`,
        )
        .run({ from, to, part: only(copied) });
      database
        .prepare(`DELETE FROM former.${table} AS there WHERE ${its} AND ${isHere}`)
        .run({ from, to, part: only(moved) });
    }
  } finally {
    database.exec("DETACH former");
  }
}
