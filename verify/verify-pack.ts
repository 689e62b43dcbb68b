import { hash } from "node:crypto";
import { fileKind } from "./file-kind.ts";
import type { PackProblem, PackProblemCode } from "./pack-problem.ts";
import type { ExpectedPack, PackFile, PackReport } from "./pack-report.ts";
import { shownName } from "./shown-name.ts";
import { readZip } from "./zip/read-zip.ts";

/**
 * Judges a completion pack: whether the zip is safe, whole and unchanged, and each file in it what was signed. Nothing
 * is written and nobody is asked. See `docs/verifying.md` for what is looked at.
 *
 * @param zip the pack as it was downloaded
 */
export async function verifyPack(zip: Uint8Array, expected: ExpectedPack = {}): Promise<PackReport> {
  const problems: PackProblem[] = [];
  const sha256 = hash("sha256", zip);
  if (expected.sha256 !== undefined && expected.sha256.toLowerCase() !== sha256)
    problems.push(ofPack("pack-differs", "is not the one that the receipt is about: its SHA-256 differs."));
  const reading = readZip(zip, expected.limits);
  if ("code" in reading) {
    problems.push(ofPack(reading.code, reading.what));
    return { sha256, files: [], problems, notes: [] };
  }
  const documents = expected.documents && new Set(expected.documents.map(({ fileName }) => fileName));
  const files: PackFile[] = [];
  for (const { name, content } of reading.files) {
    if (!content) {
      problems.push(ofFile(name, "damaged-file", "is damaged: its content is not what the zip says."));
      continue;
    }
    const kind = fileKind(name, documents);
    files.push({
      name,
      kind,
      sha256: hash("sha256", content),
      bytes: content.length,
      content,
      signatures: [],
    });
  }
  const names = new Set(reading.files.map(({ name }) => name));
  for (const fileName of documents ?? [])
    if (!names.has(fileName)) problems.push(ofFile(fileName, "missing-document", "is not in the pack."));
  return { sha256, files, problems, notes: [] };
}

const ofPack = (code: PackProblemCode, what: string): PackProblem => ({ code, message: `The pack ${what}` });

const ofFile = (file: string, code: PackProblemCode, what: string): PackProblem => ({
  code,
  file,
  message: `The file ${shownName(file)} ${what}`,
});
