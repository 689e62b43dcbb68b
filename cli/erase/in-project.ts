import { basename, relative } from "node:path";
import { DocumentReader } from "../../document/index.ts";
import { type FoundPart, partsInFolder } from "./in-folder.ts";
import type { Person } from "./person.ts";
import type { Place } from "./place.ts";

/** The folders of a project, absolute. */
export interface ProjectFolders {
  project: string;
  packs: string;
  receipts: string;
  /** Where Pulumi keeps its own things, which are looked at otherwise. */
  pulumi: readonly string[];
}

/** What of a project's folders holds a person: sources, config files, receipts and packs. Texts are not repeated. */
export async function placesInProject(
  { project, packs, receipts, pulumi }: ProjectFolders,
  person: Person,
  failed: (problem: string) => void,
): Promise<Place[]> {
  const reader = new DocumentReader();
  const look = (folder: string, skips: readonly string[] = []): Promise<FoundPart[]> =>
    partsInFolder(folder, person, reader, new Set(skips), failed);
  const kept = await look(packs, [receipts]);
  const written = await look(receipts);
  const others = await look(project, [packs, receipts, ...pulumi]);
  return [
    ...others.map((part) => placeOf(part, project, isConfig(part.path) ? "config" : "source", mend)),
    ...written.map((part) => placeOf(part, project, "receipt", anew)),
    ...kept.map((part) => placeOf(part, project, "pack", move)),
  ];
}

const isConfig = (path: string): boolean => /^Pulumi\..+\.(ya?ml|json)$/.test(basename(path));

const mend = (): string => "edit or remove the file; what was committed stays in Git's history";
const anew = (path: string): string =>
  `edit "signers" in '${path}'; the file itself keeps the envelope from being sent again`;
const move = (path: string): string => `rm '${path}', unless the signed documents must be kept`;

/** The person may be in the path itself: `withoutPerson` takes care of it where it is printed. */
const placeOf = (
  { path, part, holds }: FoundPart,
  project: string,
  kind: Place["kind"],
  remedy: (path: string) => string,
): Place => {
  const short = relative(project, path);
  const shown = short.startsWith("..") ? path : short;
  return {
    kind,
    where: part === undefined ? shown : `${shown}:${/^\d/.test(part) ? "" : " "}${part}`,
    holds,
    encrypted: false,
    remedy: remedy(shown),
  };
};
