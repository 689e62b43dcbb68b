import { DocumentError, type DocumentReader } from "../../document/index.ts";
import type { SentDocument } from "../../schema/signed-documents-inputs.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import type { ExpectedPack } from "../../verify/index.ts";

/** What a pack is compared with, and for which documents that is no more than the name, as a sentence each. */
export interface Originals {
  documents: NonNullable<ExpectedPack["documents"]>;
  notes: string[];
}

/** What keeps a file from being compared, beside that it is another one by now. */
const lacks: Record<string, string> = {
  "not-found": "is not there any more",
  unreadable: "cannot be read any more",
};

/**
 * Reads the documents as they were sent. A file that is gone, or another by now, is no reason to keep people from their
 * signed documents: where what was sent is known by its digest, only its name is looked for.
 *
 * @param reader reads a document that many envelopes share once
 * @throws ConfigError a file cannot be read, and nothing says what was sent
 */
export async function originalsOf(
  reader: DocumentReader,
  documents: readonly SentDocument[] = [],
): Promise<Originals> {
  const notes: string[] = [];
  const read = await Promise.all(
    documents.map(async ({ fileName, path, sha256 }) => {
      if (path === undefined) return { fileName };
      const found = await reader.content(path).catch((error) => {
        if (!(error instanceof DocumentError)) throw error;
        if (sha256 !== undefined) return error;
        throw new ConfigError(`documents: ${path} ${error.problem} Nothing is compared with it`, {
          cause: error,
        });
      });
      if (!(found instanceof DocumentError) && (sha256 ?? found.sha256).toLowerCase() === found.sha256)
        return { fileName, content: found.bytes };
      const code = found instanceof DocumentError ? found.code : undefined;
      const what = lacks[code ?? ""] ?? "is not what was sent any more";
      notes.push(`${path} ${what}, so the signed ${fileName} was not compared with it`);
      return { fileName };
    }),
  );
  return { documents: read, notes };
}
