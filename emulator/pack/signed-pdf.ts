import { createHash } from "node:crypto";
import { changePdf } from "../pdf/pdf-changes.ts";
import { addSignatureField, placeOfSignature, type SignatureFacts } from "../pdf/signature-field.ts";
import { type FilledTag, stampDocument } from "../pdf/stamp-tags.ts";
import type { CertificateAuthority } from "./certificate-authority.ts";
import { signBytes } from "./sign-bytes.ts";

/** A PDF with its tags' values in it, and a digital signature of the authority's over all of it (PAdES B-B). */
export async function signedPdf(
  content: Uint8Array,
  filled: readonly FilledTag[],
  facts: SignatureFacts,
  authority: CertificateAuthority,
): Promise<Uint8Array> {
  const changes = await changePdf(content);
  stampDocument(changes.document, filled);
  addSignatureField(changes.document, facts);
  const saved = Buffer.from(await changes.save());
  const place = placeOfSignature(saved);
  const hash = createHash("sha256");
  for (const [start, length] of place.ranges) hash.update(saved.subarray(start, start + length));
  place.fill(signBytes(hash.digest(), await authority.signer(), [authority.certificate]));
  return saved;
}
