import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A request on its way through the gate; the service has nothing of it yet. */
export interface Passage {
  method: string;
  path: string;
  body: Buffer;
}

/** What the service did with it; without a status the connection was reset. */
export interface Answer {
  status?: number;
  headers?: IncomingHttpHeaders;
  body: Buffer;
  /** Whether the body is as long as was announced. */
  whole: boolean;
}

/** Whether something goes on to where it was going; what is dropped resets the client's connection. */
export type Verdict = "pass" | "drop";

/** Decides about everything that goes through a gate, and takes its time. */
export interface GateKeeper {
  request(passage: Passage): Promise<Verdict>;
  answer(passage: Passage, answer: Answer): Promise<Verdict>;
  /** An answer has left on the client's connection, or the connection is gone. */
  gone?(passage: Passage): void;
}

/** A keeper that lets everything pass. */
export const openGate: GateKeeper = { request: async () => "pass", answer: async () => "pass" };

/**
 * An HTTP proxy on loopback between whoever calls the service and the service. A keeper can stop each request and each
 * answer, and drop either, so a test knows exactly how far a call has got, without sleeping.
 */
export class Gate {
  readonly url: string;
  readonly #server: Server;
  #upstream = "";
  #keeper: GateKeeper = openGate;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async open(): Promise<Gate> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const gate = new Gate(server);
    server.on("request", (incoming, outgoing) => {
      gate.#pass(incoming, outgoing).catch(() => incoming.socket.destroy());
    });
    return gate;
  }

  /** Leads to this service from now on, past this keeper. */
  lead(upstream: string, keeper: GateKeeper): void {
    this.#upstream = upstream;
    this.#keeper = keeper;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #pass(incoming: IncomingMessage, outgoing: import("node:http").ServerResponse): Promise<void> {
    const keeper = this.#keeper;
    const upstream = this.#upstream;
    const { method = "", url: path = "" } = incoming;
    const passage = { method, path, body: await buffer(incoming) };
    if ((await keeper.request(passage)) === "drop") return void incoming.socket.resetAndDestroy();
    const answer = await forward(upstream, passage, incoming.headers);
    const verdict = await keeper.answer(passage, answer);
    const { socket } = incoming;
    const gone = (): void => {
      socket.off("close", gone);
      keeper.gone?.(passage);
    };
    if (socket.destroyed) return gone();
    socket.once("close", gone);
    const { status, headers, body, whole } = answer;
    if (verdict === "drop" || status === undefined) return void socket.resetAndDestroy();
    outgoing.writeHead(status, headers);
    if (whole) outgoing.end(body, gone);
    else outgoing.write(body, () => socket.destroySoon());
  }
}

/** Calls the service as the client does. */
function forward(
  upstream: string,
  { method, path, body }: Passage,
  { host: _, connection: __, "transfer-encoding": ___, ...headers }: IncomingHttpHeaders,
): Promise<Answer> {
  return new Promise((resolve) => {
    let head: IncomingMessage | undefined;
    const chunks: Buffer[] = [];
    const settle = (whole: boolean): void => {
      const answered = head && { status: head.statusCode ?? 502, headers: endToEnd(head.headers) };
      resolve({ ...answered, body: Buffer.concat(chunks), whole });
    };
    const length = body.length > 0 ? { "content-length": body.length } : {};
    const call = request(upstream + path, { method, agent: false, headers: { ...headers, ...length } });
    call.once("error", () => settle(false));
    call.once("response", (response) => {
      head = response;
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", () => settle(false));
      response.once("end", () => settle(response.complete));
    });
    call.end(body);
  });
}

/** Headers about the connection are this connection's. */
const endToEnd = ({
  connection: _,
  "keep-alive": __,
  ...headers
}: IncomingHttpHeaders): IncomingHttpHeaders => headers;
