import { randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parseReceipt, type Receipt } from "../../schema/receipt.ts";
import { ConfigError } from "../../sdk/client/index.ts";

/** The file of an envelope's receipt: one name for each envelope, whatever its resource is called. */
export const receiptPath = (
  folder: string,
  { resource, envelopeId }: Pick<Receipt, "resource" | "envelopeId">,
): string => join(folder, `${resource.replaceAll(/[^\w.-]+/g, "-").slice(0, 60)}-${envelopeId}.json`);

/**
 * Writes a receipt, all or nothing, to a file that nobody else on this machine may read. One of the same pack that is
 * there already stays as it is, whenever and by whomever it was written.
 *
 * @returns whether it was written
 * @throws ConfigError there is another file of that name, or it cannot be written
 */
export async function keepReceipt(path: string, receipt: Receipt): Promise<boolean> {
  const there = await receiptAt(path);
  if (there !== undefined) {
    if (there && isSame(there, receipt)) return false;
    throw new ConfigError(
      `${path} is there already and says something else. Nothing is written over: move it away if it is wrong.`,
    );
  }
  const part = join(dirname(path), `.${randomUUID()}.part`);
  try {
    await mkdir(dirname(path), { recursive: true });
    await using file = await open(part, "wx", 0o600);
    await file.writeFile(`${JSON.stringify(receipt, null, 2)}\n`);
    await file.sync();
    // A link, unlike a rename, replaces nothing.
    await link(part, path);
    return true;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConfigError(`${path} cannot be written (${code}).`, { cause });
  } finally {
    await rm(part, { force: true });
  }
}

/**
 * The receipt in a file; undefined: there is no such file, null: it is no receipt.
 *
 * @throws ConfigError it cannot be read
 */
export async function receiptAt(path: string): Promise<Receipt | null | undefined> {
  try {
    return parseReceipt(await readFile(path, "utf8")) ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new ConfigError(`${path} cannot be read (${code}).`, { cause: error });
  }
}

/** Whether a receipt is about this very envelope and what was sent as it. */
export const isAbout = (
  { envelopeId, urn, fingerprint, service }: Receipt,
  envelope: Pick<Receipt, "envelopeId" | "urn" | "fingerprint" | "service">,
): boolean =>
  envelopeId === envelope.envelopeId &&
  urn === envelope.urn &&
  fingerprint === envelope.fingerprint &&
  service === envelope.service;

/** What is fixed by the envelope and its pack; when it was verified, and how people are shown, may differ. */
const isSame = (one: Receipt, other: Receipt): boolean => isDeepStrictEqual(fixed(one), fixed(other));

const fixed = ({ envelopeId, service, urn, fingerprint, documents, files, pack }: Receipt): object => ({
  ...{ envelopeId, service, urn, fingerprint, documents, files },
  sha256: pack.sha256,
});
