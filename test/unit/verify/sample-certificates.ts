import { createPrivateKey, type KeyObject, randomBytes, webcrypto, X509Certificate } from "node:crypto";
import { type BaseBlock, BitString, Integer, Null, Utf8String } from "asn1js";
import { AttributeTypeAndValue, BasicConstraints, Certificate, Extension, ExtKeyUsage, Time } from "pkijs";
import type { KeyPair } from "../../../emulator/pack/certificate-authority.ts";

const { subtle } = webcrypto;

/** A key with a certificate of it, as the emulator keeps them, and what is needed to issue further ones. */
export interface SampleIdentity extends KeyPair {
  readonly keys: webcrypto.CryptoKeyPair;
  readonly parsed: Certificate;
}

/** What a certificate says; what is left out is right for a signer of documents. */
export interface SampleRequest {
  readonly name?: string;
  readonly issuer?: SampleIdentity;
  /** Another certificate's key. */
  readonly keys?: webcrypto.CryptoKeyPair;
  readonly from?: string;
  readonly to?: string;
  readonly isAuthority?: boolean;
  readonly pathLength?: number;
  /** The bits of `keyUsage`, from the left. */
  readonly usage?: string;
  readonly purposes?: readonly string[];
  /** A critical extension of this identifier, with NULL in it. */
  readonly critical?: string;
  readonly bits?: number;
}

export const DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36";
export const WEB_SERVER = "1.3.6.1.5.5.7.3.1";

const algorithm = (bits: number) => ({
  name: "RSASSA-PKCS1-v1_5",
  modulusLength: bits,
  publicExponent: Uint8Array.of(1, 0, 1),
  hash: "SHA-256",
});

let usual: Promise<webcrypto.CryptoKeyPair> | undefined;

/** Most certificates of a run have the same key, since making one takes long. */
const usualKeys = (): Promise<webcrypto.CryptoKeyPair> => {
  usual ??= subtle.generateKey(algorithm(2048), true, ["sign", "verify"]);
  return usual;
};

/** A key of its own. */
export const newKeys = (bits = 2048): Promise<webcrypto.CryptoKeyPair> =>
  subtle.generateKey(algorithm(bits), true, ["sign", "verify"]);

/** A certificate; without an issuer it is self-signed. */
export async function certificateFor(request: SampleRequest = {}): Promise<SampleIdentity> {
  const { issuer, isAuthority = false, bits } = request;
  const keys = request.keys ?? (bits === undefined ? await usualKeys() : await newKeys(bits));
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: Uint8Array.of(0x40, ...randomBytes(7)).buffer });
  const subject = new Utf8String({
    value: request.name ?? (isAuthority ? "Sample authority" : "Sample signer"),
  });
  certificate.subject.typesAndValues = [new AttributeTypeAndValue({ type: "2.5.4.3", value: subject })];
  certificate.issuer.typesAndValues = (issuer?.parsed ?? certificate).subject.typesAndValues;
  certificate.notBefore = new Time({ type: 1, value: new Date(request.from ?? "2000-01-01") });
  certificate.notAfter = new Time({ type: 1, value: new Date(request.to ?? "2100-01-01") });
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  certificate.extensions = extensionsOf(request, isAuthority);
  await certificate.sign((issuer?.keys ?? keys).privateKey, "SHA-256");
  const pkcs8 = Buffer.from(await subtle.exportKey("pkcs8", keys.privateKey));
  const key: KeyObject = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  return {
    keys,
    parsed: certificate,
    certificate: new X509Certificate(Buffer.from(certificate.toSchema(true).toBER(false))).toString(),
    privateKey: key.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function extensionsOf(request: SampleRequest, isAuthority: boolean): Extension[] {
  const { pathLength, purposes, critical, usage = isAuthority ? "0000011" : "11" } = request;
  const constraints = new BasicConstraints({
    cA: isAuthority,
    ...(pathLength !== undefined && { pathLenConstraint: pathLength }),
  });
  return [
    extension("2.5.29.19", constraints.toSchema(), true),
    extension("2.5.29.15", bitString(usage), true),
    ...(isAuthority
      ? []
      : [
          extension(
            "2.5.29.37",
            new ExtKeyUsage({ keyPurposes: [...(purposes ?? [DOCUMENT_SIGNING])] }).toSchema(),
          ),
        ]),
    ...(critical === undefined ? [] : [extension(critical, new Null(), true)]),
  ];
}

const bitString = (bits: string): BitString =>
  new BitString({
    valueHex: Uint8Array.of(Number.parseInt(bits.padEnd(8, "0"), 2)).buffer,
    unusedBits: 8 - bits.length,
  });

const extension = (extnID: string, value: BaseBlock, critical = false): Extension =>
  new Extension({ extnID, critical, extnValue: value.toBER(false) });
