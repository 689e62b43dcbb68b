import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { ResponseError, ValidationError } from "./errors.ts";
import type { CallOptions, Http, HttpAnswer, HttpRequest } from "./http.ts";

/** A file that was downloaded. */
export interface SavedFile {
  /** Length of the file. */
  bytes: number;
  /** SHA-256 of the file, in hex. */
  sha256: string;
}

/** 20 MB of files, and what every signer attached: enough for both, too little to fill a disk. */
const maxBytes = 2 * 1024 ** 3;

/**
 * Saves an answer's body to a file, which is replaced if it exists, and written beside first, so that there is never
 * half a file under its name.
 *
 * @param form `zip`: anything but a whole zip is refused
 * @param toPath in a folder that exists
 * @throws ResponseError it is no whole zip, or over 2 GiB
 * @throws ValidationError it cannot be written there
 */
export async function download(
  http: Http,
  request: HttpRequest,
  form: "zip" | "any",
  toPath: string,
  call: CallOptions,
): Promise<SavedFile & { contentType: string | undefined }> {
  // Beside the target, so that the rename at the end stays on one file system and is all or nothing.
  const partial = `${toPath}.${randomUUID()}.part`;
  try {
    const saved = await http.send(request, (answer) => save(answer, form, partial, toPath), call);
    await writing(toPath, rename(partial, toPath));
    return saved;
  } finally {
    await rm(partial, { force: true });
  }
}

async function save(answer: HttpAnswer, form: "zip" | "any", partial: string, toPath: string) {
  await using file = await writing(toPath, open(partial, "w+"));
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes)
      throw new ResponseError(answer.request, answer.status, `with more than ${maxBytes} bytes`);
    hash.update(chunk);
    await writing(toPath, file.writeFile(chunk));
  }
  if (form === "zip" && !(await isWholeZip(file, bytes)))
    throw new ResponseError(answer.request, answer.status, "not with a whole zip");
  await writing(toPath, file.sync());
  return { bytes, sha256: hash.digest("hex"), contentType: answer.contentType };
}

/** A disk's failure is nothing that the network's error handling should see, or repeat. */
async function writing<T>(toPath: string, work: Promise<T>): Promise<T> {
  return await work.catch((cause: NodeJS.ErrnoException) => {
    const message = `cannot be written: ${toPath} (${cause.code})`;
    throw new ValidationError("The download cannot be saved", [{ path: ["toPath"], message }], { cause });
  });
}

/**
 * A zip starts with an entry and ends with its directory, behind which only a comment of up to 64 kB may come. An
 * answer without a length that breaks off looks complete to HTTP; this tells.
 */
async function isWholeZip(file: FileHandle, bytes: number): Promise<boolean> {
  const start = Buffer.alloc(4);
  await file.read(start, 0, 4, 0);
  const tail = Buffer.alloc(Math.min(bytes, 22 + 0xffff));
  await file.read(tail, 0, tail.length, bytes - tail.length);
  return start.toString("latin1") === "PK\x03\x04" && tail.includes("PK\x05\x06", 0, "latin1");
}
