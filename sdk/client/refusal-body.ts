import type { Dispatcher } from "undici";

const maxRefusalBytes = 64 * 1024;

/** What can be read of a refusal, whose status alone says the most; undefined for anything but a small JSON body. */
export async function refusalBody(body: Dispatcher.ResponseData["body"]): Promise<unknown> {
  try {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxRefusalBytes) return undefined;
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}
