import { X509Certificate } from "node:crypto";
import { getCACertificates } from "node:tls";

/** Certificates that are trusted without anybody vouching for them. */
export class TrustStore {
  readonly #bySubject = new Map<string, X509Certificate[]>();
  readonly #fingerprints = new Set<string>();

  /**
   * @param texts PEM, each of one certificate or several; what is no certificate is left out
   */
  constructor(texts: readonly string[]) {
    for (const text of texts)
      for (const [pem] of text.matchAll(PEM)) {
        const certificate = parsed(pem);
        if (!certificate || this.#fingerprints.has(certificate.fingerprint256)) continue;
        this.#fingerprints.add(certificate.fingerprint256);
        const { subject } = certificate;
        this.#bySubject.set(subject, [...(this.#bySubject.get(subject) ?? []), certificate]);
      }
  }

  /** How many certificates it has. */
  get size(): number {
    return this.#fingerprints.size;
  }

  has(certificate: X509Certificate): boolean {
    return this.#fingerprints.has(certificate.fingerprint256);
  }

  /** Those of the name that a certificate gives as its issuer's. */
  issuersOf({ issuer }: X509Certificate): readonly X509Certificate[] {
    return this.#bySubject.get(issuer) ?? [];
  }
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function parsed(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

let usual: TrustStore | undefined;

/** What this machine trusts: the system's roots and those that Node.js brings. Read once. */
export function systemTrust(): TrustStore {
  usual ??= new TrustStore([...getCACertificates("system"), ...getCACertificates("bundled")]);
  return usual;
}
