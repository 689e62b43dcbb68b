import { randomUUID } from "node:crypto";
import { chmod, mkdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Runtime } from "../../provider/runtime.ts";
import { originalsOf } from "../../provider/signed-documents/originals.ts";
import type { EnvelopeState } from "../../schema/envelope-state.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import { type PackReport, verifyPack } from "../../verify/index.ts";
import type { ExportedResource } from "../stack-export.ts";

/** Where an envelope's pack is, or goes: both absolute. */
export interface PackPlace {
  path: string;
  /** Whether it is there already. */
  found: boolean;
}

/** A pack that was looked at, in its final place if nothing is wrong with it. */
export interface JudgedPack {
  path: string;
  bytes: number;
  report: PackReport;
  /** What was not compared, as sentences. */
  notes: readonly string[];
}

/** Where a pack can be below the folder of packs: `SignedDocuments` puts it into a folder of its own. */
export const packPaths = (folder: string, envelopeId: string): string[] => [
  join(folder, envelopeId, `${envelopeId}.zip`),
  join(folder, `${envelopeId}.zip`),
];

/** Gets a pack from its place or the service, and verifies it. */
export interface PackSource {
  runtime: Runtime;
  /** PEM texts; undefined: those of the system. */
  roots: string[] | undefined;
  /** Paths of documents in the program are relative to it. */
  programFolder: string;
  signal: AbortSignal;
}

/**
 * Verifies the pack that lies in its place; where none does it is downloaded, and gets there only if it is what it says.
 * One that is not is kept beside it, as `….rejected.zip`.
 *
 * @param resource as the state has it, whose documents tell where the originals are
 * @throws ConfigError it cannot be written there; the client's errors
 */
export async function judgedPack(
  place: PackPlace,
  state: EnvelopeState,
  resource: ExportedResource | undefined,
  source: PackSource,
): Promise<JudgedPack> {
  const { documents, notes } = await originalsOf(
    source.runtime.documents,
    sentDocuments(state, resource, source.programFolder),
  );
  const judge = async (path: string): Promise<JudgedPack> => {
    const content = await readFile(path);
    const expected = {
      envelopeId: state.envelopeId,
      documents,
      at: new Date(source.runtime.now()),
      ...(source.roots && { roots: source.roots }),
    };
    return { path, bytes: content.length, report: await verifyPack(content, expected), notes };
  };
  if (place.found) return await judge(place.path);
  const { path } = place;
  const part = join(dirname(path), `.${randomUUID()}.part`);
  try {
    await writing(path, mkdir(dirname(path), { recursive: true }));
    const { client } = source.runtime.service(state.accountName);
    await client.downloadCompletedDocuments(state.envelopeId, part, { signal: source.signal });
    await chmod(part, 0o600);
    const judged = await judge(part);
    const kept = judged.report.problems.length === 0 ? path : path.replace(/\.zip$/, ".rejected.zip");
    await writing(kept, rename(part, kept));
    return { ...judged, path: kept };
  } finally {
    await rm(part, { force: true });
  }
}

/** What was sent, each with where it is now, as far as the state tells. */
function sentDocuments(state: EnvelopeState, resource: ExportedResource | undefined, folder: string) {
  const declared = Array.isArray(resource?.inputs?.documents) ? resource.inputs.documents : [];
  return state.documents.map(({ name, sha256 }) => {
    const path: unknown = declared.find((one) => one?.sha256 === sha256)?.path;
    return { fileName: name, sha256, ...(typeof path === "string" && { path: join(folder, path) }) };
  });
}

async function writing<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConfigError(`${path} cannot be written (${code}).`, { cause });
  }
}
