import type { OutgoingHttpHeaders } from "node:http";
import type { FastifyReply } from "fastify";

/**
 * Sends the beginning of an answer's body under the headers of the whole, and ends the connection. Where there is nothing
 * to cut off, the answer is left to Fastify.
 */
export async function cutOff(
  reply: FastifyReply,
  payload: unknown,
  { bytes, chunked = false }: { bytes: number; chunked?: boolean },
): Promise<void> {
  if (typeof payload !== "string" && !Buffer.isBuffer(payload)) return;
  const whole = Buffer.from(payload);
  if (whole.length <= bytes) return;
  const { raw } = reply;
  // Fastify must not answer as well, and this hook's promise, which it waits for, never ends.
  const never = new Promise<void>(() => {});
  const headers = { ...reply.getHeaders(), connection: "close" } as OutgoingHttpHeaders;
  if (chunked) headers["transfer-encoding"] = "chunked";
  else headers["content-length"] = whole.length;
  raw.writeHead(reply.statusCode, headers);
  raw.flushHeaders();
  if (bytes > 0) raw.write(whole.subarray(0, bytes));
  raw.socket?.end();
  return never;
}
