import type { Envelope, FileError } from "../envelope/envelope.ts";
import { type DocumentFacts, kindOf } from "../pdf/read-document.ts";
import type { DocumentStore } from "./document-store.ts";

/**
 * What the service finds wrong while it processes the files of an accepted envelope: a file that cannot be used, a tag on
 * a file that was not uploaded, or on a page the file does not have. Each file and code is named once.
 */
export async function fileErrors(envelope: Envelope, documents: DocumentStore): Promise<FileError[]> {
  const errors = new Map<string, FileError>();
  const report = (file_name: string, code: string): void =>
    void errors.set(`${code} ${file_name}`, { file_name, code });
  const found = await Promise.all(
    envelope.files.map(
      async ({ name, sha256 }) => [name, await documents.facts(sha256, kindOf(name))] as const,
    ),
  );
  const facts = new Map<string, DocumentFacts>(found);
  for (const [name, { problem }] of found) if (problem) report(name, problem);
  for (const { asked } of envelope.recipients)
    for (const tag of [...(asked.tags ?? []), ...(asked.witness?.tags ?? [])]) {
      const pages = facts.get(tag.file_name)?.pages ?? Number.POSITIVE_INFINITY;
      if (!facts.has(tag.file_name)) report(tag.file_name, "FILE_NOT_FOUND");
      else if (tag.page_number > pages) report(tag.file_name, "PAGE_NOT_FOUND");
    }
  return [...errors.values()];
}
