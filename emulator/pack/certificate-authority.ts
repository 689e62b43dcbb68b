import { createPrivateKey, randomBytes, webcrypto, X509Certificate } from "node:crypto";
import { Certificate } from "pkijs";
import type { Kept } from "../snapshot/kept.ts";
import { certify } from "./certify.ts";

const { subtle } = webcrypto;

/** A certificate and its private key, both PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly privateKey: string;
}

/** A certificate authority as plain JSON. */
export interface KeptAuthority {
  readonly root: KeyPair;
  /** Missing until something was signed. */
  readonly signer?: KeyPair;
}

const rootAlgorithm = { name: "ECDSA", namedCurve: "P-256" } as const;

/** RSA, as it gives the same bytes each time it signs the same. */
const signerAlgorithm = {
  name: "RSASSA-PKCS1-v1_5",
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
  hash: "SHA-256",
} as const;

/** The emulator's own authority: a root, and a certificate it gives the service that signs documents. */
export class CertificateAuthority implements Kept<KeptAuthority> {
  #atStart: KeptAuthority;
  #kept: KeptAuthority;
  #signer: Promise<KeyPair> | undefined;

  private constructor(kept: KeptAuthority) {
    this.#atStart = kept;
    this.#kept = kept;
  }

  /** A new one, with a root of its own. */
  static async create(): Promise<CertificateAuthority> {
    const { publicKey, privateKey } = await subtle.generateKey(rootAlgorithm, true, ["sign", "verify"]);
    // A name of its own: certificate stores know a root by its name.
    const commonName = `Yoti Sign emulator root ${randomBytes(4).toString("hex")}, not legally binding`;
    const root = await certify({ commonName, publicKey, use: "authority" }, privateKey);
    return new CertificateAuthority({ root: await keyPair(root, privateKey) });
  }

  /** The root's certificate in PEM: what a reader of the emulator's documents has to trust. */
  get certificate(): string {
    return this.#kept.root.certificate;
  }

  /** The service's certificate and key, made when they are first asked for. */
  signer(): Promise<KeyPair> {
    this.#signer ??= this.#makeSigner();
    return this.#signer;
  }

  async #makeSigner(): Promise<KeyPair> {
    const kept = this.#kept;
    const { root, signer } = kept;
    if (signer) return signer;
    const { publicKey, privateKey } = await signerKey();
    const issuerKey = await subtle.importKey("pkcs8", derOf(root.privateKey), rootAlgorithm, false, ["sign"]);
    const request = {
      commonName: "Emulated signing service, not legally binding",
      publicKey,
      use: "documents",
    } as const;
    const made = await keyPair(await certify(request, issuerKey, parsed(root.certificate)), privateKey);
    // Another one may have been restored meanwhile.
    if (this.#kept === kept) this.#kept = { root, signer: made };
    return made;
  }

  /** What it is, as plain JSON, private keys included. */
  keep(): KeptAuthority {
    return this.#kept;
  }

  /**
   * Becomes what another one kept.
   *
   * @throws Error for a certificate that cannot be read, or a key that is not its own; then all is as it was
   */
  restore(kept: KeptAuthority): void {
    checkPair(kept.root);
    if (kept.signer) checkPair(kept.signer);
    this.#kept = kept;
    this.#signer = undefined;
  }

  /** Lets what it is now be what it goes back to. */
  startFromHere(): void {
    this.#atStart = this.#kept;
  }

  /** Becomes what it was at its start: who trusts its root goes on to. */
  clear(): void {
    this.#kept = this.#atStart;
    this.#signer = undefined;
  }
}

let processKey: Promise<webcrypto.CryptoKeyPair> | undefined;

/** One key for every emulator of a process: making one takes up to half a second. Each root certifies it anew. */
function signerKey(): Promise<webcrypto.CryptoKeyPair> {
  processKey ??= subtle.generateKey(signerAlgorithm, true, ["sign", "verify"]);
  return processKey;
}

async function keyPair(certificate: Certificate, privateKey: webcrypto.CryptoKey): Promise<KeyPair> {
  const key = createPrivateKey({
    key: Buffer.from(await subtle.exportKey("pkcs8", privateKey)),
    format: "der",
    type: "pkcs8",
  });
  return {
    certificate: new X509Certificate(Buffer.from(certificate.toSchema(true).toBER(false))).toString(),
    privateKey: key.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function checkPair({ certificate, privateKey }: KeyPair): void {
  if (!new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey)))
    throw new Error("A certificate has a key that is not its own.");
}

const parsed = (pem: string): Certificate => Certificate.fromBER(new X509Certificate(pem).raw);

/** The bytes of a private key in PEM (PKCS #8). */
const derOf = (pem: string): Buffer => createPrivateKey(pem).export({ type: "pkcs8", format: "der" });
