import { type Zippable, zipSync } from "fflate";
import type { Envelope } from "../envelope/envelope.ts";
import { kindOf } from "../pdf/read-document.ts";
import type { FilledTag } from "../pdf/stamp-tags.ts";
import { textPages } from "../pdf/text-pages.ts";
import type { CertificateAuthority } from "./certificate-authority.ts";
import { coverSheet } from "./cover-sheet.ts";
import { signedPdf } from "./signed-pdf.ts";

/**
 * The zip of a completed envelope: every file under its own name with the tags' values stamped in (a Word file as it was
 * uploaded), `signed-offline/` with what was handed in, `attachments/` with what signers attached, and the cover sheet.
 * Each PDF is digitally signed.
 *
 * @param contentOf the uploaded content with a SHA-256
 */
export async function completionPack(
  envelope: Envelope,
  contentOf: (sha256: string) => Uint8Array,
  authority: CertificateAuthority,
): Promise<Buffer> {
  const at = new Date(envelope.completedAt ?? envelope.createdAt);
  const filled = filledTags(envelope);
  const facts = {
    name: "Yoti Sign emulator (not legally binding)",
    reason: `Everybody has signed envelope ${envelope.id}`,
    location: "Yoti Sign emulator",
    at,
  };
  const signed = (content: Uint8Array, own: readonly FilledTag[] = []): Promise<Uint8Array> =>
    signedPdf(content, own, facts, authority);
  const entries: Zippable = {};
  for (const { name, sha256 } of envelope.files) {
    const content = contentOf(sha256);
    const own = filled.filter(({ tag }) => tag.file_name === name);
    entries[name] = kindOf(name) === "pdf" ? await signed(content, own) : content;
  }
  for (const { signedDocument } of envelope.recipients)
    if (signedDocument?.status === "ACCEPTED")
      entries[freeName(`signed-offline/${signedDocument.name}`, entries)] = await signed(
        contentOf(signedDocument.sha256),
      );
  for (const [path, content] of await attachments(filled, at)) entries[path] = await signed(content);
  entries[freeName("cover-sheet.pdf", entries)] = await signed(await coverSheet(envelope));
  // A zip only has the years 1980 to 2099, and an injected clock may be elsewhere.
  const mtime = at.getFullYear() < 1980 || at.getFullYear() > 2099 ? new Date(1980, 0, 1) : at;
  return Buffer.from(zipSync(entries, { mtime }));
}

const filledTags = ({ recipients }: Envelope): FilledTag[] =>
  recipients.flatMap(({ asked, values }) =>
    (asked.tags ?? []).map((tag, index) => ({ tag, value: values[index] ?? null })),
  );

/** The emulator's signers attach one page that says so. */
async function attachments(filled: readonly FilledTag[], at: Date): Promise<[string, Uint8Array][]> {
  const entries: [string, Uint8Array][] = [];
  for (const { tag, value } of filled) {
    if (tag.type !== "attachment" || typeof value !== "string") continue;
    const taken = Object.fromEntries(entries);
    const page = await textPages(
      [{ text: value, style: "title" }, { text: "Attached in the emulator." }],
      at,
    );
    // The name comes from the tag's, which may hold anything; a path inside a zip may not.
    const fileName = value.replace(/[\\/:*?"<>|\p{Cc}]/gu, "_");
    entries.push([freeName(`attachments/${fileName}`, taken), page]);
  }
  return entries;
}

/** The path, or with a number before its ending the first that is not taken. */
function freeName(path: string, taken: Readonly<Record<string, unknown>>): string {
  let free = path;
  for (let number = 2; Object.hasOwn(taken, free); number += 1)
    free = path.replace(/(\.\w+)?$/, `-${number}$1`);
  return free;
}
