import { hash } from "node:crypto";
import { chmod, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { IdentifiedSignedDocumentsInputs } from "../../schema/signed-documents-inputs.ts";
import type { SignedDocumentsState } from "../../schema/signed-documents-state.ts";
import type { Runtime } from "../runtime.ts";
import type { Staging } from "./staging.ts";

/** A completion pack, and where it is. */
export interface FoundPack {
  content: Uint8Array;
  sha256: string;
  /** `staged`: just downloaded, under this name in the staging folder; `path`: on the disk already. */
  at: { staged: string } | { path: string };
}

/** The name of an envelope's pack in its directory. */
export const packName = (envelopeId: string): string => `${envelopeId}.zip`;

/**
 * The pack where it is on this disk: the very one that the state knows, in its old directory or the new one, or, where
 * the state knows none, the one that lies in the directory. The service may well pack the same files anew each time.
 */
export async function packOnDisk(
  state: SignedDocumentsState | undefined,
  { envelopeId, directory = "" }: IdentifiedSignedDocumentsInputs,
): Promise<FoundPack | undefined> {
  const here = join(directory, packName(envelopeId));
  for (const path of state?.pack ? [state.pack.path, here] : [here]) {
    const content = await readFile(resolve(path)).catch(() => undefined);
    if (!content) continue;
    const sha256 = hash("sha256", content);
    if (!state?.pack || state.pack.sha256 === sha256) return { content, sha256, at: { path } };
  }
  return undefined;
}

/**
 * Downloads the pack into a staging folder.
 *
 * @throws the client's errors, ConfigError when key or service are not chosen
 */
export async function downloadPack(
  runtime: Runtime,
  { envelopeId, account, identity }: IdentifiedSignedDocumentsInputs,
  staging: Staging,
): Promise<FoundPack> {
  const { client } = runtime.service(account);
  const message = "Downloading the signed documents";
  runtime.engine.show({ severity: "info", message, urn: identity, ephemeral: true });
  const staged = packName(envelopeId);
  const { sha256 } = await client.downloadCompletedDocuments(envelopeId, staging.path(staged));
  await chmod(staging.path(staged), 0o600);
  return { content: await readFile(staging.path(staged)), sha256, at: { staged } };
}
