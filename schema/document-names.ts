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
 * @returns undefined where it is none of the envelope's documents
 */
export function referredFileName(
  reference: Partial<DocumentInputs>,
  documents: DocumentInputs[],
): string | undefined {
  const { path, fileName } = reference;
  const found = documents.find(
    (document) => document?.path === path && (fileName === undefined || document?.fileName === fileName),
  );
  return typeof found?.path === "string" ? fileNameOf(found) : undefined;
}
