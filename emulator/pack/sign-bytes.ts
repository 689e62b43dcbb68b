import { createHash, sign, X509Certificate } from "node:crypto";
import { Null, ObjectIdentifier, OctetString, Sequence } from "asn1js";
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  GeneralName,
  GeneralNames,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from "pkijs";
import type { KeyPair } from "./certificate-authority.ts";

const oid = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  sha256: "2.16.840.1.101.3.4.2.1",
  sha256WithRsa: "1.2.840.113549.1.1.11",
} as const;

/**
 * A detached CAdES signature (CMS in DER, RSA with SHA-256) of some bytes, as PAdES wants it at its basic level: the
 * certificates inside, the signer's own named by a signed attribute, and no signing time, which a PDF says itself
 * (ETSI EN 319 142-1, 6.3).
 *
 * @param sha256 the bytes' digest
 * @param chain further certificates in PEM to put inside
 */
export function signBytes(sha256: Buffer, signer: KeyPair, chain: readonly string[]): Buffer {
  const der = new X509Certificate(signer.certificate).raw;
  const certificate = Certificate.fromBER(der);
  const issuers = chain.map((pem) => Certificate.fromBER(new X509Certificate(pem).raw));
  const signedAttrs = new SignedAndUnsignedAttributes({
    type: 0,
    attributes: inDerOrder([
      attribute(oid.contentType, new ObjectIdentifier({ value: oid.data })),
      attribute(oid.messageDigest, new OctetString({ valueHex: bufferOf(sha256) })),
      attribute(oid.signingCertificateV2, certificateReference(certificate, der)),
    ]),
  });
  // What is signed is the attributes as a plain set, not as the tagged field they are kept in (RFC 5652, 5.4).
  const attributes = Buffer.from(signedAttrs.toSchema().toBER());
  attributes[0] = 0x31;
  const digestAlgorithm = algorithm(oid.sha256);
  const signerInfo = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm,
    signedAttrs,
    signatureAlgorithm: algorithm(oid.sha256WithRsa),
    signature: new OctetString({ valueHex: bufferOf(sign("sha256", attributes, signer.privateKey)) }),
  });
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [digestAlgorithm],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates: [certificate, ...issuers],
    signerInfos: [signerInfo],
  });
  const content = new ContentInfo({ contentType: oid.signedData, content: signed.toSchema(true) });
  return Buffer.from(content.toSchema().toBER());
}

const algorithm = (algorithmId: string): AlgorithmIdentifier =>
  new AlgorithmIdentifier({ algorithmId, algorithmParams: new Null() });

const attribute = (type: string, value: object): Attribute => new Attribute({ type, values: [value] });

/** DER sorts a set by its members' encodings (X.690, 11.6), and the set is what is signed. */
const inDerOrder = (attributes: Attribute[]): Attribute[] =>
  attributes
    .map((one) => ({ one, encoded: Buffer.from(one.toSchema().toBER(false)) }))
    .sort((a, b) => a.encoded.compare(b.encoded))
    .map(({ one }) => one);

/** SigningCertificateV2 with one ESSCertIDv2, whose algorithm is left out as it is the default, SHA-256 (RFC 5035, 4). */
function certificateReference(certificate: Certificate, der: Buffer): Sequence {
  const issuer = new GeneralNames({ names: [new GeneralName({ type: 4, value: certificate.issuer })] });
  const hash = createHash("sha256").update(der).digest();
  const issuerSerial = new Sequence({ value: [issuer.toSchema(), certificate.serialNumber] });
  const reference = new Sequence({ value: [new OctetString({ valueHex: bufferOf(hash) }), issuerSerial] });
  return new Sequence({ value: [new Sequence({ value: [reference] })] });
}

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
