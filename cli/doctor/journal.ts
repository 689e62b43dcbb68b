import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Sending } from "../../provider/journal.ts";
import { resourceIn } from "../../schema/urn.ts";
import { type Check, fail, ok, warn } from "./check.ts";

/**
 * Where the journal is, whether it can be written, and whether what was sent by it is known. It is only read; one that
 * does not exist is not made.
 *
 * @param path the journal's file, absolute
 */
export function checkJournal(path: string): Check {
  const move = "Make its folder writable, or set yotisign:journal (or YOTI_SIGN_JOURNAL) to another file.";
  if (!isWritable(path))
    return fail("journal", `${path} cannot be written, and nothing is sent without it.`, move);
  if (!existsSync(path)) return ok("journal", `None yet: the first envelope will start it (${path}).`);
  let sendings: Sending[];
  try {
    sendings = unended(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail(
      "journal",
      `${path} cannot be read (${why}), and nothing is sent without it.`,
      "Restore it from a backup. Moved away, an envelope whose sending was cut off could be sent twice.",
    );
  }
  const inDoubt = sendings.filter(({ envelopeId }) => envelopeId === null);
  const found = `${path}: ${countOf(sendings.length - inDoubt.length)} sent and not ended`;
  if (inDoubt.length === 0) return ok("journal", `${found}, none in doubt.`);
  const names = inDoubt.map(({ identity, intentAt }) => `${resourceIn(identity)} (begun ${intentAt})`);
  return warn(
    "journal",
    `${found}, ${inDoubt.length} in doubt: it is not known whether the service accepted ${names.join(", ")}.`,
    "Wait for a run that is still going on; otherwise run `pulumi up`, which looks for the envelope before it sends.",
  );
}

const countOf = (envelopes: number): string => (envelopes === 1 ? "1 envelope" : `${envelopes} envelopes`);

/** The file, or where it does not exist the nearest folder above it that does. */
function isWritable(path: string): boolean {
  const folder = nearest(dirname(path));
  try {
    // The database writes files of its own beside it.
    accessSync(folder, constants.W_OK | constants.X_OK);
    if (existsSync(path)) accessSync(path, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

const nearest = (folder: string): string =>
  existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));

function unended(path: string): Sending[] {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
  try {
    return database
      .prepare("SELECT * FROM sending WHERE ending IS NULL ORDER BY id")
      .all() as unknown as Sending[];
  } finally {
    database.close();
  }
}
