import { type Finding, finding } from "../pack-problem.ts";
import { attributeOf, childOf, childrenOf, type XmlElement } from "./xml-element.ts";
import type { XmlSignature } from "./xml-signature.ts";

/** The namespace of the emulator's `envelope-signature.xml`; `docs/emulator.md` describes its elements. */
const ENVELOPE_SIGNATURE = "urn:pulumi-yotisign:envelope-signature:1";

/** A file as the list of the pack has it. */
export interface ListedFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What the signed list of a pack says. */
export interface EnvelopeList {
  readonly envelopeId: string;
  readonly completedAt?: Date;
  readonly files: readonly ListedFile[];
}

/** Whether a file claims to be the list of a pack. */
export const isEnvelopeList = ({ namespace, localName }: XmlElement): boolean =>
  namespace === ENVELOPE_SIGNATURE && localName === "EnvelopeSignature";

/**
 * Reads the list of a pack; undefined when it says less or other than such a list does, so that nothing in it can be
 * overlooked.
 */
export function readEnvelopeList(root: XmlElement): EnvelopeList | undefined {
  const envelope = childOf(root, ENVELOPE_SIGNATURE, "Envelope");
  const list = childOf(root, ENVELOPE_SIGNATURE, "Files");
  const envelopeId = envelope && attributeOf(envelope, "id");
  if (!list || !envelope || envelopeId === undefined) return undefined;
  const files: ListedFile[] = [];
  for (const file of childrenOf(list, ENVELOPE_SIGNATURE, "File")) {
    const [name, sha256, bytes] = ["name", "sha256", "bytes"].map((key) => attributeOf(file, key));
    if (name === undefined || !/^[\da-f]{64}$/.test(sha256 ?? "") || !/^\d{1,15}$/.test(bytes ?? ""))
      return undefined;
    files.push({ name, sha256: sha256 ?? "", bytes: Number(bytes) });
  }
  const isTwice = new Set(files.map(({ name }) => name)).size !== files.length;
  if (isTwice || files.length === 0) return undefined;
  const completedAt = new Date(attributeOf(envelope, "completedAt") ?? Number.NaN);
  return { envelopeId, files, ...(!Number.isNaN(completedAt.getTime()) && { completedAt }) };
}

/**
 * Whether the signature of a pack's list stands where it has to: there is one, directly below the first element, and it
 * is about that element as a whole. Anything else could show a list to one reader and a signature to another.
 */
export function judgeListLayout(
  root: XmlElement,
  signatures: readonly XmlElement[],
  signature: XmlSignature | undefined,
): Finding | undefined {
  const [only, ...others] = signatures;
  if (!only || others.length > 0)
    return finding("xml-signature-layout", `has ${signatures.length} signatures where there must be one.`);
  if (!root.children.includes(only))
    return finding("xml-signature-layout", "has its signature in another place than at its end.");
  if (!signature) return finding("unreadable-signature", "has a signature that cannot be read.");
  const [reference, ...more] = signature.references;
  if (more.length > 0 || reference?.uri !== "" || !reference.isEnveloped)
    return finding(
      "xml-signature-layout",
      "has a signature that is about something else than the whole file.",
    );
  return reference.canonicalisation && reference.digest && signature.canonicalisation
    ? undefined
    : finding("unsupported-signature", "has a signature made in a way that is not accepted.");
}
