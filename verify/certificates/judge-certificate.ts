import type { X509Certificate } from "node:crypto";
import { isWeakKey } from "../cms/verify-signature.ts";
import { type Finding, finding } from "../pack-problem.ts";
import { type CertificateParts, certificateParts } from "./certificate-parts.ts";
import type { TrustStore } from "./trust-store.ts";

/** Longer than any chain in use. */
const MAX_CHAIN = 8;

/** Certificates looked at for one signature: whoever puts in hundreds that all vouch for each other wants to stall us. */
const MAX_STEPS = 200;

/** Bits of `keyUsage`. */
const DIGITAL_SIGNATURE = 0;
const NON_REPUDIATION = 1;
const CERTIFICATES = 5;

/**
 * Purposes that documents are signed for: document signing (RFC 9336), e-mail, Adobe's and Microsoft's own, any. A
 * certificate for web servers is easy to get, and must not sign contracts.
 */
const PURPOSES = new Set([
  "1.3.6.1.5.5.7.3.36",
  "1.3.6.1.5.5.7.3.4",
  "1.2.840.113583.1.1.5",
  "1.3.6.1.4.1.311.10.3.12",
  "2.5.29.37.0",
]);

/** RSA or ECDSA with MD5 or SHA-1: somebody can make two certificates of one signature. */
const WEAK_SIGNATURES = new Set([
  "1.2.840.113549.1.1.4",
  "1.2.840.113549.1.1.5",
  "1.2.840.10045.4.1",
  "1.3.14.3.2.29",
]);

/** Whom a signer's certificate is judged by. */
export interface CertificateRules {
  readonly trust: TrustStore;
  /** Certificates that came along and may lead to a trusted one; they are not trusted themselves. */
  readonly others: readonly X509Certificate[];
  /** The time for which it is judged. */
  readonly at: Date;
}

/** Why the certificate of a signature cannot be relied on; undefined when it can. */
export function judgeCertificate(leaf: X509Certificate, rules: CertificateRules): Finding | undefined {
  try {
    return judgeLeaf(leaf, rules) ?? judgeChain([leaf], { ...rules, stepsLeft: MAX_STEPS });
  } catch {
    return misused("has a signature whose certificate, or one above it, is damaged.");
  }
}

const misused = (what: string): Finding => finding("certificate-misused", what);

function judgeLeaf(leaf: X509Certificate, { trust }: CertificateRules): Finding | undefined {
  if (!trust.has(leaf) && isSelfSigned(leaf))
    return finding(
      "self-signed-certificate",
      "has a signature whose certificate vouches for itself; anybody can make one.",
    );
  const { keyUsage, purposes } = certificateParts(leaf);
  if (keyUsage && !keyUsage[DIGITAL_SIGNATURE] && !keyUsage[NON_REPUDIATION])
    return misused("has a signature whose certificate is not for signing.");
  if (purposes && !purposes.some((purpose) => PURPOSES.has(purpose)))
    return misused("has a signature whose certificate is for something else than documents.");
  return undefined;
}

const isSelfSigned = (certificate: X509Certificate): boolean => isIssuedBy(certificate, certificate);

/** By name and key alone: whether the issuer may do so is a question of its own, with an answer of its own. */
function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  if (certificate.issuer !== issuer.subject) return false;
  try {
    return certificate.verify(issuer.publicKey);
  } catch {
    // A key of a kind that OpenSSL does not know.
    return false;
  }
}

/**
 * Looks for a way up to a trusted certificate on which nothing is wrong. Of the ways that are refused, the one that got
 * furthest says why.
 *
 * @param chain the signer's certificate first
 */
function judgeChain(
  chain: readonly X509Certificate[],
  rules: CertificateRules & { stepsLeft: number },
): Finding | undefined {
  const last = chain.at(-1);
  if (!last || rules.stepsLeft-- <= 0) return UNTRUSTED;
  const problem = judgeLink(chain, rules);
  if (rules.trust.has(last)) return problem;
  const issuers = [...rules.trust.issuersOf(last), ...rules.others].filter(
    (one) => !chain.includes(one) && isIssuedBy(last, one),
  );
  let reason: Finding = UNTRUSTED;
  for (const issuer of chain.length < MAX_CHAIN ? issuers : []) {
    const above = judgeChain([...chain, issuer], rules);
    if (!above) return problem;
    if (above !== UNTRUSTED) reason = above;
  }
  return reason;
}

const UNTRUSTED = finding(
  "untrusted-certificate",
  "has a signature whose certificate leads to none of the trusted roots.",
);

/** What is wrong with the last certificate of a chain, seen from those below it. */
function judgeLink(chain: readonly X509Certificate[], rules: CertificateRules): Finding | undefined {
  const certificate = chain.at(-1);
  if (!certificate) return UNTRUSTED;
  const parts = certificateParts(certificate);
  const isLeaf = chain.length === 1;
  const { at, trust } = rules;
  if (!(certificate.validFromDate <= at && at <= certificate.validToDate))
    return finding(
      "certificate-not-valid-then",
      `has a signature whose certificate${isLeaf ? "" : "'s authority"} was not valid at the time, ${at.toISOString()}.`,
    );
  if (!isLeaf && !mayIssue(parts, chain.length - 2))
    return misused("has a signature whose certificate was issued by one that may not do so.");
  if (parts.unknownCritical.length > 0)
    return misused(
      `has a signature whose certificate, or one above it, has conditions that cannot be judged here (${parts.unknownCritical.join(", ")}).`,
    );
  // The signer's own key is judged with the signature.
  if (!isLeaf && isWeakKey(certificate.publicKey)) return WEAK;
  // Nobody looks at how a root signed itself.
  return !trust.has(certificate) && WEAK_SIGNATURES.has(parts.signatureAlgorithm) ? WEAK : undefined;
}

const WEAK = finding(
  "weak-signature",
  "has a signature whose certificate, or one above it, uses keys or hashes that can be forged.",
);

/** @param below how many authorities stand between it and the signer */
const mayIssue = ({ isAuthority, keyUsage, pathLength }: CertificateParts, below: number): boolean =>
  isAuthority && (keyUsage?.[CERTIFICATES] ?? true) && (pathLength ?? below) >= below;
