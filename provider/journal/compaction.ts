import type { DatabaseSync } from "node:sqlite";

/**
 * Drops what nobody asks for any more: sendings and changes that ended before a time. What was completed stays, since it
 * must not be sent again, and of each resource the last sending, so that the count of its sendings goes on.
 *
 * @param before ISO 8601
 */
export function compact(database: DatabaseSync, before: string): void {
  database
    .prepare(
      `DELETE FROM sending WHERE ending IS NOT NULL AND ending <> 'completed' AND intentAt < ?
       AND EXISTS (SELECT 1 FROM sending later WHERE later.identity = sending.identity AND later.id > sending.id)`,
    )
    .run(before);
  database.prepare("DELETE FROM change WHERE ending IS NOT NULL AND intentAt < ?").run(before);
}
