import { basename } from "node:path";
import type { DocumentInputs } from "./envelope-inputs.ts";

/** The name a document is sent under. */
export const fileNameOf = (document: DocumentInputs): string => document.fileName ?? basename(document.path);

/** The name of an envelope's document where it has one only; undefined otherwise. */
export function soleFileName([only, ...others]: DocumentInputs[]): string | undefined {
  return typeof only?.path === "string" && others.length === 0 ? fileNameOf(only) : undefined;
}

/**
 * The name of the document that a tag or a recipient refers to by its path, and by its name where one file is sent
 * under several.
 *
 * @returns undefined where it is none of the envelope's documents, or one of several
 */
export function referredFileName(
  reference: Partial<DocumentInputs>,
  documents: DocumentInputs[],
): string | undefined {
  const [name, ...others] = referredFileNames(reference, documents);
  return others.length === 0 ? name : undefined;
}

/** The names of all documents that a reference fits, each once. */
export function referredFileNames(
  { path, fileName }: Partial<DocumentInputs>,
  documents: DocumentInputs[],
): string[] {
  const names = documents
    .filter((document) => typeof document?.path === "string" && document.path === path)
    .filter((document) => fileName === undefined || document.fileName === fileName)
    .map(fileNameOf);
  return [...new Set(names)];
}
