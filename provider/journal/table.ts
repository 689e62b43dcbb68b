import type { DatabaseSync } from "node:sqlite";
import { ConfigError } from "../../sdk/client/index.ts";
import { inTransaction } from "./transaction.ts";

/** The form of the file that this release writes. 0: without number, as the first builds wrote it. */
export const currentForm = 1;

const sending = `CREATE TABLE IF NOT EXISTS sending (
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
CREATE INDEX IF NOT EXISTS sending_identity ON sending (identity);`;

/** The part of a shape that is not of the name: an index has it, so a question has to spell it so. */
export const withoutName = "substr(shape, instr(shape, ' ') + 1)";

/** In two runs at once, both could have begun: the later one counts, as it always did. */
const first = `
ALTER TABLE sending ADD COLUMN ownerPlace TEXT;
ALTER TABLE sending ADD COLUMN ownerStart TEXT;
ALTER TABLE sending ADD COLUMN doubtSince TEXT;
UPDATE sending SET ending = 'displaced' WHERE ending IS NULL AND EXISTS (
  SELECT 1 FROM sending later WHERE later.identity = sending.identity AND later.host = sending.host
    AND later.ending IS NULL AND later.id > sending.id);
CREATE UNIQUE INDEX sending_open ON sending (identity, host) WHERE ending IS NULL;
CREATE INDEX sending_people ON sending (host, ${withoutName}) WHERE ending IS NULL;
CREATE INDEX sending_ended ON sending (intentAt) WHERE ending IS NOT NULL AND ending <> 'completed';
CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  identity TEXT NOT NULL,
  host TEXT NOT NULL,
  envelopeId TEXT NOT NULL,
  recipientId TEXT NOT NULL,
  aim TEXT NOT NULL,
  intentAt TEXT NOT NULL,
  ownerPid INTEGER NOT NULL,
  ownerPlace TEXT,
  ownerStart TEXT,
  doubtSince TEXT,
  ending TEXT
) STRICT;
CREATE UNIQUE INDEX change_open ON change (envelopeId, host, recipientId) WHERE ending IS NULL;
CREATE INDEX change_envelope ON change (envelopeId);
CREATE INDEX change_ended ON change (intentAt) WHERE ending IS NOT NULL;`;

/**
 * Brings a journal's file into the form of this release: makes its tables, or adds what an earlier form lacks. Several
 * processes may do so at once. An earlier release goes on to work with the file.
 *
 * @throws ConfigError a later release wrote it
 */
export function prepareTables(database: DatabaseSync, path: string): void {
  if (formOf(database) === currentForm) return;
  inTransaction(database, () => {
    const form = formOf(database);
    if (form > currentForm) throw newer(path, form);
    if (form < 1) database.exec(sending + first);
    database.exec(`PRAGMA user_version = ${currentForm}`);
  });
}

/** The form that a file has. */
export const formOf = (database: DatabaseSync): number =>
  Number(database.prepare("PRAGMA user_version").get()?.user_version);

const newer = (path: string, form: number): ConfigError =>
  new ConfigError(
    `The journal ${path} was written by a later release (form ${form}, this one knows up to ${currentForm}). Nothing was ` +
      "sent. Update pulumi-yotisign to the release that the others who use this journal have",
  );
