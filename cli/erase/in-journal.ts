import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Place } from "./place.ts";

/**
 * The journal's entries about a person's envelopes, which are digests. It is only read; one that does not exist is not
 * made.
 *
 * @param envelopeIds of envelopes that have the person
 */
export function placesInJournal(path: string, envelopeIds: readonly string[]): Place[] {
  if (!existsSync(path)) return [];
  using database = new DatabaseSync(path, { readOnly: true });
  const known = database.prepare("SELECT count(*) AS found FROM sending WHERE envelopeId = ?");
  const count = envelopeIds.filter((id) => Number(known.get(id)?.found) > 0).length;
  if (count === 0) return [];
  return [
    {
      kind: "journal",
      where: path,
      holds: ["digest"],
      encrypted: false,
      remedy: "leave it: without it these envelopes could be sent again; remove it together with the stack",
    },
  ];
}
