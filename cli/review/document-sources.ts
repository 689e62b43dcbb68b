import { hash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import { DocumentError, type DocumentReader } from "../../document/index.ts";
import { pairedDocuments } from "../../review/change/paired-documents.ts";
import { writtenEnvelope } from "../../review/change/written-envelope.ts";
import type { DocumentSource, EnvelopeSource } from "../../review/review-source.ts";
import type { DocumentInputs } from "../../schema/envelope-inputs.ts";
import { withPrivateFile } from "../check/private-file.ts";
import type { GitBase } from "./git-base.ts";

/** A document's content that something is to be found out about. */
interface Wanted {
  document: DocumentInputs;
  /** Whether its text is compared. */
  isCompared: boolean;
  /** Whether it is what was sent before: the file may be another one now. */
  isOld: boolean;
}

/**
 * Reads what a review shows of documents: pages where tags land, and texts where they changed. What was sent before is
 * looked for in the file, then in Git, and counts only where it has the content that was sent.
 *
 * @param folder the program's, which paths are seen from
 * @returns by SHA-256
 */
export async function documentSources(
  envelopes: readonly EnvelopeSource[],
  folder: string,
  reader: DocumentReader,
  git: GitBase,
): Promise<Map<string, DocumentSource>> {
  const found = new Map<string, DocumentSource>();
  for (const [sha256, { document, isCompared, isOld }] of wantedIn(envelopes)) {
    const path = resolve(folder, document.path);
    const here = await read(reader, path, sha256, isCompared);
    if (here) found.set(sha256, here);
    else if (isOld) found.set(sha256, await readFromGit(reader, path, sha256, isCompared, git));
  }
  return found;
}

function wantedIn(envelopes: readonly EnvelopeSource[]): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  const want = ({ document, ...rest }: Wanted): void => {
    const { sha256 } = document;
    if (typeof sha256 !== "string") return;
    const known = wanted.get(sha256);
    wanted.set(sha256, {
      document: known?.document ?? document,
      isCompared: rest.isCompared || known?.isCompared === true,
      isOld: rest.isOld && known?.isOld !== false,
    });
  };
  for (const { declared, before } of envelopes) {
    const [now, earlier] = [writtenEnvelope(declared ?? before), writtenEnvelope(before)];
    for (const { document, old } of pairedDocuments(now.documents, earlier.documents).pairs) {
      const isCompared = old !== undefined && old.document.sha256 !== document.document.sha256;
      want({ document: document.document, isCompared, isOld: declared === undefined });
      if (old && isCompared) want({ document: old.document, isCompared, isOld: true });
    }
  }
  return wanted;
}

/** Undefined where the file is not there, or another one. */
async function read(
  reader: DocumentReader,
  path: string,
  sha256: string,
  isCompared: boolean,
): Promise<DocumentSource | undefined> {
  try {
    const { pages, sha256: there } = await reader.read(path);
    if (there !== sha256) return undefined;
    const sizes = pages?.map(({ widthPt, heightPt }) => ({ widthPt, heightPt }));
    return { ...(sizes && { pages: sizes }), ...(isCompared && (await textOf(reader, path))) };
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}

async function readFromGit(
  reader: DocumentReader,
  path: string,
  sha256: string,
  isCompared: boolean,
  git: GitBase,
): Promise<DocumentSource> {
  const file = git.file(path);
  if ("why" in file) return { whyNoText: file.why };
  if (hash("sha256", file.content) !== sha256) return { whyNoText: otherContent(file.content, git) };
  const source = await withPrivateFile(`document${extname(path)}`, (copy) => {
    writeFileSync(copy, file.content);
    return read(reader, copy, sha256, isCompared);
  });
  return source ?? { whyNoText: "the document that was sent cannot be read" };
}

function otherContent(content: Buffer, { base = "" }: GitBase): string {
  const at = base.slice(0, 12);
  return content.subarray(0, 40).toString().startsWith("version https://git-lfs")
    ? `Git has but a pointer to it at ${at} (Git LFS)`
    : `the document at ${at} is not the one that was sent`;
}

async function textOf(
  reader: DocumentReader,
  path: string,
): Promise<Pick<DocumentSource, "text" | "whyNoText">> {
  try {
    const text = await reader.readText(path);
    if (text.kind === "pdf") return { text: text.pages.map((page) => page.text).join("\n") };
    if (text.kind === "docx") return { text: text.paragraphs.join("\n") };
    return { whyNoText: "the text of a .doc is not read; save it as a .docx, or export it as a PDF" };
  } catch (error) {
    if (error instanceof DocumentError) return { whyNoText: `it ${error.problem}` };
    throw error;
  }
}
