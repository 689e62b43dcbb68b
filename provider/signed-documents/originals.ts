import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { SentDocument } from "../../schema/signed-documents-inputs.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import type { ExpectedPack } from "../../verify/index.ts";

/** What a pack is compared with, and for which documents that is no more than the name, as a sentence each. */
export interface Originals {
  documents: NonNullable<ExpectedPack["documents"]>;
  notes: string[];
}

/**
 * Reads the documents as they were sent. A file that is gone, or another by now, is no reason to keep people from their
 * signed documents: where what was sent is known by its digest, only its name is looked for.
 *
 * @throws ConfigError a file cannot be read, and nothing says what was sent
 */
export async function originalsOf(documents: readonly SentDocument[] = []): Promise<Originals> {
  const notes: string[] = [];
  const read = await Promise.all(
    documents.map(async ({ fileName, path, sha256 }) => {
      if (path === undefined) return { fileName };
      const content = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
        if (sha256 !== undefined) return undefined;
        throw new ConfigError(
          `documents: ${path} cannot be read (${cause.code}), so nothing is compared with it`,
          {
            cause,
          },
        );
      });
      const isSent = content && (sha256 === undefined || hash("sha256", content) === sha256.toLowerCase());
      if (isSent) return { fileName, content };
      const what = content ? "is not what was sent any more" : "is not there any more";
      notes.push(`${path} ${what}, so the signed ${fileName} was not compared with it`);
      return { fileName };
    }),
  );
  return { documents: read, notes };
}
