import { DocumentError, type DocumentReader, type DocumentText } from "../../document/index.ts";
import { fileNameOf } from "../../schema/document-names.ts";
import type { DocumentInputs } from "../../schema/envelope-inputs.ts";
import { unknownPaths } from "../../schema/unknown.ts";
import type { PolicyDocument } from "../document-facts.ts";

/**
 * What is known of an envelope's documents, for rules.
 *
 * @param declared as check leaves them, or as a program declares them
 * @returns undefined where one of them is not known yet; a file that cannot be read is left out: that it cannot is
 * check's to say
 */
export async function readPolicyDocuments(
  reader: DocumentReader,
  declared: unknown,
): Promise<PolicyDocument[] | undefined> {
  if (!Array.isArray(declared) || unknownPaths(declared).length > 0) return undefined;
  const documents: PolicyDocument[] = [];
  for (const document of declared) {
    const found = typeof document?.path === "string" ? await readOne(reader, document) : undefined;
    if (found) documents.push(found);
  }
  return documents;
}

async function readOne(
  reader: DocumentReader,
  document: DocumentInputs,
): Promise<PolicyDocument | undefined> {
  try {
    const { kind, bytes, sha256, pages, encrypted } = await reader.read(document.path);
    const text = await textOf(reader, document.path);
    const texts = text?.kind === "pdf" ? text.pages : undefined;
    return {
      name: fileNameOf(document),
      path: document.path,
      kind,
      bytes,
      sha256,
      pages: pages?.map((page, index) => ({ ...page, text: texts?.[index], pictureShare: undefined })),
      text: wholeText(text),
      encrypted: kind === "pdf" ? encrypted : undefined,
      javaScript: undefined,
      attachments: undefined,
      signatures: undefined,
      fonts: undefined,
    };
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}

/** The text; undefined where there is too much of it. */
async function textOf(reader: DocumentReader, path: string): Promise<DocumentText | undefined> {
  try {
    return await reader.readText(path);
  } catch (error) {
    if (error instanceof DocumentError && error.code === "too-much-text") return undefined;
    throw error;
  }
}

function wholeText(text: DocumentText | undefined): string | undefined {
  if (text?.kind === "pdf") return text.pages.map((page) => page.text).join("\n");
  return text?.kind === "docx" ? text.paragraphs.join("\n") : undefined;
}
