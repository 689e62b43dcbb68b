import { type Zippable, zipSync } from "fflate";
import type { Envelope } from "../envelope/envelope.ts";
import { coverSheet } from "./cover-sheet.ts";
import { kindOf } from "./read-document.ts";
import { type FilledTag, stampTags } from "./stamp-tags.ts";
import { textPages } from "./text-pages.ts";

/**
 * The zip of a completed envelope: every file under its own name with the tags' values stamped in (a Word file as it was
 * uploaded), `signed-offline/` with what was handed in, `attachments/` with what signers attached, and the cover sheet.
 *
 * @param contentOf the uploaded content with a SHA-256
 */
export async function completedDocuments(
  envelope: Envelope,
  contentOf: (sha256: string) => Uint8Array,
): Promise<Buffer> {
  const at = new Date(envelope.completedAt ?? envelope.createdAt);
  const filled = filledTags(envelope);
  const entries: Zippable = {};
  for (const { name, sha256 } of envelope.files) {
    const content = contentOf(sha256);
    const own = filled.filter(({ tag }) => tag.file_name === name);
    entries[name] = kindOf(name) === "pdf" ? await stampTags(content, own) : content;
  }
  for (const { signedDocument } of envelope.recipients)
    if (signedDocument?.status === "ACCEPTED")
      entries[freeName(`signed-offline/${signedDocument.name}`, entries)] = contentOf(signedDocument.sha256);
  for (const [path, content] of await attachments(envelope, contentOf, at)) entries[path] = content;
  entries[freeName("cover-sheet.pdf", entries)] = await coverSheet(envelope);
  // A zip only has the years 1980 to 2099, and an injected clock may be elsewhere.
  const mtime = at.getFullYear() < 1980 || at.getFullYear() > 2099 ? new Date(1980, 0, 1) : at;
  return Buffer.from(zipSync(entries, { mtime }));
}

const filledTags = ({ recipients }: Envelope): FilledTag[] =>
  recipients.flatMap(({ asked, values }) =>
    (asked.tags ?? []).map((tag, index) => ({ tag, value: values[index] ?? null })),
  );

/** What signers attached; of who signed by the control, one page that says so. */
async function attachments(
  { recipients }: Envelope,
  contentOf: (sha256: string) => Uint8Array,
  at: Date,
): Promise<[string, Uint8Array][]> {
  const entries: [string, Uint8Array][] = [];
  for (const { name, sha256 } of recipients.flatMap(({ progress }) => progress.attachments)) {
    const taken = Object.fromEntries(entries);
    const content =
      sha256 === null
        ? await textPages([{ text: name, style: "title" }, { text: "Attached in the emulator." }], at)
        : contentOf(sha256);
    // The name comes from the signer, and may hold anything; a path inside a zip may not.
    const fileName = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, "_");
    entries.push([freeName(`attachments/${fileName}`, taken), content]);
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
