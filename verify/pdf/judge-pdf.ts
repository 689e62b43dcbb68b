import { judgeCertificate } from "../certificates/judge-certificate.ts";
import type { TrustStore } from "../certificates/trust-store.ts";
import { judgeCms, type SignatureJudgement } from "../cms/judge-cms.ts";
import { type Finding, finding } from "../pack-problem.ts";
import type { FileSignature } from "../pack-report.ts";
import { judgeByteRange } from "./byte-range.ts";
import { pageFingerprints } from "./page-fingerprints.ts";
import { pdfDate } from "./pdf-date.ts";
import { PdfError } from "./pdf-error.ts";
import { PdfFile } from "./pdf-file.ts";
import { endOf, type SignedField, signedFields } from "./signature-fields.ts";

/** Whom signatures are judged by. */
export interface SignatureRules {
  readonly trust: TrustStore;
  /** Certificates are judged at the time of signing, at the latest at this moment. */
  readonly at: Date;
}

/** What the signatures of a PDF are. */
export interface PdfJudgement {
  readonly signatures: readonly FileSignature[];
  /** What is wrong, seen from the last signature: it has to cover the file, and to be good. */
  readonly findings: readonly Finding[];
  /** What is wrong with earlier signatures, which a signer may have brought along. */
  readonly earlier: readonly Finding[];
}

/**
 * Judges the signatures of a PDF.
 *
 * @param original the document as it was sent; signatures that it had already say nothing about later changes
 */
export function judgePdf(
  content: Uint8Array,
  rules: SignatureRules,
  original: Uint8Array | undefined,
): PdfJudgement {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  try {
    const file = new PdfFile(bytes);
    const judged = signedFields(file).map((field) => judgeField(bytes, field, rules));
    const last = judged.at(-1);
    if (!last) return nothing(finding("unsigned-document", "is not signed."));
    const earlier = judged.slice(0, -1).filter(({ field }) => !isIn(original, field));
    return {
      signatures: judged.map(({ signature }) => signature),
      findings: [...last.findings, ...afterwards(last), ...between(file, earlier)],
      earlier: judged.slice(0, -1).flatMap(({ findings }) => findings),
    };
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    return nothing(finding("unreadable-pdf", error.message));
  }
}

const nothing = (problem: Finding): PdfJudgement => ({ signatures: [], findings: [problem], earlier: [] });

interface JudgedField {
  readonly field: SignedField;
  readonly signature: FileSignature;
  readonly findings: readonly Finding[];
}

/** Signatures that are a hash with SHA-1 by their very form. */
const WEAK_FORMS = new Set(["adbe.pkcs7.sha1", "adbe.x509.rsa_sha1"]);
const PADES = "ETSI.CAdES.detached";
const FORMS = new Set([PADES, "adbe.pkcs7.detached"]);

function judgeField(bytes: Buffer, field: SignedField, { trust, at }: SignatureRules): JudgedField {
  const range = judgeByteRange(bytes, field);
  // Digits outside of what it says it covers change nothing about whether the key made it.
  const parts = "code" in range ? partsAsSaid(bytes, field) : range.parts;
  const cms = judgeForm(field, parts);
  const signedAt = cms.signedAt ?? pdfDate(field.date);
  const isWhole = !("code" in range) && range.isWhole;
  const certificate =
    cms.certificate &&
    judgeCertificate(cms.certificate, {
      trust,
      others: cms.otherCertificates,
      at: signedAt && signedAt < at ? signedAt : at,
    });
  return {
    field,
    signature: {
      signer: cms.certificate?.subject.replaceAll("\n", ", ") ?? "",
      signedAt: signedAt?.toISOString() ?? null,
      covers: isWhole ? "whole" : "revision",
      valid: cms.valid && !("code" in range),
      trusted: cms.certificate !== undefined && certificate === undefined,
    },
    findings: ["code" in range ? range : [], cms.findings, certificate ?? []].flat(),
  };
}

function judgeForm(field: SignedField, parts: readonly Buffer[]): SignatureJudgement {
  const { subFilter } = field;
  if (FORMS.has(subFilter)) return judgeCms(field.contents, parts, { mustBeBound: subFilter === PADES });
  const problem = WEAK_FORMS.has(subFilter)
    ? finding("weak-signature", "has a signature of an old form, whose hash can be forged.")
    : finding("unsupported-signature", "has a signature of a form that cannot be judged.");
  return { findings: [problem], valid: false, otherCertificates: [] };
}

function partsAsSaid(bytes: Buffer, { byteRange }: SignedField): Buffer[] {
  const [start = 0, firstLength = 0, secondStart = 0, secondLength = 0] = byteRange;
  return [
    bytes.subarray(start, start + firstLength),
    bytes.subarray(secondStart, secondStart + secondLength),
  ];
}

/** What came into the file behind its last signature. */
function afterwards({ signature, findings }: JudgedField): Finding[] {
  if (signature.covers === "whole" || findings.some(({ code }) => code === "byte-range")) return [];
  return [
    finding("changed-after-signing", "was changed after it was signed: its last part is in no signature."),
  ];
}

/** What later revisions changed on pages that somebody who is trusted had signed, though a later signature covers it. */
function between(file: PdfFile, earlier: readonly JudgedField[]): Finding[] {
  const good = earlier.filter(({ signature }) => signature.valid && signature.trusted);
  if (good.length === 0) return [];
  const now = pageFingerprints(file);
  return good.flatMap(({ field }) => {
    const then = pageFingerprints(new PdfFile(file.bytes.subarray(0, endOf(field))));
    const changed = now.findIndex((page, index) => page !== then[index]);
    if (changed < 0 && now.length === then.length) return [];
    const page = changed < 0 ? now.length + 1 : changed + 1;
    return [finding("changed-after-signing", `was changed on page ${page} after one of its signatures.`)];
  });
}

/** Whether a document held this signature when it was sent. */
function isIn(original: Uint8Array | undefined, { contents }: SignedField): boolean {
  if (!original) return false;
  const { buffer, byteOffset, byteLength } = original;
  const text = Buffer.from(buffer, byteOffset, byteLength).toString("latin1").toLowerCase();
  return text.includes(Buffer.from(contents).toString("hex"));
}
