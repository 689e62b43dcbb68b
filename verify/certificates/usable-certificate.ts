import { X509Certificate } from "node:crypto";

/** A certificate in DER; undefined when it, or its key, which Node.js reads only when asked for it, cannot be read. */
export function usableCertificate(der: Uint8Array): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(der);
    return certificate.publicKey && certificate;
  } catch {
    return undefined;
  }
}
