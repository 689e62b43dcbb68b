import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { request } from "undici";
import type { WireListedSessionConfig } from "../../../schema/generated/wire.ts";

/** The service's own view of the account's configurations, without the prebuilt ones. */
export async function configsAt(url: string, key = "emulator-key"): Promise<WireListedSessionConfig[]> {
  const { body } = await request(`${url}/v2/idv/sessions/configs`, {
    method: "GET",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ detailed_session_configs: true }),
  });
  const { session_configs } = (await body.json()) as { session_configs: WireListedSessionConfig[] };
  return session_configs.filter(({ is_custom }) => is_custom);
}

/** Creates a configuration as somebody else with a key of the service would. */
export async function createOutside(url: string, config: object, key = "emulator-key"): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const { status } = await fetch(`${url}/v2/idv/sessions/configs`, {
    method: "POST",
    headers,
    body: JSON.stringify(config),
  });
  assert.equal(status, 201);
}

/** What stands before a service and changes what passes; its address. */
export interface Between extends AsyncDisposable {
  url: string;
}

/** A proxy that drops the bodies of GET requests, as some do. */
export const bodyDroppingProxy = (target: string): Promise<Between> =>
  between(target, (method, body) => (method === "GET" ? null : body));

/** A service that lists what it has in a spelling of its own: with a field that nobody gave. */
export const respellingService = (target: string): Promise<Between> =>
  between(
    target,
    (_, body) => body,
    (text) =>
      JSON.stringify(JSON.parse(text), (key, value) =>
        key === "session_config" ? { client_session_token_ttl: 600, ...value } : value,
      ),
  );

async function between(
  target: string,
  asked: (method: string, body: Buffer) => Buffer | null,
  answered: (text: string) => string = (text) => text,
): Promise<Between> {
  const server = createServer(async (incoming, response) => {
    const { method = "GET", url, headers } = incoming;
    const body = asked(method, Buffer.concat(await Array.fromAsync(incoming as AsyncIterable<Buffer>)));
    const authorization = String(headers.authorization);
    const answer = await request(target + url, {
      method,
      headers: { authorization, ...(body?.length && { "content-type": "application/json" }) },
      body: body?.length ? body : null,
    });
    response.writeHead(answer.statusCode, { "content-type": "application/json" });
    response.end(answered(await answer.body.text()));
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
