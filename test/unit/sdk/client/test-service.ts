import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { type ClientOptions, YotiSignClient } from "../../../../sdk/client/index.ts";

/** The key of every client in these tests: nowhere may it be seen. */
export const apiKey = "test-key-7f3a9c";

/** A request as it arrived, whole. */
export interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What a service does with a request it has read; the last one given answers all that follow. */
export type Answer = (response: ServerResponse, request: Received) => void;

export interface TestService extends AsyncDisposable {
  url: string;
  received: Received[];
}

/** Starts an HTTP server that answers one request after the other. */
export async function startService(...answers: [Answer, ...Answer[]]): Promise<TestService> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request).catch(() => undefined);
    if (!body) return;
    const { method = "", url = "", headers } = request;
    const whole = { method, url, headers, body };
    received.push(whole);
    const answer = answers[Math.min(received.length, answers.length) - 1] as Answer;
    answer(response, whole);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export interface TcpService extends AsyncDisposable {
  url: string;
  connections: number;
}

/** Starts a server below HTTP: what it does with a connection is up to the test. */
export async function startTcpService(accept: (socket: Socket) => void): Promise<TcpService> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    service.connections += 1;
    sockets.add(socket);
    // A client that goes away is what these tests are about.
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    accept(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const service: TcpService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: 0,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return service;
}

/** The address of a port on which nobody listens. */
export async function deadUrl(): Promise<string> {
  await using service = await startTcpService(() => {});
  return service.url;
}

/** A client that repeats without waiting, unless `options` says otherwise. */
export const newClient = (baseUrl: string, options: Partial<ClientOptions> = {}): YotiSignClient =>
  new YotiSignClient({ baseUrl, apiKey, backOffSeconds: 0, ...options });

export const id = "5b3f6a51-6f0d-4c58-9a3b-0d1f4f5f7a10";

export const recipientId = "0e7c2d64-90f5-4c4e-8f5c-9d2a7f3c1b22";

export const json =
  (status: number, value: unknown, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));

/** The answer to a create. */
export const accepted = json(202, { envelope_id: id });

/** The answer to a get. */
export const active = json(200, { envelope_id: id, status: "ACTIVE" });

/** Resets the connection instead of answering. */
export const reset: Answer = (response) => {
  response.socket?.resetAndDestroy();
};

/** Never answers. */
export const silence: Answer = () => {};

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => assertRejected(),
    (error: unknown) => error,
  );
}

function assertRejected(): never {
  throw new Error("The call did not fail.");
}
