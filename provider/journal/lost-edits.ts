import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { type Change, lastEdits } from "./changes.ts";
import { formOf } from "./table.ts";

/**
 * The edits in doubt, and of each recipient the last one that was made. It only looks: no journal is made, and none is taken
 * along.
 *
 * @param path the journal's file, absolute
 */
export function readLastEdits(path: string): readonly Change[] {
  if (!existsSync(path)) return [];
  try {
    using database = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
    // The first builds noted none.
    if (formOf(database) === 0) return [];
    return database.prepare(lastEdits).all() as unknown as Change[];
  } catch {
    // Whoever is to send, withdraw or edit opens it, and says why that cannot be done.
    return [];
  }
}
