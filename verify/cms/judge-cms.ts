import { createHash, type X509Certificate } from "node:crypto";
import type { GeneralizedTime, UTCTime } from "asn1js";
import { type Finding, finding } from "../pack-problem.ts";
import { type CmsSignature, readCms } from "./read-cms.ts";
import { isBoundTo } from "./signing-certificate.ts";
import { isWeakKey, verifySignature } from "./verify-signature.ts";

/** What a signature turned out to be. */
export interface SignatureJudgement {
  readonly findings: readonly Finding[];
  /** Whether the content is what was signed with the certificate's key; whether that means much is not said. */
  readonly valid: boolean;
  readonly certificate?: X509Certificate;
  readonly otherCertificates: readonly X509Certificate[];
  /** As the signer says. */
  readonly signedAt?: Date;
}

const DATA = "1.2.840.113549.1.7.1";
const SIGNING_TIME = "1.2.840.113549.1.9.5";

/**
 * Judges a detached CMS signature.
 *
 * @param contents the signature, and zeros that fill its place up
 * @param signed what it is about, in parts
 * @param rules.mustBeBound PAdES asks that the signature names its certificate
 */
export function judgeCms(
  contents: Uint8Array,
  signed: readonly Uint8Array[],
  { mustBeBound }: { mustBeBound: boolean },
): SignatureJudgement {
  const cms = readCms(contents);
  if (!cms)
    return refused("unreadable-signature", "has a signature that cannot be read: it is cut off or damaged.");
  const { certificate, digest, otherCertificates } = cms;
  if (!certificate) return refused("unreadable-signature", "has a signature without its certificate.");
  if (!digest || !cms.signedBytes || !cms.messageDigest)
    return refused("unsupported-signature", "has a signature of a kind that cannot be judged.");
  const findings: Finding[] = [];
  const hash = createHash(digest.name);
  for (const part of signed) hash.update(part);
  if (!hash.digest().equals(cms.messageDigest))
    findings.push(finding("digest-differs", "was changed after it was signed: its digest differs."));
  if (!isConsistent(cms) || !isSigned(cms, certificate))
    findings.push(
      finding(
        "signature-invalid",
        "has a signature that contradicts itself or was not made with its certificate's key.",
      ),
    );
  const isBound = isBoundTo(cms, certificate);
  if (isBound === false || (isBound === undefined && mustBeBound))
    findings.push(
      finding("certificate-mismatch", "has a signature that is not about the certificate with it."),
    );
  const valid = findings.length === 0;
  if (digest.isWeak || isWeakKey(certificate.publicKey))
    findings.push(finding("weak-signature", "has a signature by a key or hash that can be forged."));
  if (contents.subarray(cms.length).some((byte) => byte !== 0))
    findings.push(
      finding("hidden-content", "has something hidden behind a signature, where only zeros may be."),
    );
  const signedAt = signingTime(cms);
  return { findings, valid, certificate, otherCertificates, ...(signedAt && { signedAt }) };
}

const refused = (code: Finding["code"], what: string): SignatureJudgement => ({
  findings: [finding(code, what)],
  valid: false,
  otherCertificates: [],
});

const isConsistent = ({ isAmbiguous, isDigestNamed, contentType }: CmsSignature): boolean =>
  !isAmbiguous && isDigestNamed && contentType === DATA;

function isSigned(cms: CmsSignature, { publicKey }: X509Certificate): boolean {
  const { algorithm, digest, signedBytes, signature } = cms;
  if (!digest || !signedBytes) return false;
  try {
    return verifySignature(algorithm, digest, publicKey, signedBytes, signature) === true;
  } catch {
    return false;
  }
}

function signingTime({ attributes }: CmsSignature): Date | undefined {
  const value = attributes.get(SIGNING_TIME)?.values[0] as UTCTime | GeneralizedTime | undefined;
  if (typeof value?.toDate !== "function") return undefined;
  const date = value.toDate();
  return Number.isNaN(date.getTime()) ? undefined : date;
}
