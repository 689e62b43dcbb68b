import type { Multipart } from "@fastify/multipart";
import type { EnvelopeOptions } from "../envelope/options.ts";
import { Refusal, type RefusalEntry } from "../envelope/refusal.ts";
import { brokenRules } from "./option-rules.ts";
import { readUpload, type UploadedFile } from "./read-upload.ts";
import { type EnvelopeKind, prune } from "./schemas.ts";

/** A create request the service accepts (it may still fail while the files are processed). */
export interface CreateRequest {
  readonly files: readonly UploadedFile[];
  readonly options: EnvelopeOptions;
}

/**
 * Reads and judges a create request (reference, endpoint 1).
 *
 * @param kind which of the two endpoints was called: a standard envelope's by default
 * @throws Refusal 400 when it is malformed, 413 when it is too large, 422 naming every field that is wrong
 */
export async function readCreateRequest(
  parts: AsyncIterable<Multipart>,
  kind: EnvelopeKind = "standard",
): Promise<CreateRequest> {
  const { files, options } = await readUpload(parts);
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new Refusal(400, "malformed_options", 'The part named "options" is not a JSON object.');
  const wrong = [...wrongFiles(files), ...wrongOptions(options, files, kind)];
  if (wrong.length > 0) throw new Refusal(422, "invalid_envelope", "The envelope is not valid.", wrong);
  return { files, options: options as EnvelopeOptions };
}

function wrongOptions(options: object, files: readonly UploadedFile[], kind: EnvelopeKind): RefusalEntry[] {
  const bySchema = prune(`${kind}-options.json`, options);
  if (bySchema.length > 0) return bySchema;
  return brokenRules(
    options as EnvelopeOptions,
    files.map(({ name }) => name),
  );
}

function wrongFiles(files: readonly UploadedFile[]): RefusalEntry[] {
  const names = files.map(({ name }) => name);
  const wrong = files.flatMap(({ name, content }, index): RefusalEntry[] => {
    const path = `file[${index}]`;
    if (name.length > 255)
      return [{ path, code: "name_too_long", message: "has a name of more than 255 characters" }];
    if (!/.\.(pdf|docx|doc)$/i.test(name))
      return [{ path, code: "unsupported_type", message: "is named neither .pdf nor .docx nor .doc" }];
    if (names.indexOf(name) < index)
      return [{ path, code: "unique", message: "has the name of another file" }];
    return content.length === 0 ? [{ path, code: "empty", message: "is empty" }] : [];
  });
  if (files.length <= 20) return wrong;
  return [
    ...wrong,
    { path: "file", code: "too_many", message: "comes more than 20 times; an envelope has 1 to 20 files" },
  ];
}
