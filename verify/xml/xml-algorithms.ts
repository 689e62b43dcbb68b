import { constants, type KeyObject, verify } from "node:crypto";
import type { Digest } from "../cms/digests.ts";

const strong = (name: string): Digest => ({ name, isWeak: false });
const weak = (name: string): Digest => ({ name, isWeak: true });

const XMLENC = "http://www.w3.org/2001/04/xmlenc#";
const XMLDSIG = "http://www.w3.org/2000/09/xmldsig#";
const MORE = "http://www.w3.org/2001/04/xmldsig-more#";
const MGF1 = "http://www.w3.org/2007/05/xmldsig-more#";

/** Digest methods by their URI (RFC 9231). */
export const DIGEST_METHODS: ReadonlyMap<string, Digest> = new Map([
  [`${XMLDSIG}sha1`, weak("sha1")],
  [`${XMLENC}sha256`, strong("sha256")],
  [`${MORE}sha384`, strong("sha384")],
  [`${XMLENC}sha512`, strong("sha512")],
]);

interface SignatureMethod extends Digest {
  readonly key: "rsa" | "ec";
  readonly isPss?: true;
}

const SIGNATURE_METHODS: ReadonlyMap<string, SignatureMethod> = new Map([
  [`${XMLDSIG}rsa-sha1`, { key: "rsa", ...weak("sha1") }],
  ...["sha256", "sha384", "sha512"].flatMap((name): [string, SignatureMethod][] => [
    [`${MORE}rsa-${name}`, { key: "rsa", ...strong(name) }],
    [`${MORE}ecdsa-${name}`, { key: "ec", ...strong(name) }],
    [`${MGF1}${name}-rsa-MGF1`, { key: "rsa", isPss: true, ...strong(name) }],
  ]),
]);

/** How the bytes of a signature are made; undefined when the method is not known. */
export const signatureMethod = (uri: string | undefined): SignatureMethod | undefined =>
  SIGNATURE_METHODS.get(uri ?? "");

/** Whether a signature is of this text and by this key. */
export function verifyXmlSignature(
  { key: kind, name, isPss }: SignatureMethod,
  key: KeyObject,
  signed: string,
  signature: Uint8Array,
): boolean {
  if (key.asymmetricKeyType !== kind) return false;
  const padding = isPss && {
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  };
  // XML keeps the two numbers of ECDSA side by side, where others wrap them in ASN.1 (RFC 9231, 2.3.6).
  const encoding = kind === "ec" && { dsaEncoding: "ieee-p1363" as const };
  try {
    return verify(name, Buffer.from(signed), { key, ...padding, ...encoding }, signature);
  } catch {
    return false;
  }
}

const EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
const INCLUSIVE = ["http://www.w3.org/TR/2001/REC-xml-c14n-20010315", "http://www.w3.org/2006/12/xml-c14n11"];

/** Takes the signature out of what it is about. */
export const ENVELOPED = `${XMLDSIG}enveloped-signature`;

/** Whether a way of writing down is exclusive; undefined when it is none that is known. With comments is not. */
export function isExclusive(uri: string | undefined): boolean | undefined {
  if (uri === EXCLUSIVE) return true;
  return INCLUSIVE.includes(uri ?? "") ? false : undefined;
}

export const DSIG = XMLDSIG;
export const EXCLUSIVE_NAMESPACE = EXCLUSIVE;
