import { type Zippable, zipSync } from "fflate";
import type { Envelope } from "../envelope/envelope.ts";
import { kindOf } from "../pdf/read-document.ts";
import type { SignatureFacts } from "../pdf/signature-field.ts";
import type { FilledTag } from "../pdf/stamp-tags.ts";
import { textPages } from "../pdf/text-pages.ts";
import type { CertificateAuthority } from "./certificate-authority.ts";
import { coverSheet } from "./cover-sheet.ts";
import { envelopeSignature } from "./envelope-signature.ts";
import { freeName, type PackEntry, packEntry, safeName } from "./pack-entry.ts";
import { signedPdf } from "./signed-pdf.ts";
import { peopleOf } from "./signing-record.ts";

/**
 * The zip of a completed envelope: every file under its own name with the tags' values stamped in (a Word file as it was
 * uploaded), `signed-offline/` with what was handed in, `attachments/` with what signers attached, the cover sheet, and
 * `envelope-signature.xml` over all of them. Each PDF is digitally signed. The same envelope gives the same bytes, also
 * after what happens to it once it is complete.
 *
 * @param contentOf the uploaded content with a SHA-256
 */
export async function completionPack(
  envelope: Envelope,
  contentOf: (sha256: string) => Uint8Array,
  authority: CertificateAuthority,
): Promise<Buffer> {
  const at = new Date(envelope.completedAt ?? envelope.createdAt);
  const entries: PackEntry[] = [];
  for await (const entry of files(envelope, contentOf, at)) {
    const { filled, ...unsigned } = entry;
    const content =
      kindOf(entry.name) === "pdf"
        ? await signedPdf(entry.content, filled, signatureFacts(envelope, at), authority)
        : entry.content;
    // What was uploaded keeps its name: no two of an envelope have the same.
    const name = entry.kind === "document" ? entry.name : freeName(entry.name, entries);
    entries.push(packEntry({ ...unsigned, name, content }));
  }
  const sheet = await coverSheet(envelope, entries);
  entries.push(
    packEntry({
      name: freeName("cover-sheet.pdf", entries),
      kind: "cover-sheet",
      content: await signedPdf(sheet, [], signatureFacts(envelope, at), authority),
    }),
  );
  return zipOf(entries, envelopeSignature(envelope, entries, await authority.signer()), at);
}

/** A file as it is before it is signed, with the values that belong on it. */
type UnsignedFile = Omit<PackEntry, "sha256"> & { readonly filled: readonly FilledTag[] };

async function* files(
  envelope: Envelope,
  contentOf: (sha256: string) => Uint8Array,
  at: Date,
): AsyncGenerator<UnsignedFile> {
  const filled: readonly FilledTag[] = peopleOf(envelope).flatMap(({ values }) => values);
  for (const { name, sha256 } of envelope.files)
    yield {
      name,
      kind: "document",
      content: contentOf(sha256),
      uploadedSha256: sha256,
      filled: filled.filter(({ tag }) => tag.file_name === name),
    };
  for (const { signedDocument } of envelope.recipients)
    if (signedDocument?.status === "ACCEPTED")
      yield {
        name: `signed-offline/${safeName(signedDocument.name)}`,
        kind: "signed-offline",
        content: contentOf(signedDocument.sha256),
        uploadedSha256: signedDocument.sha256,
        filled: [],
      };
  for (const { name, sha256 } of envelope.recipients.flatMap(({ progress }) => progress.attachments))
    yield {
      // The name comes from the signer, and may hold anything; a path inside a zip may not.
      name: `attachments/${safeName(name)}`,
      kind: "attachment",
      // Who signs by the control attaches one page that says so.
      content:
        sha256 === null
          ? await textPages([{ text: name, style: "title" }, { text: "Attached in the emulator." }], at)
          : contentOf(sha256),
      ...(sha256 !== null && { uploadedSha256: sha256 }),
      filled: [],
    };
}

const signatureFacts = ({ id }: Envelope, at: Date): SignatureFacts => ({
  name: "Yoti Sign emulator (not legally binding)",
  reason: `Everybody has signed envelope ${id}`,
  location: "Yoti Sign emulator",
  at,
});

function zipOf(entries: readonly PackEntry[], signature: Uint8Array, at: Date): Buffer {
  const zippable: Zippable = {};
  for (const { name, content } of entries) zippable[name] = content;
  zippable["envelope-signature.xml"] = signature;
  // A zip only has the years 1980 to 2099, and an injected clock may be elsewhere.
  const mtime = at.getFullYear() < 1980 || at.getFullYear() > 2099 ? new Date(1980, 0, 1) : at;
  return Buffer.from(zipSync(zippable, { mtime }));
}
