import type { X509Certificate } from "node:crypto";
import { usableCertificate } from "../certificates/usable-certificate.ts";
import type { Digest } from "../cms/digests.ts";
import type { Canonicalisation } from "./canonical-xml.ts";
import { DIGEST_METHODS, DSIG, ENVELOPED, EXCLUSIVE_NAMESPACE, isExclusive } from "./xml-algorithms.ts";
import { attributeOf, childOf, childrenOf, descendants, textOf, type XmlElement } from "./xml-element.ts";

/** What a signature is about, and its digest. */
export interface XmlReference {
  /** Empty: the whole document; `#id`: an element; else a file. */
  readonly uri: string | undefined;
  readonly isEnveloped: boolean;
  /** Undefined when a way is asked for that is not known; without one in the file the inclusive one is meant. */
  readonly canonicalisation: Canonicalisation | undefined;
  /** Whether the bytes are taken as they are. */
  readonly isPlain: boolean;
  readonly digest: Digest | undefined;
  readonly digestValue: Buffer;
}

/** A pack has no more files, and each reference to the document itself costs a writing down of all of it. */
const MAX_REFERENCES = 1_000;
const MAX_OWN_REFERENCES = 10;

/** A signature (https://www.w3.org/TR/xmldsig-core1/) taken apart. */
export interface XmlSignature {
  readonly element: XmlElement;
  readonly signedInfo: XmlElement;
  readonly canonicalisation: Canonicalisation | undefined;
  readonly method: string | undefined;
  readonly value: Buffer;
  readonly references: readonly XmlReference[];
  readonly certificates: readonly X509Certificate[];
}

/** All signature elements below an element, however deep. */
export const signaturesIn = (root: XmlElement): XmlElement[] =>
  [...descendants(root)].filter(
    ({ namespace, localName }) => namespace === DSIG && localName === "Signature",
  );

/** Takes a signature apart; undefined when a part is missing, or is there twice. */
export function readSignature(element: XmlElement): XmlSignature | undefined {
  const signedInfo = childOf(element, DSIG, "SignedInfo");
  const value = childOf(element, DSIG, "SignatureValue");
  if (!signedInfo || !value) return undefined;
  const canonical = childOf(signedInfo, DSIG, "CanonicalizationMethod");
  const method = childOf(signedInfo, DSIG, "SignatureMethod");
  const bytes = base64(value);
  const references = childrenOf(signedInfo, DSIG, "Reference").flatMap((one) => readReference(one) ?? []);
  const isComplete = references.length === childrenOf(signedInfo, DSIG, "Reference").length;
  if (!canonical || !method || !bytes || !isComplete || !isCountable(references)) return undefined;
  return {
    element,
    signedInfo,
    canonicalisation: canonicalisationOf(canonical),
    method: attributeOf(method, "Algorithm"),
    value: bytes,
    references,
    certificates: certificatesIn(element),
  };
}

const isCountable = (references: readonly XmlReference[]): boolean =>
  references.length > 0 &&
  references.length <= MAX_REFERENCES &&
  references.filter(({ uri }) => uri === "" || uri?.startsWith("#")).length <= MAX_OWN_REFERENCES;

function readReference(reference: XmlElement): XmlReference | undefined {
  const method = childOf(reference, DSIG, "DigestMethod");
  const value = childOf(reference, DSIG, "DigestValue");
  const digestValue = value && base64(value);
  if (!method || !digestValue) return undefined;
  const list = childrenOf(reference, DSIG, "Transforms").flatMap((one) => childrenOf(one, DSIG, "Transform"));
  const algorithms = list.map((one) => attributeOf(one, "Algorithm"));
  const isEnveloped = algorithms[0] === ENVELOPED;
  const [writing, ...others] = isEnveloped ? list.slice(1) : list;
  return {
    uri: attributeOf(reference, "URI"),
    isEnveloped,
    canonicalisation: others.length > 0 ? undefined : writing ? canonicalisationOf(writing) : AS_DEFAULT,
    isPlain: list.length === 0,
    digest: DIGEST_METHODS.get(attributeOf(method, "Algorithm") ?? ""),
    digestValue,
  };
}

const AS_DEFAULT: Canonicalisation = { isExclusive: false, inclusivePrefixes: [] };

function canonicalisationOf(element: XmlElement): Canonicalisation | undefined {
  const exclusive = isExclusive(attributeOf(element, "Algorithm"));
  if (exclusive === undefined) return undefined;
  const list = childOf(element, EXCLUSIVE_NAMESPACE, "InclusiveNamespaces");
  const prefixes = (list && attributeOf(list, "PrefixList"))?.split(/\s+/).filter(Boolean) ?? [];
  return {
    isExclusive: exclusive,
    inclusivePrefixes: prefixes.map((prefix) => (prefix === "#default" ? "" : prefix)),
  };
}

function certificatesIn(signature: XmlElement): X509Certificate[] {
  const found = childrenOf(signature, DSIG, "KeyInfo")
    .flatMap((info) => childrenOf(info, DSIG, "X509Data"))
    .flatMap((data) => childrenOf(data, DSIG, "X509Certificate"));
  return found.flatMap((element) => usableCertificate(base64(element) ?? Buffer.alloc(0)) ?? []);
}

/** Strict: what stands beside the digits would be in the file and in no signature. */
function base64(element: XmlElement): Buffer | undefined {
  const text = textOf(element).replace(/[ \t\n]/g, "");
  const bytes = Buffer.from(text, "base64");
  return element.children.every((child) => typeof child === "string") && bytes.toString("base64") === text
    ? bytes
    : undefined;
}
