import { hash, type X509Certificate } from "node:crypto";
import type { BaseBlock, ObjectIdentifier, OctetString } from "asn1js";
import { digestOf } from "./digests.ts";
import type { CmsSignature } from "./read-cms.ts";

const SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12";
const SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";

/**
 * Whether the signature is bound to its certificate (RFC 5035): otherwise another certificate of the same key, with other
 * rights or another name, could take its place.
 *
 * @returns undefined when it is not bound to any
 */
export function isBoundTo(
  { attributes }: Pick<CmsSignature, "attributes">,
  certificate: X509Certificate,
): boolean | undefined {
  const [newer, older] = [SIGNING_CERTIFICATE_V2, SIGNING_CERTIFICATE].map((id) => attributes.get(id));
  const attribute = newer ?? older;
  if (!attribute) return undefined;
  // SigningCertificateV2 { certs { ESSCertIDv2 { hashAlgorithm DEFAULT sha256, certHash, … } … } … }
  const [certs] = partsOf(attribute.values[0]);
  const [first] = partsOf(certs);
  const parts = partsOf(first);
  const algorithm = newer && parts.length > 0 && !isOctets(parts[0]) ? parts.shift() : undefined;
  const [certHash] = parts;
  if (!isOctets(certHash)) return false;
  const [identifier] = partsOf(algorithm);
  const named = (identifier as ObjectIdentifier | undefined)?.valueBlock.toString();
  const digest = named === undefined ? (newer ? "sha256" : "sha1") : digestOf(named)?.name;
  if (digest === undefined) return false;
  return hash(digest, certificate.raw, "buffer").equals(Buffer.from(certHash.valueBlock.valueHexView));
}

function partsOf(block: BaseBlock | undefined): BaseBlock[] {
  const value = (block?.valueBlock as { value?: BaseBlock[] } | undefined)?.value;
  return Array.isArray(value) ? [...value] : [];
}

const OCTET_STRING = 4;

const isOctets = (block: BaseBlock | undefined): block is OctetString =>
  block?.idBlock.tagClass === 1 && block.idBlock.tagNumber === OCTET_STRING;
