import { join, resolve, sep } from "node:path";
import type { IdentifiedSignedDocumentsInputs } from "../../schema/signed-documents-inputs.ts";
import type { SignedDocumentsState, SignedFileState } from "../../schema/signed-documents-state.ts";
import { NotFoundError, ValidationError } from "../../sdk/client/index.ts";
import { type ExpectedPack, type PackReport, verifyPack } from "../../verify/index.ts";
import type { Runtime } from "../runtime.ts";
import { trustedRoots } from "../trusted-roots.ts";
import { documentsIssues } from "./check.ts";
import { downloadPack, type FoundPack, packName, packOnDisk } from "./find-pack.ts";
import { listed } from "./listed.ts";
import { comparedWith, needsFetching, publisherOf } from "./needs.ts";
import { originalsOf } from "./originals.ts";
import { publish } from "./publish.ts";
import { rejected } from "./rejected.ts";
import { Staging } from "./staging.ts";
import { wordOf } from "./status-words.ts";

/**
 * Makes the signed documents be there, once the envelope is complete: finds the pack on the disk or downloads it,
 * verifies it, puts its files into the directory, and publishes them. Doing it again does nothing more.
 *
 * @param state the outputs so far; undefined for what does not exist yet
 * @throws PackRejectedError the pack is not what it says, and is kept aside; NotKeptError a file cannot be put where it
 * belongs, or be published; ValidationError, ConfigError, the client's errors: nothing was written
 */
export async function fetchDocuments(
  runtime: Runtime,
  inputs: IdentifiedSignedDocumentsInputs,
  state?: SignedDocumentsState,
): Promise<SignedDocumentsState> {
  // Policies may have changed it since it was checked.
  const issues = documentsIssues(inputs);
  if (issues.length > 0) throw new ValidationError("The signed documents cannot be fetched", issues);
  if (state?.pack && !needsFetching(state, inputs)) return recorded(state, inputs);
  if (!state?.pack && inputs.envelopeStatus !== "COMPLETE") return nothingYet(inputs);
  const { notes, ...expected } = await expectations(runtime, inputs);
  await using staging = await Staging.open(directoryOf(inputs), inputs.envelopeId);
  const pack = (await packOnDisk(state, inputs)) ?? (await downloaded(runtime, inputs, staging, state));
  if (!pack) return recorded({ ...(state as SignedDocumentsState), status: "changed" }, inputs, true);
  const report = await verifyPack(pack.content, expected);
  if (report.problems.length > 0) throw await rejected(runtime, inputs, pack, staging, report.problems);
  const { files } = report;
  await staging.place([
    ...files.map(({ name, sha256, content }) => ({ name, sha256, from: { content } })),
    {
      name: packName(inputs.envelopeId),
      sha256: pack.sha256,
      from: "staged" in pack.at ? pack.at : { content: pack.content },
    },
  ]);
  const there = await withUrls(runtime, inputs, fileStates(inputs, files), state);
  warnOfOthers(runtime, inputs, there, state);
  for (const message of [...notes, ...report.notes])
    runtime.engine.show({ severity: "info", message, urn: inputs.identity });
  const message = `${there.length} files of envelope ${inputs.envelopeId} are verified, in ${directoryOf(inputs)}`;
  runtime.engine.show({ severity: "info", message, urn: inputs.identity });
  return {
    ...nothingYet(inputs),
    status: "verified",
    files: there,
    pack: { path: pathIn(inputs, packName(inputs.envelopeId)), sha256: pack.sha256 },
    verifiedAt: new Date(runtime.now()).toISOString(),
  };
}

const directoryOf = ({ directory, envelopeId }: IdentifiedSignedDocumentsInputs): string =>
  directory ?? `signed/${envelopeId}`;

/** A path as the state has it: the same on every system. */
const pathIn = (inputs: IdentifiedSignedDocumentsInputs, name: string): string =>
  join(directoryOf(inputs), name).split(sep).join("/");

function nothingYet(inputs: IdentifiedSignedDocumentsInputs): SignedDocumentsState {
  return {
    envelopeId: inputs.envelopeId,
    status: wordOf(inputs.envelopeStatus) ?? "waiting",
    files: [],
    pack: null,
    verifiedAt: null,
    identity: inputs.identity,
    directory: directoryOf(inputs),
    compared: comparedWith(inputs),
    publishedBy: publisherOf(inputs),
  };
}

/** What only steers, as it is declared now. A file that is published no longer has its `file:` URL again. */
function recorded(
  state: SignedDocumentsState,
  { identity, publish }: IdentifiedSignedDocumentsInputs,
  unfetched = false,
): SignedDocumentsState {
  const now = { ...state, identity };
  if (publish !== undefined || unfetched) return now;
  return { ...now, files: state.files.map((file) => ({ ...file, url: null })), publishedBy: "" };
}

/** @returns undefined where documents that were verified before cannot be had any more: they may well be kept elsewhere */
async function downloaded(
  runtime: Runtime,
  inputs: IdentifiedSignedDocumentsInputs,
  staging: Staging,
  state: SignedDocumentsState | undefined,
): Promise<FoundPack | undefined> {
  if (inputs.envelopeStatus === "COMPLETE")
    try {
      return await downloadPack(runtime, inputs, staging);
    } catch (error) {
      if (!(state?.pack && error instanceof NotFoundError)) throw error;
    }
  const message =
    `The service does not have the signed documents of envelope ${inputs.envelopeId} any more, and the pack is not in ` +
    `${directoryOf(inputs)}: nothing was fetched. Put ${packName(inputs.envelopeId)} there if you have it elsewhere`;
  runtime.engine.show({ severity: "warning", message, urn: inputs.identity });
  return undefined;
}

/** What the pack has to be; whatever cannot be read for it is found before anything is downloaded. */
async function expectations(
  runtime: Runtime,
  inputs: IdentifiedSignedDocumentsInputs,
): Promise<ExpectedPack & { notes: string[] }> {
  const { documents, notes } = await originalsOf(runtime.documents, inputs.documents);
  const roots = await trustedRoots(runtime, inputs.roots);
  return {
    ...(inputs.documents && { documents }),
    ...(roots && { roots }),
    envelopeId: inputs.envelopeId,
    at: new Date(runtime.now()),
    notes,
  };
}

const fileStates = (inputs: IdentifiedSignedDocumentsInputs, files: PackReport["files"]): SignedFileState[] =>
  files.map(({ name, sha256 }) => ({ name, path: pathIn(inputs, name), sha256, url: null }));

/** Publishes what was not published so, one file after the other. */
async function withUrls(
  runtime: Runtime,
  inputs: IdentifiedSignedDocumentsInputs,
  files: SignedFileState[],
  state: SignedDocumentsState | undefined,
): Promise<SignedFileState[]> {
  const command = inputs.publish;
  if (command === undefined) return files;
  const earlier = state?.publishedBy === publisherOf(inputs) ? state.files : [];
  const published: SignedFileState[] = [];
  for (const file of files) {
    const { name, sha256 } = file;
    const before = earlier.find((one) => one.name === name && one.sha256 === sha256)?.url;
    const path = resolve(join(directoryOf(inputs), name));
    const what = { name, file: path, sha256, envelopeId: inputs.envelopeId };
    published.push({ ...file, url: before ?? (await publish(command, what, runtime.env)) });
  }
  return published;
}

/** A service may write a cover sheet anew, but nobody should have to find that out. */
function warnOfOthers(
  runtime: Runtime,
  { identity }: IdentifiedSignedDocumentsInputs,
  files: SignedFileState[],
  state: SignedDocumentsState | undefined,
): void {
  const others = files.filter(({ name, sha256 }) => {
    const before = state?.files.find((file) => file.name === name);
    return before && before.sha256 !== sha256;
  });
  if (others.length === 0) return;
  const message =
    `${listed(others.map(({ name }) => name))}: verified, but not the bytes that the service gave before. What was ` +
    "published or copied of them is from then";
  runtime.engine.show({ severity: "warning", message, urn: identity });
}
