import { type Finding, finding } from "../pack-problem.ts";
import type { FileSignature } from "../pack-report.ts";
import type { SignatureRules } from "../pdf/judge-pdf.ts";
import { shownName } from "../shown-name.ts";
import { type EnvelopeList, isEnvelopeList, judgeListLayout, readEnvelopeList } from "./envelope-list.ts";
import { judgeSignature, type XmlJudgement, type XmlSurroundings } from "./judge-signature.ts";
import { readXml } from "./read-xml.ts";
import type { XmlElement } from "./xml-element.ts";
import { XmlError } from "./xml-error.ts";
import { readSignature, signaturesIn } from "./xml-signature.ts";

/** What an XML file of a pack is. */
export interface XmlFileJudgement {
  readonly signatures: readonly FileSignature[];
  readonly findings: readonly Finding[];
  /** Each continues the sentence `The file "…" `. */
  readonly notes: readonly string[];
  /** The list of the pack, when it is that and the signature on it is good but for whom to trust. */
  readonly list?: EnvelopeList;
  /** Files whose bytes it vouches for, by a good signature. */
  readonly covered: ReadonlySet<string>;
}

/**
 * Judges an XML file and its signatures.
 *
 * @param fileOf the content of another file of the pack
 */
export function judgeXml(
  content: Uint8Array,
  fileOf: XmlSurroundings["fileOf"],
  rules: SignatureRules,
): XmlFileJudgement {
  try {
    const root = readXml(content);
    return isEnvelopeList(root) ? judgeList(root, fileOf, rules) : judgeOther(root, fileOf, rules);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return without([finding(error.code, error.message)]);
  }
}

const without = (findings: readonly Finding[]): XmlFileJudgement => ({
  signatures: [],
  findings,
  notes: [],
  covered: new Set(),
});

function judgeList(
  root: XmlElement,
  fileOf: XmlSurroundings["fileOf"],
  rules: SignatureRules,
): XmlFileJudgement {
  const elements = signaturesIn(root);
  const [element] = elements;
  const signature = element && readSignature(element);
  const wrong = judgeListLayout(root, elements, signature);
  if (wrong || !signature) return without([wrong ?? finding("xml-signature-layout", "has no signature.")]);
  const list = readEnvelopeList(root);
  const judged = judgeSignature(signature, { root, fileOf }, rules, list?.completedAt);
  const findings = list
    ? judged.findings
    : [...judged.findings, finding("unreadable-xml", "does not list the files of the pack as it should.")];
  return {
    signatures: [judged.signature],
    findings,
    notes: [],
    covered: new Set(judged.signature.valid && list ? list.files.map(({ name }) => name) : []),
    ...(list && judged.signature.valid && { list }),
  };
}

/** More than a document has that was not made to stall us. */
const MAX_SIGNATURES = 20;

/** A form that is not known: what is signed is followed as far as it can be, and the rest is said. */
function judgeOther(
  root: XmlElement,
  fileOf: XmlSurroundings["fileOf"],
  rules: SignatureRules,
): XmlFileJudgement {
  const elements = signaturesIn(root);
  if (elements.length > MAX_SIGNATURES)
    return without([finding("xml-signature-layout", `has more than ${MAX_SIGNATURES} signatures.`)]);
  if (elements.length === 0) return { ...without([]), notes: ["has no signature, and was not judged."] };
  const read = elements.map((element) => readSignature(element));
  const judged = read.flatMap((signature) =>
    signature ? judgeSignature(signature, { root, fileOf }, rules) : [],
  );
  const unreadable = read.some((signature) => !signature)
    ? [finding("unreadable-signature", "has a signature that cannot be read.")]
    : [];
  return {
    signatures: judged.map(({ signature }) => signature),
    findings: [...judged.flatMap(({ findings }) => findings), ...unreadable],
    notes: notesOn(judged),
    covered: new Set(
      judged.filter(({ signature }) => signature.valid).flatMap(({ covered }) => [...covered]),
    ),
  };
}

function notesOn(judged: readonly XmlJudgement[]): string[] {
  const unknown = judged.flatMap((one) => one.unknown).map(shownName);
  return [
    "is of a form that is not known: its signature was checked, and what it says was not.",
    ...(unknown.length > 0 ? [`signs what could not be found in the pack: ${unknown.join(", ")}.`] : []),
  ];
}
