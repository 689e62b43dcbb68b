import { hash } from "node:crypto";
import { systemTrust, TrustStore } from "./certificates/trust-store.ts";
import { fileKind } from "./file-kind.ts";
import { judgeFile } from "./judge-file.ts";
import { compareList, isHandedIn, ofFile, ofPack } from "./judged-pack.ts";
import { finding, type PackProblem } from "./pack-problem.ts";
import type { ExpectedPack, PackFile, PackReport } from "./pack-report.ts";
import type { SignatureRules } from "./pdf/judge-pdf.ts";
import { shownName } from "./shown-name.ts";
import { judgeXml, type XmlFileJudgement } from "./xml/judge-xml.ts";
import { readZip } from "./zip/read-zip.ts";

/**
 * Judges a completion pack: whether the zip is safe, whole and unchanged, and each file in it what was signed. Nothing
 * is written and nobody is asked. See `docs/verifying.md` for what is looked at.
 *
 * @param zip the pack as it was downloaded
 * @throws TypeError when roots are given and none of them is a certificate
 */
export async function verifyPack(zip: Uint8Array, expected: ExpectedPack = {}): Promise<PackReport> {
  const rules = rulesOf(expected);
  const sha256 = hash("sha256", zip);
  const isOther = expected.sha256 !== undefined && expected.sha256.toLowerCase() !== sha256;
  const problems = isOther ? [ofPack(OTHER)] : [];
  const reading = readZip(zip, expected.limits);
  if ("code" in reading) return { sha256, files: [], problems: [...problems, ofPack(reading)], notes: [] };
  const damaged = new Set(reading.files.filter(({ content }) => !content).map(({ name }) => name));
  for (const name of damaged) problems.push(ofFile(name, DAMAGED));
  const documents =
    expected.documents && new Map(expected.documents.map((one) => [one.fileName, one.content]));
  const names = new Set(documents?.keys());
  const files = reading.files.flatMap(({ name, content }) =>
    content ? fileOf(name, content, documents && names) : [],
  );
  const { judged, notes } = await judgeFiles(files, rules, documents ?? new Map(), problems);
  problems.push(...judgeTogether(judged, damaged, expected));
  return { sha256, files: judged.map(({ file }) => file), problems, notes: [...notes, ...uncovered(judged)] };
}

const OTHER = finding("pack-differs", "is not the one that the receipt is about: its SHA-256 differs.");
const DAMAGED = finding("damaged-file", "is damaged: its content is not what the zip says.");
const NO_SIGNATURE = finding("no-signature-file", "has no XML signature, which every completion pack has.");
const MISSING = finding("missing-document", "was sent, and is not in the pack.");

function rulesOf({ roots, at = new Date() }: ExpectedPack): SignatureRules {
  const trust = roots ? new TrustStore(roots) : systemTrust();
  if (roots && trust.size === 0)
    throw new TypeError("None of the roots is a certificate in PEM, which begins with BEGIN CERTIFICATE.");
  return { trust, at };
}

const fileOf = (name: string, content: Buffer, documents: ReadonlySet<string> | undefined): PackFile => ({
  name,
  kind: fileKind(name, documents),
  sha256: hash("sha256", content),
  bytes: content.length,
  content,
  signatures: [],
});

/** A file, and what it says about others if it is an XML file. */
interface Judged {
  readonly file: PackFile;
  readonly xml?: XmlFileJudgement;
}

async function judgeFiles(
  files: readonly PackFile[],
  rules: SignatureRules,
  originals: ReadonlyMap<string, Uint8Array | undefined>,
  problems: PackProblem[],
): Promise<{ judged: Judged[]; notes: string[] }> {
  const byName = new Map(files.map((file) => [file.name, file.content]));
  const judged: Judged[] = [];
  const notes: string[] = [];
  for (const file of files) {
    if (file.kind === "signature") {
      const xml = judgeXml(file.content, (name) => byName.get(name), rules);
      problems.push(...xml.findings.map((one) => ofFile(file.name, one)));
      notes.push(...xml.notes.map((note) => `The file ${shownName(file.name)} ${note}`));
      judged.push({ file: { ...file, signatures: xml.signatures }, xml });
    } else {
      const one = await judgeFile(file, rules, originals.get(file.name));
      problems.push(...one.problems);
      notes.push(...one.notes);
      judged.push({ file: one.file });
    }
  }
  return { judged, notes };
}

/** What only all files together tell. */
function judgeTogether(
  judged: readonly Judged[],
  damaged: ReadonlySet<string>,
  expected: ExpectedPack,
): PackProblem[] {
  const files = judged.map(({ file }) => file);
  const there = new Set([...damaged, ...files.map(({ name }) => name)]);
  const missing = (expected.documents ?? []).filter(({ fileName }) => !there.has(fileName));
  // What is damaged has been said, and may have been the signature.
  const isSigned =
    judged.some(({ xml }) => xml && xml.signatures.length + xml.findings.length > 0) ||
    [...damaged].some((name) => fileKind(name, undefined) === "signature");
  return [
    ...missing.map(({ fileName }) => ofFile(fileName, MISSING)),
    ...(isSigned ? [] : [ofPack(NO_SIGNATURE)]),
    ...judged.flatMap(({ file, xml }) =>
      xml?.list ? compareList(xml.list, file.name, files, damaged, expected) : [],
    ),
  ];
}

/** Files that no signature is about, which may be so and has to be known. */
function uncovered(judged: readonly Judged[]): string[] {
  const covered = new Set(judged.flatMap(({ xml }) => [...(xml?.covered ?? [])]));
  return judged
    .filter(({ file }) => !covered.has(file.name) && (isHandedIn(file) || file.signatures.length === 0))
    .filter(({ file }) => file.kind !== "signature")
    .map(({ file }) => `The file ${shownName(file.name)} is in no signature that could be judged.`);
}
