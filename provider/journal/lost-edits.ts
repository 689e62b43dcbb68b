import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { formOf } from "./table.ts";

/**
 * The envelopes of which an edit is in doubt. It only looks: no journal is made, and none is taken along.
 *
 * @param path the journal's file, absolute
 */
export function envelopesWithLostEdits(path: string): ReadonlySet<string> {
  if (!existsSync(path)) return new Set();
  try {
    using database = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
    // The first builds noted none.
    if (formOf(database) === 0) return new Set();
    const rows = database
      .prepare("SELECT envelopeId FROM change WHERE kind = 'edit' AND ending IS NULL")
      .all();
    return new Set(rows.map(({ envelopeId }) => String(envelopeId)));
  } catch {
    // Whoever is to send, withdraw or edit opens it, and says why that cannot be done.
    return new Set();
  }
}
