import {
  DocumentError,
  type DocumentFacts,
  type DocumentReader,
  type DocumentText,
  type DocumentTraits,
} from "../../document/index.ts";
import { fileNameOf } from "../../schema/document-names.ts";
import type { DocumentInputs } from "../../schema/envelope-inputs.ts";
import { unknownPaths } from "../../schema/unknown.ts";
import type { PolicyDocument } from "../document-facts.ts";

/** By the text, so that what rules find out about a document serves all envelopes, and goes when the text does. */
const known = new WeakMap<DocumentText, Map<string, PolicyDocument>>();

/**
 * What is known of an envelope's documents, for rules. The same document of the same name gives the same object, as
 * long as the reader keeps its text.
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
    const facts = await reader.read(document.path);
    const text = await unlessRefused(reader.readText(document.path));
    const key = `${facts.sha256} ${fileNameOf(document)} ${document.path}`;
    const before = text && known.get(text)?.get(key);
    if (before) return before;
    const traits = await unlessRefused(reader.readTraits(document.path));
    const found = documentOf(document, facts, text, traits);
    if (text) known.set(text, (known.get(text) ?? new Map()).set(key, found));
    return found;
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}

/** Undefined where a document that can be sent holds too much text, or what cannot be looked into. */
async function unlessRefused<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}

function documentOf(
  document: DocumentInputs,
  { kind, bytes, sha256, pages, encrypted }: DocumentFacts,
  text: DocumentText | undefined,
  traits: DocumentTraits | undefined,
): PolicyDocument {
  const texts = text?.kind === "pdf" ? text.pages : undefined;
  return {
    name: fileNameOf(document),
    path: document.path,
    kind,
    bytes,
    sha256,
    pages: pages?.map((page, index) => ({
      ...page,
      text: texts?.[index],
      pictureShare: traits?.pages?.[index]?.pictureShare,
    })),
    text: wholeText(text),
    encrypted,
    javaScript: traits?.javaScript,
    attachments: traits?.attachments,
    signatures: traits?.signatures,
    fonts: traits?.fonts,
  };
}

function wholeText(text: DocumentText | undefined): string | undefined {
  if (text?.kind === "pdf") return text.pages.map((page) => page.text).join("\n");
  return text?.kind === "docx" ? text.paragraphs.join("\n") : undefined;
}
