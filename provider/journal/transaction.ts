import type { DatabaseSync } from "node:sqlite";

/**
 * Does something wholly or not at all. Other processes wait with their writes meanwhile.
 *
 * @param work synchronous, and without a transaction of its own
 * @throws what it throws, and what SQLite says where it cannot begin or commit
 */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // SQLite has done it already where the disk was full.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
