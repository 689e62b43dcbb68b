import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseReceipt, type Receipt } from "../schema/receipt.ts";
import { ConfigError } from "../sdk/client/index.ts";
import { findProject } from "./project-files.ts";

/** Where receipts are by default, in the project's folder. */
export const defaultReceipts = "receipts";

/** A receipt, and where it is. */
export interface FoundReceipt {
  /** The file, absolute. */
  path: string;
  receipt: Receipt;
}

/**
 * Where receipts are.
 *
 * @param setting `yotisign:receipts`, relative to the project's folder
 * @param cwd a folder of the project
 * @returns absolute
 */
export const receiptsFolder = (setting: string | undefined, cwd: string = process.cwd()): string =>
  resolve(findProject(resolve(cwd))?.folder ?? cwd, setting ?? defaultReceipts);

/**
 * The receipts in a folder, which need not be there; other JSON files may be.
 *
 * @throws ConfigError a file cannot be read, or is a receipt that has been damaged: what was sent is in doubt then
 */
export function receiptsIn(folder: string): FoundReceipt[] {
  return filesIn(folder).flatMap((name) => {
    const path = join(folder, name);
    try {
      const receipt = parseReceipt(readFileSync(path, "utf8"));
      return receipt ? [{ path, receipt }] : [];
    } catch (cause) {
      const why = cause instanceof SyntaxError ? cause.message : (cause as NodeJS.ErrnoException).code;
      throw new ConfigError(
        `${path} cannot be read as a receipt (${why}), and without it an envelope could be sent twice. Restore it, or ` +
          "move it away if it is none",
        { cause },
      );
    }
  });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .toSorted();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    throw new ConfigError(
      `The receipts in ${folder} cannot be read (${code}), and without them an envelope could be sent twice. Make the ` +
        "folder readable, or set yotisign:receipts to another one",
      { cause },
    );
  }
}

/**
 * The receipt of the envelope that a resource sent last, of those that were closed.
 *
 * @param host the service's address; undefined: any
 */
export function lastReceipt(
  receipts: readonly FoundReceipt[],
  identity: string,
  host: string | undefined,
): FoundReceipt | undefined {
  const own = receipts.filter(
    ({ receipt: { urn, service } }) => urn === identity && (host === undefined || service === host),
  );
  return own.toSorted((a, b) => (a.receipt.sentAt < b.receipt.sentAt ? -1 : 1)).at(-1);
}
