import { hash, type X509Certificate } from "node:crypto";
import { judgeCertificate } from "../certificates/judge-certificate.ts";
import { isWeakKey } from "../cms/verify-signature.ts";
import { type Finding, finding } from "../pack-problem.ts";
import type { FileSignature } from "../pack-report.ts";
import type { SignatureRules } from "../pdf/judge-pdf.ts";
import { canonicalXml } from "./canonical-xml.ts";
import { signatureMethod, verifyXmlSignature } from "./xml-algorithms.ts";
import { attributeOf, descendants, type XmlElement } from "./xml-element.ts";
import type { XmlReference, XmlSignature } from "./xml-signature.ts";

/** What a signature in an XML file is, and what it turned out to be about. */
export interface XmlJudgement {
  readonly signature: FileSignature;
  readonly findings: readonly Finding[];
  /** Names of files whose bytes have the digest that the signature says. */
  readonly covered: ReadonlySet<string>;
  /** References that could not be followed. */
  readonly unknown: readonly string[];
}

/** What a signature may be about. */
export interface XmlSurroundings {
  readonly root: XmlElement;
  /** The content of a file of the pack; undefined when there is none of the name. */
  readonly fileOf: (name: string) => Uint8Array | undefined;
}

/**
 * Judges one signature of an XML file as far as its references can be followed.
 *
 * @param saidAt when it was made by what the file says elsewhere, where the signature itself does not say
 */
export function judgeSignature(
  parsed: XmlSignature,
  surroundings: XmlSurroundings,
  { trust, at }: SignatureRules,
  saidAt?: Date,
): XmlJudgement {
  const findings: Finding[] = [];
  const covered = new Set<string>();
  const unknown: string[] = [];
  let isWhole = false;
  for (const reference of parsed.references) {
    const result = follow(reference, parsed.element, surroundings);
    if (result === undefined) unknown.push(reference.uri ?? "");
    else if (!result.same)
      findings.push(finding("digest-differs", "was changed after it was signed: a digest in it differs."));
    else if (result.file !== undefined) covered.add(result.file);
    else isWhole ||= result.isRoot;
    if (reference.digest?.isWeak) findings.push(WEAK);
  }
  const certificate = signerOf(parsed);
  if (!certificate) findings.push(NOT_SIGNED);
  const valid = findings.every(({ code }) => code === "weak-signature");
  const method = signatureMethod(parsed.method);
  if (method?.isWeak || (certificate && isWeakKey(certificate.publicKey))) findings.push(WEAK);
  const signedAt = signingTime(parsed.element) ?? saidAt;
  const problem =
    certificate &&
    judgeCertificate(certificate, {
      trust,
      others: parsed.certificates.filter((one) => one !== certificate),
      at: signedAt && signedAt < at ? signedAt : at,
    });
  if (problem) findings.push(problem);
  return {
    signature: {
      signer: certificate?.subject.replaceAll("\n", ", ") ?? "",
      signedAt: signedAt?.toISOString() ?? null,
      covers: isWhole ? "whole" : "revision",
      valid,
      trusted: certificate !== undefined && problem === undefined,
    },
    findings: [...new Map(findings.map((one) => [one.code, one])).values()],
    covered,
    unknown,
  };
}

const WEAK = finding("weak-signature", "has a signature by a key or hash that can be forged.");
const NOT_SIGNED = finding(
  "signature-invalid",
  "has a signature that was made with the key of none of its certificates.",
);

/** The certificate whose key made the signature. The order in the file is not told by anything. */
function signerOf({
  method,
  canonicalisation,
  signedInfo,
  value,
  certificates,
}: XmlSignature): X509Certificate | undefined {
  const known = signatureMethod(method);
  if (!known || !canonicalisation) return undefined;
  const signed = canonicalXml(signedInfo, canonicalisation);
  return certificates.find(({ publicKey }) => verifyXmlSignature(known, publicKey, signed, value));
}

/** Whether what a reference is about has its digest; undefined when it is not known what it is about. */
function follow(
  reference: XmlReference,
  signature: XmlElement,
  { root, fileOf }: XmlSurroundings,
): { same: boolean; isRoot: boolean; file?: string } | undefined {
  const { uri, digest, digestValue, canonicalisation } = reference;
  if (uri === undefined || !digest) return undefined;
  const same = (content: string | Uint8Array): boolean =>
    hash(digest.name, content, "buffer").equals(digestValue);
  if (uri === "" || uri.startsWith("#")) {
    const element = uri === "" ? root : elementOf(root, uri.slice(1));
    if (!element || !canonicalisation) return undefined;
    const without = reference.isEnveloped ? signature : undefined;
    return { same: same(canonicalXml(element, canonicalisation, without)), isRoot: element === root };
  }
  const file = decodedName(uri);
  const content = fileOf(file);
  return content && reference.isPlain ? { same: same(content), isRoot: false, file } : undefined;
}

/** The one element with an id; with two of them it is not known which one is meant. */
function elementOf(root: XmlElement, id: string): XmlElement | undefined {
  const [element, ...others] = [...descendants(root)].filter((one) =>
    ["Id", "ID", "id"].some((name) => attributeOf(one, name) === id),
  );
  return others.length === 0 ? element : undefined;
}

function decodedName(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^\.\//, ""));
  } catch {
    return uri;
  }
}

/** XAdES: when it was signed, as the signer says. */
function signingTime(signature: XmlElement): Date | undefined {
  const element = [...descendants(signature)].find(({ localName }) => localName === "SigningTime");
  const [text] = element?.children ?? [];
  const date = typeof text === "string" ? new Date(text) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}
