import { createHash, webcrypto, X509Certificate } from "node:crypto";
import { ObjectIdentifier, OctetString, Sequence } from "asn1js";
import {
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
import { derOf, type KeyPair, signerAlgorithm } from "./certificate-authority.ts";

const data = "1.2.840.113549.1.7.1";
const contentTypeAttribute = "1.2.840.113549.1.9.3";
const messageDigestAttribute = "1.2.840.113549.1.9.4";
const signingCertificateV2 = "1.2.840.113549.1.9.16.2.47";

/**
 * A detached CAdES signature (CMS in DER, RSA with SHA-256) of some bytes, as PAdES wants it at its basic level: the
 * certificates inside, the signer's own named by a signed attribute, and no signing time, which a PDF says itself
 * (ETSI EN 319 142-1, 6.3).
 *
 * @param sha256 the bytes' digest
 * @param chain further certificates in PEM to put inside
 */
export async function signBytes(sha256: Buffer, signer: KeyPair, chain: readonly string[]): Promise<Buffer> {
  const [certificate, ...issuers] = [signer.certificate, ...chain].map((pem) => new X509Certificate(pem).raw);
  if (!certificate) throw new Error("A signature needs a certificate.");
  const own = Certificate.fromBER(certificate);
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: data }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: inDerOrder([
            attribute(contentTypeAttribute, new ObjectIdentifier({ value: data })),
            attribute(messageDigestAttribute, new OctetString({ valueHex: bufferOf(sha256) })),
            attribute(signingCertificateV2, certificateReference(own, certificate)),
          ]),
        }),
      }),
    ],
    certificates: [own, ...issuers.map((one) => Certificate.fromBER(one))],
  });
  const key = await webcrypto.subtle.importKey("pkcs8", derOf(signer.privateKey), signerAlgorithm, false, [
    "sign",
  ]);
  await signed.sign(key, 0, "SHA-256");
  const content = new ContentInfo({ contentType: "1.2.840.113549.1.7.2", content: signed.toSchema(true) });
  return Buffer.from(content.toSchema().toBER(false));
}

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
