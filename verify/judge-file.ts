import { pdfEngine } from "../document/pdf/pdf-engine.ts";
import { isHandedIn, ofFile } from "./judged-pack.ts";
import { compareOriginal, READ_TIMEOUT_SECONDS } from "./originals/compare-original.ts";
import { finding, type PackProblem } from "./pack-problem.ts";
import type { PackFile } from "./pack-report.ts";
import { judgePdf, type PdfJudgement, type SignatureRules } from "./pdf/judge-pdf.ts";
import { shownName } from "./shown-name.ts";

/** A file with all that was found out about it. */
export interface JudgedFile {
  readonly file: PackFile;
  readonly problems: readonly PackProblem[];
  readonly notes: readonly string[];
}

const isPdf = ({ name, content }: PackFile): boolean =>
  /\.pdf$/i.test(name) || Buffer.from(content.subarray(0, 5)).toString("latin1") === "%PDF-";

/**
 * Judges a file that is no XML.
 *
 * @param original what was sent under its name; undefined when that is not known
 */
export async function judgeFile(
  file: PackFile,
  rules: SignatureRules,
  original: Uint8Array | undefined,
): Promise<JudgedFile> {
  if (!isPdf(file)) return judgePlain(file, original);
  const { findings, earlier, signatures } = judgePdf(file.content, rules, original);
  const pages = await pageCount(file.content);
  const unreadable = findings.some(({ code }) => code === "unreadable-pdf");
  const all = [
    ...findings,
    ...(typeof pages === "string" && !unreadable ? [finding("unreadable-pdf", pages)] : []),
    ...(original ? await compareOriginal(original, file.content) : []),
  ];
  const judged = { ...file, signatures, ...(typeof pages === "number" && { pages }) };
  const earlierNotes = earlier.map(
    ({ what }) => `The file ${shownName(file.name)}, in an earlier signature: it ${what}`,
  );
  if (!isHandedIn(file))
    return { file: judged, problems: all.map((one) => ofFile(file.name, one)), notes: earlierNotes };
  return {
    file: judged,
    problems: [],
    notes: [...handedInNotes(file, { findings, signatures, earlier }), ...earlierNotes],
  };
}

/** Whoever handed it in may have signed it, or not; none of that is what the pack promises. */
function handedInNotes({ name }: PackFile, { findings, signatures }: PdfJudgement): string[] {
  if (signatures.length === 0 && findings.every(({ code }) => code === "unsigned-document")) return [];
  return findings.map(({ what }) => `The file ${shownName(name)}, which a signer handed in, ${what}`);
}

function judgePlain(file: PackFile, original: Uint8Array | undefined): JudgedFile {
  const isSame = original && Buffer.from(original).equals(file.content);
  const what = isSame
    ? "is what was sent, byte by byte; it is no PDF, and not signed itself."
    : "is no PDF: its text, its pages and its signatures were not judged.";
  return { file, problems: [], notes: [`The file ${shownName(file.name)} ${what}`] };
}

/** The number of pages, or why there is none; continues the sentence `The file "…" `. */
async function pageCount(content: Uint8Array): Promise<number | string | undefined> {
  const facts = await pdfEngine.read(content, { timeoutSeconds: READ_TIMEOUT_SECONDS });
  return "code" in facts ? facts.problem : facts.pages?.length;
}
