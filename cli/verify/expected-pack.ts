import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { withoutControls } from "../../document/index.ts";
import { parseReceipt, type Receipt } from "../../schema/receipt.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import type { ExpectedPack } from "../../verify/index.ts";
import { readable } from "./readable.ts";

/** Files that say what a pack has to be. */
export interface PackExpectations {
  receipt?: string;
  original?: string[];
  root?: string[];
}

/**
 * Reads what is known of packs beforehand.
 *
 * @param packs how many it is about
 * @throws ConfigError a file cannot be read, is not what it should be, or does not fit the others
 */
export async function expectedPack(
  { receipt: receiptPath, original = [], root }: PackExpectations,
  packs: number,
): Promise<ExpectedPack> {
  if (receiptPath !== undefined && packs > 1)
    throw new ConfigError("A receipt is about one pack. Name one pack, or leave --receipt out.");
  const receipt = receiptPath === undefined ? undefined : await readReceipt(receiptPath);
  const documents = new Map<string, Uint8Array | undefined>(
    receipt?.documents.map(({ fileName }) => [fileName, undefined]),
  );
  for (const path of original) {
    const content = await readable(path, readFile(path));
    const fileName = basename(path);
    const sent = receipt?.documents.find((one) => one.fileName === fileName);
    if (receipt && sent?.sha256 !== hash("sha256", content))
      throw new ConfigError(
        `${withoutControls(path)} is not what was sent: the receipt has ${sent ? "another SHA-256" : "no document of its name"}. Name the file that was sent.`,
      );
    documents.set(fileName, content);
  }
  const roots = root && (await Promise.all(root.map(readRoot)));
  return {
    ...(documents.size > 0 && {
      documents: [...documents].map(([fileName, content]) => ({ fileName, ...(content && { content }) })),
    }),
    ...(receipt && { sha256: receipt.pack.sha256, envelopeId: receipt.envelopeId }),
    ...(roots && { roots }),
  };
}

async function readReceipt(path: string): Promise<Receipt> {
  const text = await readable(path, readFile(path, "utf8"));
  try {
    const receipt = parseReceipt(text);
    if (receipt) return receipt;
  } catch (cause) {
    throw new ConfigError(
      `${withoutControls(path)} is no receipt of this release: ${cause instanceof Error ? cause.message : cause}.`,
      { cause },
    );
  }
  throw new ConfigError(`${withoutControls(path)} is no receipt, which \`yotisign close\` writes.`);
}

async function readRoot(path: string): Promise<string> {
  const text = await readable(path, readFile(path, "utf8"));
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new ConfigError(
    `${withoutControls(path)} has no certificate in PEM, which begins with BEGIN CERTIFICATE.`,
  );
}
