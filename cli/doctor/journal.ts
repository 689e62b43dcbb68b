import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Change } from "../../provider/journal/changes.ts";
import { currentForm, formOf } from "../../provider/journal/table.ts";
import type { Sending } from "../../provider/journal.ts";
import { resourceIn } from "../../schema/urn.ts";
import { type Check, fail, ok, warn } from "./check.ts";

/**
 * Where the journal is, whether it can be written, and whether what was done by it is known. It is only read; one that
 * does not exist is not made.
 *
 * @param path the journal's file, absolute
 * @param envelopesInState how many envelopes Pulumi's state has; asked for only where there is no journal
 */
export async function checkJournal(
  path: string,
  envelopesInState: () => Promise<number> = async () => 0,
): Promise<Check> {
  const move = "Make its folder writable, or set yotisign:journal (or YOTI_SIGN_JOURNAL) to another file.";
  if (!isWritable(path))
    return fail("journal", `${path} cannot be written, and nothing is sent without it.`, move);
  if (!existsSync(path)) return missing(path, await envelopesInState());
  let known: Known;
  try {
    known = unended(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail(
      "journal",
      `${path} cannot be read (${why}), and nothing is sent without it.`,
      "Restore it from a backup. Moved away, an envelope whose sending was cut off could be sent twice.",
    );
  }
  if (known.form > currentForm)
    return fail(
      "journal",
      `${path} was written by a later release, and nothing is sent without it.`,
      "Update pulumi-yotisign to the release that the others who use this journal have.",
    );
  return outcomes(path, known);
}

/** What a journal has that has not ended. */
interface Known {
  form: number;
  sendings: Sending[];
  changes: Change[];
}

function outcomes(path: string, { sendings, changes }: Known): Check {
  const inDoubt = sendings.filter(({ envelopeId }) => envelopeId === null);
  const found = `${path}: ${countOf(sendings.length - inDoubt.length)} sent and not ended`;
  if (inDoubt.length + changes.length === 0) return ok("journal", `${found}, none in doubt.`);
  const accepted = inDoubt.map(({ identity, intentAt, generation }) => {
    const which = generation > 0 ? `its sending ${generation + 1}, ` : "";
    return `${resourceIn(identity)} (${which}begun ${intentAt})`;
  });
  const changed = changes.map(({ kind, envelopeId, intentAt }) =>
    kind === "edit"
      ? `edited a recipient of envelope ${envelopeId} (begun ${intentAt})`
      : `withdrew envelope ${envelopeId} (begun ${intentAt})`,
  );
  const doubts = [
    ...(accepted.length > 0
      ? [`${accepted.length} in doubt: it is not known whether the service accepted ${accepted.join(", ")}`]
      : []),
    ...(changed.length > 0
      ? [
          `${changed.length} ${changed.length === 1 ? "change" : "changes"} in doubt: it is not known whether the service ` +
            changed.join(", "),
        ]
      : []),
  ];
  return warn(
    "journal",
    `${found}, ${doubts.join("; ")}.`,
    "Wait for a run that is still going on; otherwise run `pulumi up`, which asks the service before it does anything " +
      "again. Before a stack is renamed or moved to another backend, nothing should be in doubt.",
  );
}

const missing = (path: string, envelopes: number): Check =>
  envelopes === 0
    ? ok("journal", `None yet: the first envelope will start it (${path}).`)
    : warn(
        "journal",
        `None at ${path}, and the stack has ${countOf(envelopes)}: it was lost, or is where it was sent from.`,
        "Where the stack moved from another backend or machine, copy the journal from there, with its -wal file, before " +
          "the next `pulumi up`: a sending that was cut off there is known to it alone.",
      );

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

function unended(path: string): Known {
  using database = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
  const open = (table: string): unknown[] =>
    database.prepare(`SELECT * FROM ${table} WHERE ending IS NULL ORDER BY id`).all();
  const form = formOf(database);
  return {
    form,
    sendings: open("sending") as Sending[],
    // The first builds had none.
    changes: form === 0 ? [] : (open("change") as Change[]),
  };
}
