import { crc32, inflateRawSync, type ZlibOptions } from "node:zlib";
import { type PlacedEntry, STORED } from "./zip-entry.ts";

/**
 * The content of an entry; undefined when it is not what the headers say. Unpacking stops as soon as there is more than
 * the declared size, which the caller has held against its limits.
 */
export function unpackEntry(zip: Buffer, entry: PlacedEntry): Buffer | undefined {
  const packed = zip.subarray(entry.start, entry.end);
  const content = entry.method === STORED ? packed : inflate(packed, entry.bytes);
  return content?.length === entry.bytes && crc32(content) === entry.crc32 ? content : undefined;
}

function inflate(packed: Buffer, bytes: number): Buffer | undefined {
  const content = inflateExactly(packed, bytes);
  if (!content) return undefined;
  // The bits behind the end are zero; set, they would be bytes of the zip that mean nothing. If the highest bit that is
  // set can be cleared and all remains the same, it stood behind the end.
  const last = packed.at(-1) ?? 0;
  if (last === 0) return content;
  const cleared = Buffer.from(packed);
  cleared[packed.length - 1] = last & ~(1 << (31 - Math.clz32(last)));
  return inflateExactly(cleared, bytes)?.equals(content) ? undefined : content;
}

/** What is unpacked when exactly all of the packed bytes are used for it. */
function inflateExactly(packed: Buffer, bytes: number): Buffer | undefined {
  try {
    const options = { maxOutputLength: Math.max(bytes, 1), info: true } satisfies ZlibOptions;
    // With `info` it also gives what did the work (https://nodejs.org/api/zlib.html#class-options).
    const { buffer, engine } = inflateRawSync(packed, options) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return engine.bytesWritten === packed.length && buffer.length === bytes ? buffer : undefined;
  } catch {
    return undefined;
  }
}
