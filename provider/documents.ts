import { DocumentError } from "../document/index.ts";
import type { DocumentInputs } from "../schema/envelope-inputs.ts";
import type { Issue } from "../schema/issue.ts";
import { unknownPaths } from "../schema/unknown.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Finds out about an envelope's documents.
 *
 * @param declared the documents by path; of any shape, and possibly not known yet
 * @param old the documents of the last run, of an envelope that was sent: they stand in for files that are gone
 * @returns the documents with sha256, pages and bytes, and what is wrong with them
 */
export async function documentsOf(
  runtime: Runtime,
  declared: DocumentInputs[],
  old: DocumentInputs[],
): Promise<{ documents: DocumentInputs[]; issues: Issue[] }> {
  if (!Array.isArray(declared)) return { documents: declared, issues: [] };
  const issues: Issue[] = [];
  const documents: DocumentInputs[] = [];
  // One after the other: a document that several tags or envelopes share is then read once.
  for (const [index, document] of declared.entries()) {
    const result = await documentOf(runtime, document, old);
    documents.push(result.document);
    if (result.problem) issues.push({ path: ["documents", index], message: result.problem });
  }
  return { documents, issues };
}

async function documentOf(
  runtime: Runtime,
  declared: DocumentInputs,
  old: DocumentInputs[],
): Promise<{ document: DocumentInputs; problem?: string }> {
  if (typeof declared?.path !== "string" || unknownPaths(declared).length > 0) return { document: declared };
  const before = old.find((document) => document.path === declared.path && document.sha256 !== undefined);
  // Only ignoreChanges brings findings along: Pulumi then gives the last run's value as this run's.
  if (before && declared.bytes !== undefined && declared.sha256 === before.sha256)
    return { document: declared };
  try {
    const { sha256, pages, bytes } = await runtime.documents.read(declared.path);
    const document = { ...declared, sha256, ...(pages && { pages: pages.length }), bytes };
    const pinned: unknown = declared.sha256;
    // Some tools print it in capitals.
    if (pinned === undefined || (typeof pinned === "string" && pinned.toLowerCase() === sha256))
      return { document };
    return { document, problem: `has the SHA-256 ${sha256}, not the one that is declared for it` };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    // Neither a file that is gone nor a stricter eye for the same content undoes what was sent.
    if (before && (error.code === "not-found" || error.known.sha256 === before.sha256))
      return { document: { ...before, ...declared } };
    return { document: declared, problem: `(${declared.path}) ${error.problem}` };
  }
}
