import type { X509Certificate } from "node:crypto";
import { type BaseBlock, fromBER, type ObjectIdentifier, type OctetString } from "asn1js";
import { type Attribute, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from "pkijs";
import { certificateParts } from "../certificates/certificate-parts.ts";
import { usableCertificate } from "../certificates/usable-certificate.ts";
import { type Digest, digestOf } from "./digests.ts";
import type { NamedAlgorithm } from "./verify-signature.ts";

/** A detached CMS signature (RFC 5652) with one signer, taken apart. */
export interface CmsSignature {
  readonly digest: Digest | undefined;
  /** Whether the list of hash functions in front has it too, as RFC 5652 says (section 5.1) and OpenSSL asks. */
  readonly isDigestNamed: boolean;
  readonly algorithm: NamedAlgorithm;
  readonly signature: Uint8Array;
  /** The signed attributes as they are signed; undefined when there are none. */
  readonly signedBytes: Uint8Array | undefined;
  /** The attributes by object identifier. */
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** An attribute that is there twice, or has not exactly one value. */
  readonly isAmbiguous: boolean;
  readonly messageDigest: Uint8Array | undefined;
  readonly contentType: string | undefined;
  /** The certificate that the signature says it was made with. */
  readonly certificate: X509Certificate | undefined;
  readonly otherCertificates: readonly X509Certificate[];
  /** Bytes of the CMS; what follows is padding. */
  readonly length: number;
}

/** A signature with its certificates has a few thousand; taking one apart takes a multiple of its size. */
const MAX_BYTES = 1_000_000;

const SIGNED_DATA = "1.2.840.113549.1.7.2";
const CONTENT_TYPE = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";

/** Takes a CMS signature apart; undefined when it is none, holds content, or has not exactly one signer. */
export function readCms(bytes: Uint8Array): CmsSignature | undefined {
  if (bytes.length > MAX_BYTES) return undefined;
  try {
    return read(Uint8Array.from(bytes));
  } catch {
    // The parsers throw many kinds of errors at what is no CMS.
    return undefined;
  }
}

function read(bytes: Uint8Array<ArrayBuffer>): CmsSignature | undefined {
  const { offset, result } = fromBER(bytes);
  if (offset <= 0) return undefined;
  const info = new ContentInfo({ schema: result });
  if (info.contentType !== SIGNED_DATA) return undefined;
  const data = new SignedData({ schema: info.content });
  const [signer, ...others] = data.signerInfos;
  if (!signer || others.length > 0 || data.encapContentInfo.eContent) return undefined;
  const all = certificatesIn(info.content);
  const list = signer.signedAttrs?.attributes ?? [];
  const attributes = new Map(list.map((attribute) => [attribute.type, attribute]));
  const certificate = all.find((one) => isNamed(signer, one));
  const digests = data.digestAlgorithms.map(({ algorithmId }) => algorithmId);
  return {
    digest: digestOf(signer.digestAlgorithm.algorithmId),
    isDigestNamed: digests.includes(signer.digestAlgorithm.algorithmId),
    algorithm: signer.signatureAlgorithm,
    signature: signer.signature.valueBlock.valueHexView,
    signedBytes: signer.signedAttrs ? new Uint8Array(signer.signedAttrs.encodedValue) : undefined,
    attributes,
    isAmbiguous: attributes.size !== list.length || list.some(({ values }) => values.length !== 1),
    messageDigest: (attributes.get(MESSAGE_DIGEST)?.values[0] as OctetString | undefined)?.valueBlock
      .valueHexView,
    contentType: (
      attributes.get(CONTENT_TYPE)?.values[0] as ObjectIdentifier | undefined
    )?.valueBlock.toString(),
    certificate,
    otherCertificates: all.filter((one) => one !== certificate),
    length: offset,
  };
}

/** The certificates as they were encoded: written anew, they might not be those that were signed. */
function certificatesIn(signedData: BaseBlock): X509Certificate[] {
  const parts = (block: BaseBlock): BaseBlock[] => {
    const { value } = block.valueBlock as { value?: BaseBlock[] };
    return Array.isArray(value) ? value : [];
  };
  const isFirstTagged = ({ idBlock }: BaseBlock): boolean =>
    idBlock.tagClass === 3 && idBlock.tagNumber === 0;
  const set = parts(signedData).find(isFirstTagged);
  return (set ? parts(set) : [])
    .filter(({ idBlock }) => idBlock.tagClass === 1)
    .flatMap((block) => usableCertificate(Buffer.from(block.valueBeforeDecodeView)) ?? []);
}

/** Whether the signer names this certificate, by issuer and serial number or by the key's identifier. */
function isNamed({ sid }: SignerInfo, certificate: X509Certificate): boolean {
  const parsed = certificateParts(certificate);
  if (sid instanceof IssuerAndSerialNumber)
    return sid.serialNumber.isEqual(parsed.serialNumber) && sid.issuer.isEqual(parsed.issuer);
  const identifier = parsed.subjectKeyIdentifier;
  return identifier !== undefined && Buffer.from(sid.valueBlock.valueHexView).equals(identifier);
}
