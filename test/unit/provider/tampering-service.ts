import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { request } from "undici";
import type { Between } from "./config-service.ts";

/** A service on whose way to us somebody changes the completion packs, and nothing else. */
export async function tamperingService(
  target: string,
  change: (pack: Buffer) => Uint8Array,
): Promise<Between> {
  const server = createServer(async (incoming, response) => {
    const { method = "GET", url = "", headers } = incoming;
    const body = Buffer.concat(await Array.fromAsync(incoming as AsyncIterable<Buffer>));
    const answer = await request(target + url, {
      method: method as "GET",
      headers: { authorization: headers.authorization ?? "" },
      body: body.length > 0 ? body : null,
    });
    const content = Buffer.from(await answer.body.arrayBuffer());
    const isPack = url.endsWith("/completed-documents") && answer.statusCode === 200;
    response.writeHead(answer.statusCode, { "content-type": String(answer.headers["content-type"]) });
    response.end(isPack ? change(content) : content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
