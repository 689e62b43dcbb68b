import { randomBytes, type webcrypto } from "node:crypto";
import { type BaseBlock, BitString, Integer, OctetString, Utf8String } from "asn1js";
import {
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  ExtKeyUsage,
  Time,
} from "pkijs";

type CryptoKey = webcrypto.CryptoKey;

/** What a certificate says of a key. */
export interface CertificateRequest {
  readonly commonName: string;
  readonly publicKey: CryptoKey;
  /** `authority`: signs certificates. `documents`: signs documents and messages. */
  readonly use: "authority" | "documents";
}

/** Valid whatever time an emulator's clock is set to, and on the machine's too: "no well-defined end" (RFC 5280, 4.1.2.5). */
const notBefore = new Date(0);
const notAfter = new Date("9999-12-31T23:59:59Z");

/** Document signing (RFC 9336), e-mail protection, which NSS and OpenSSL ask for, and Adobe's and Microsoft's own. */
const documentUses = [
  "1.3.6.1.5.5.7.3.36",
  "1.3.6.1.5.5.7.3.4",
  "1.2.840.113583.1.1.5",
  "1.3.6.1.4.1.311.10.3.12",
];

/** A certificate (X.509 v3), signed by its issuer's key, or by its own when it has no issuer. */
export async function certify(
  request: CertificateRequest,
  signingKey: CryptoKey,
  issuer?: Certificate,
): Promise<Certificate> {
  const certificate = new Certificate();
  certificate.version = 2;
  // Sixteen bytes, of which the first is neither negative nor a zero that DER would drop.
  const serial = randomBytes(16);
  serial[0] = 0x40 | ((serial[0] ?? 0) & 0x3f);
  certificate.serialNumber = new Integer({ valueHex: bufferOf(serial) });
  certificate.subject.typesAndValues = [
    new AttributeTypeAndValue({ type: "2.5.4.3", value: new Utf8String({ value: request.commonName }) }),
  ];
  certificate.issuer.typesAndValues = (issuer ?? certificate).subject.typesAndValues;
  certificate.notBefore = new Time({ type: 0, value: notBefore });
  certificate.notAfter = new Time({ type: 1, value: notAfter });
  await certificate.subjectPublicKeyInfo.importKey(request.publicKey);
  const ownId = await certificate.getKeyHash("SHA-1");
  const issuerId = issuer ? await issuer.getKeyHash("SHA-1") : ownId;
  certificate.extensions = extensions(request.use, ownId, issuerId);
  await certificate.sign(signingKey, "SHA-256");
  return certificate;
}

function extensions(use: CertificateRequest["use"], ownId: ArrayBuffer, issuerId: ArrayBuffer): Extension[] {
  const isAuthority = use === "authority";
  const constraints = isAuthority ? { cA: true, pathLenConstraint: 0 } : {};
  return [
    extension("2.5.29.19", new BasicConstraints(constraints).toSchema(), true),
    extension("2.5.29.15", isAuthority ? keyUsage(0b0000_0110, 1) : keyUsage(0b1100_0000, 6), true),
    ...(isAuthority
      ? []
      : [extension("2.5.29.37", new ExtKeyUsage({ keyPurposes: documentUses }).toSchema())]),
    extension("2.5.29.14", new OctetString({ valueHex: ownId })),
    extension(
      "2.5.29.35",
      new AuthorityKeyIdentifier({ keyIdentifier: new OctetString({ valueHex: issuerId }) }).toSchema(),
    ),
  ];
}

/** Bits from the left: digital signature and non-repudiation, or signing of certificates and of revocation lists. */
const keyUsage = (bits: number, unusedBits: number): BitString =>
  new BitString({ valueHex: bufferOf(Uint8Array.of(bits)), unusedBits });

const extension = (extnID: string, value: BaseBlock, critical = false): Extension =>
  new Extension({ extnID, critical, extnValue: value.toBER(false) });

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
