import { createHash, hash, randomUUID } from "node:crypto";
import { constants, type FileHandle, open, stat } from "node:fs/promises";
import { extname } from "node:path";
import type { WireOptions } from "../../schema/generated/wire.ts";
import type { Issue } from "../../schema/issue.ts";
import type { RequestBody } from "./body.ts";
import { ValidationError } from "./errors.ts";

/** A file to upload. */
export interface UploadFile {
  /** Where it is on disk. */
  path: string;
  /**
   * What the service calls it, extension included; tags refer to it by this name. Without `"`, `/`, `\` and control
   * characters, which servers read differently in a multipart header.
   */
  fileName: string;
  /** Default: by the extension of `fileName`, which must be .pdf, .docx or .doc then. */
  contentType?: string;
  /** SHA-256 the file must have, in hex: nothing is sent when it has another one. Default: not checked. */
  sha256?: string;
}

const maxFiles = 20;
const chunkBytes = 64 * 1024;

const contentTypes: Record<string, string> = {
  ".pdf": "application/pdf",
  // The registered type of .docx ends in "document"; the API reference asks for this one.
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
  ".doc": "application/msword",
};

/**
 * A multipart body: the files in their order, then the `options` part if there is one. Files are read while they are
 * sent, and opened only once there is a connection to send them on. The options come last so that a request that was
 * cut off never has them.
 *
 * @param files 1 to 20
 * @throws ValidationError a file is missing, is not what its `sha256` says or has a name that cannot be sent; from
 *   `chunks` too, before it yields anything
 */
export async function multipartBody(
  files: readonly UploadFile[],
  options?: WireOptions,
): Promise<RequestBody> {
  if (files.length < 1 || files.length > maxFiles)
    throw refusal([{ path: ["files"], message: `must be 1 to ${maxFiles} files, and are ${files.length}` }]);
  refuse(files.flatMap(nameIssues));

  const boundary = `yotisign-${randomUUID()}`;
  const parts = await Promise.all(files.map((file, index) => filePart(file, index, boundary)));
  const optionsPart =
    options === undefined
      ? ""
      : `--${boundary}\r\nContent-Disposition: form-data; name="options"\r\nContent-Type: application/json\r\n\r\n` +
        `${JSON.stringify(options)}\r\n`;
  const end = Buffer.from(`${optionsPart}--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: parts.reduce((sum, part) => sum + part.head.length + part.size + 2, end.length),
    async *chunks(resources) {
      const opened = [];
      for (const part of parts) opened.push({ head: part.head, content: await openChecked(part, resources) });
      yield* inLargerChunks(
        (async function* () {
          for (const { head, content } of opened) {
            yield head;
            yield* content;
            yield Buffer.from("\r\n");
          }
          yield end;
        })(),
      );
    },
  };
}

/** Puts what is small together: each chunk is a write of its own to the socket. */
async function* inLargerChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let small: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    small.push(chunk);
    bytes += chunk.length;
    if (bytes < chunkBytes) continue;
    yield Buffer.concat(small);
    small = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(small);
}

interface FilePart {
  file: UploadFile;
  index: number;
  head: Buffer;
  /** Bytes of the file itself. */
  size: number;
}

const refusal = (issues: Issue[], options?: ErrorOptions): ValidationError =>
  new ValidationError("The files cannot be sent", issues, options);

function refuse(issues: Issue[]): void {
  if (issues.length > 0) throw refusal(issues);
}

function nameIssues(file: UploadFile, index: number): Issue[] {
  const path = ["files", index, "fileName"];
  if (file.fileName === "") return [{ path, message: "is empty" }];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/["/\\\u0000-\u001f\u007f]/.test(file.fileName))
    return [
      { path, message: 'has a character that cannot be sent in a file name: " / \\ or a control character' },
    ];
  if (!contentTypeOf(file)) return [{ path, message: "does not end in .pdf, .docx or .doc" }];
  return [];
}

const contentTypeOf = (file: UploadFile): string | undefined =>
  file.contentType ?? contentTypes[extname(file.fileName).toLowerCase()];

async function filePart(file: UploadFile, index: number, boundary: string): Promise<FilePart> {
  const found = await stat(file.path).catch((cause: NodeJS.ErrnoException) => {
    throw refusal([{ path: ["files", index], message: `cannot be read: ${file.path} (${cause.code})` }], {
      cause,
    });
  });
  if (!found.isFile()) throw refusal([{ path: ["files", index], message: `is not a file: ${file.path}` }]);
  // RFC 7578 wants names in UTF-8 as they are; nameIssues has refused what would need quoting.
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.fileName}"\r\n` +
      `Content-Type: ${contentTypeOf(file)}\r\n\r\n`,
  );
  return { file, index, head, size: found.size };
}

type Content = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** Opens a file and makes sure that it is what was to be sent. */
async function openChecked(part: FilePart, resources: AsyncDisposableStack): Promise<Content> {
  const { file, index, size } = part;
  const handle = await open(file.path, constants.O_RDONLY).catch((cause: NodeJS.ErrnoException) => {
    throw refusal([{ path: ["files", index], message: `cannot be read: ${file.path} (${cause.code})` }], {
      cause,
    });
  });
  if (resources.disposed) {
    await handle.close();
    throw new Error("The request ended while its files were being opened.");
  }
  resources.use(handle);
  const changed = [{ path: ["files", index], message: `has changed on disk: ${file.path}; run it again` }];
  if (size < chunkBytes) {
    // Read once, judged and sent from memory: of a thousand small files that is most of the work.
    const content = await readSmall(handle, size);
    if (content.length !== size) throw refusal(changed);
    if (file.sha256 && hash("sha256", content) !== file.sha256.toLowerCase()) throw refusal(changed);
    return [content];
  }
  if ((await handle.stat()).size !== size) throw refusal(changed);
  if (file.sha256 && (await sha256Of(handle, size)) !== file.sha256.toLowerCase()) throw refusal(changed);
  return readAll(handle, size);
}

/** All of a file that is to have so many bytes; one more where it has more. */
async function readSmall(handle: FileHandle, size: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(size + 1);
  let filled = 0;
  do {
    const { bytesRead } = await handle.read({ buffer, offset: filled, position: filled });
    if (bytesRead === 0) break;
    filled += bytesRead;
  } while (filled < size);
  return buffer.subarray(0, filled);
}

async function sha256Of(handle: FileHandle, size: number): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of readAll(handle, size)) hash.update(chunk);
  return hash.digest("hex");
}

/** Exactly `size` bytes from the start. Every chunk has its own memory: the socket may still be writing the last one. */
async function* readAll(handle: FileHandle, size: number): AsyncGenerator<Uint8Array> {
  for (let position = 0; position < size; ) {
    const { buffer, bytesRead } = await handle.read({
      buffer: Buffer.allocUnsafe(Math.min(chunkBytes, size - position)),
      position,
    });
    if (bytesRead === 0) throw new Error("A file became shorter while it was being sent.");
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
}
