import type { Multipart } from "@fastify/multipart";
import { Refusal } from "../envelope/refusal.ts";
import { readJson } from "./read-json.ts";

/** The most bytes the files of one envelope may have together (20 MB, reference endpoint 1; taken as 20,000,000). */
export const maxBytesTogether = 20_000_000;

/** The most bytes a document signed offline may have (75 MB, reference endpoint 14; taken as 75,000,000). */
const maxSignedBytes = 75_000_000;

/** The most bytes an attachment may have; the reference names no limit, so that it is that of an envelope's files. */
const maxAttachedBytes = 20_000_000;

/** An uploaded file: its part's name and type, and its bytes. */
export interface UploadedFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** A multipart create request, read to its end. */
export interface Upload {
  readonly files: readonly UploadedFile[];
  /** The `options` part, parsed and not checked. */
  readonly options: unknown;
}

/**
 * Reads a create request: `file` parts in their order, and one `options` part before or after them. Other parts are
 * passed over.
 *
 * @throws Refusal 400 when the body is malformed or lacks options or files, 413 above {@link maxBytesTogether}
 */
export async function readUpload(parts: AsyncIterable<Multipart>): Promise<Upload> {
  const { files, options, bytes } = await collect(parts, maxBytesTogether);
  if (bytes > maxBytesTogether)
    throw new Refusal(413, "too_large", "The files have more than 20 MB (20,000,000 bytes) together.");
  if (options === undefined) throw new Refusal(400, "no_options", 'The request has no part named "options".');
  if (files.length === 0) throw new Refusal(400, "no_file", 'The request has no part named "file".');
  // A part typed application/json comes parsed; old clients send the same text untyped or as text/plain.
  const parsed = typeof options === "string" ? readJson(options, 'The part named "options"') : options;
  return { files, options: parsed };
}

/**
 * Reads the upload of a document signed offline: one `file` part.
 *
 * @throws Refusal 400 when the body is malformed or has not one file, 413 above 75 MB, 422 for a name that is no PDF's
 */
export const readSignedDocument = (parts: AsyncIterable<Multipart>): Promise<UploadedFile> =>
  readPdf(parts, maxSignedBytes, "75 MB (75,000,000 bytes)");

/**
 * Reads the upload of an attachment: one `file` part.
 *
 * @throws Refusal 400 when the body is malformed or has not one file, 413 above 20 MB, 422 for a name that is no PDF's,
 * or has more than 255 characters
 */
export async function readAttachment(parts: AsyncIterable<Multipart>): Promise<UploadedFile> {
  const file = await readPdf(parts, maxAttachedBytes, "20 MB (20,000,000 bytes)");
  if (file.name.length > 255)
    throw new Refusal(422, "name_too_long", "The file has a name of more than 255 characters.");
  return file;
}

async function readPdf(
  parts: AsyncIterable<Multipart>,
  maxBytes: number,
  limit: string,
): Promise<UploadedFile> {
  const { files, bytes } = await collect(parts, maxBytes);
  if (bytes > maxBytes) throw new Refusal(413, "too_large", `The file has more than ${limit}.`);
  const [file, ...more] = files;
  if (!file || more.length > 0)
    throw new Refusal(400, "not_one_file", 'The request must have one part named "file".');
  if (!/.\.pdf$/i.test(file.name))
    throw new Refusal(422, "unsupported_type", "The file is not named .pdf, as it has to be.");
  return file;
}

const collect = (parts: AsyncIterable<Multipart>, maxBytes: number) =>
  readParts(parts, maxBytes).catch(() => {
    const message =
      "The request's body is not well-formed multipart/form-data, or its options are not valid JSON.";
    throw new Refusal(400, "malformed_multipart", message);
  });

/** Reads to the end even what is too much: a client that is cut off while it sends never sees the answer. */
async function readParts(
  parts: AsyncIterable<Multipart>,
  maxBytes: number,
): Promise<Upload & { bytes: number }> {
  const files: UploadedFile[] = [];
  let options: unknown;
  let bytes = 0;
  for await (const part of parts) {
    if (part.type === "field") {
      if (part.fieldname === "options") options = part.value;
      continue;
    }
    if (part.fieldname !== "file") {
      part.file.resume();
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
    }
    files.push({ name: part.filename ?? "", contentType: part.mimetype, content: Buffer.concat(chunks) });
  }
  return { files, options, bytes };
}
