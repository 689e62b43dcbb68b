import { constants, type KeyObject, verify } from "node:crypto";
import { RSASSAPSSParams } from "pkijs";
import { type Digest, digestOf } from "./digests.ts";

/** An algorithm with its parameters as a signature names it. */
export interface NamedAlgorithm {
  readonly algorithmId: string;
  readonly algorithmParams?: unknown;
}

const RSA = "1.2.840.113549.1.1.1";
const RSA_PSS = "1.2.840.113549.1.1.10";
const ED25519 = "1.3.101.112";
const EC_KEY = "1.2.840.10045.2.1";

/** Signature algorithms that name their hash function. */
const WITH_DIGEST: ReadonlyMap<string, { key: string; digest: string }> = new Map([
  ["1.2.840.113549.1.1.4", { key: "rsa", digest: "md5" }],
  ["1.2.840.113549.1.1.5", { key: "rsa", digest: "sha1" }],
  ["1.2.840.113549.1.1.11", { key: "rsa", digest: "sha256" }],
  ["1.2.840.113549.1.1.12", { key: "rsa", digest: "sha384" }],
  ["1.2.840.113549.1.1.13", { key: "rsa", digest: "sha512" }],
  ["1.2.840.10045.4.1", { key: "ec", digest: "sha1" }],
  ["1.2.840.10045.4.3.2", { key: "ec", digest: "sha256" }],
  ["1.2.840.10045.4.3.3", { key: "ec", digest: "sha384" }],
  ["1.2.840.10045.4.3.4", { key: "ec", digest: "sha512" }],
]);

/**
 * Whether a signature is of these bytes and by this key.
 *
 * @param digest the hash function that the signature names beside the algorithm; they must agree
 * @returns undefined when the algorithm is none that is known, or contradicts the key or the hash function
 */
export function verifySignature(
  algorithm: NamedAlgorithm,
  digest: Digest,
  key: KeyObject,
  signed: Uint8Array,
  signature: Uint8Array,
): boolean | undefined {
  const kind = key.asymmetricKeyType;
  const named = WITH_DIGEST.get(algorithm.algorithmId);
  if (named)
    return named.key === kind && named.digest === digest.name
      ? verify(digest.name, signed, key, signature)
      : undefined;
  switch (algorithm.algorithmId) {
    case RSA:
      return kind === "rsa" ? verify(digest.name, signed, key, signature) : undefined;
    case EC_KEY:
      return kind === "ec" ? verify(digest.name, signed, key, signature) : undefined;
    case ED25519:
      return kind === "ed25519" ? verify(null, signed, key, signature) : undefined;
    case RSA_PSS:
      return kind === "rsa" || kind === "rsa-pss"
        ? verifyPss(algorithm.algorithmParams, digest, key, signed, signature)
        : undefined;
    default:
      return undefined;
  }
}

function verifyPss(
  schema: unknown,
  digest: Digest,
  key: KeyObject,
  signed: Uint8Array,
  signature: Uint8Array,
): boolean | undefined {
  const { hashAlgorithm, maskGenAlgorithm, saltLength } = new RSASSAPSSParams({ schema });
  // Node.js takes one hash function for both; other pairs are allowed and never seen.
  const mask = maskGenAlgorithm.algorithmParams?.valueBlock?.value?.[0]?.valueBlock?.toString();
  if (digestOf(hashAlgorithm.algorithmId)?.name !== digest.name || mask !== hashAlgorithm.algorithmId)
    return undefined;
  return verify(
    digest.name,
    signed,
    { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength },
    signature,
  );
}

/** Whether a key can be found out, by today's means or tomorrow's: RSA below 2,048 bits, a curve below 256. */
export function isWeakKey({ asymmetricKeyDetails: details }: KeyObject): boolean {
  if (details?.modulusLength !== undefined) return details.modulusLength < 2048;
  const curve = details?.namedCurve;
  return curve !== undefined && /^(sec[pt]|prime|c2|sect|brainpoolP)(1[0-9]{2}|2[0-4]\d)/.test(curve);
}
