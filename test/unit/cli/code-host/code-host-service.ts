import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A comment as the service keeps it; `system` and `author` in GitLab's sense. */
export interface KeptComment {
  id: number;
  body: string;
  author: string;
  system?: boolean;
}

/** What a call is answered with instead. */
export interface Fault {
  /** `POST /repos` fits each POST whose path begins so. */
  on: string;
  /** The status; undefined: the connection is cut. */
  status?: number;
  headers?: Record<string, string>;
  body?: object;
  /** Does what was asked first: the answer alone is lost or other. */
  after?: true;
  /** Runs before the answer. */
  meanwhile?: () => void;
}

const authors: Record<string, number> = { "github-actions[bot]": 1, "report-bot": 1, "pat-example": 2 };

/**
 * GitHub and GitLab on loopback, as far as their REST references describe comments: lists in pages of a hundred with Link
 * headers, 201 for a new comment, 204 for a removed one, 401 without a token, 404 for what is not there, 422 for a text
 * that is too long, and GraphQL's `viewer`.
 */
export class CodeHostService {
  comments: KeptComment[] = [];
  faults: Fault[] = [];
  /** What else is there to read, by path: JSON, bytes, or the path of a store that the call is sent on to. */
  answers: Record<string, object | Buffer | string> = {};
  /** `METHOD path` of each call, without query; with it for lists. */
  readonly requests: string[] = [];
  /** Whose token it is. */
  login = "github-actions[bot]";
  readonly token = "ghs_ASecretOfTheTests";
  readonly #server: Server;
  #nextId = 101;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<CodeHostService> {
    const service = new CodeHostService();
    await new Promise<void>((listening) => service.#server.listen(0, "127.0.0.1", listening));
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  reset(): void {
    this.comments = [];
    this.faults = [];
    this.answers = {};
    this.requests.length = 0;
    this.login = "github-actions[bot]";
    this.#nextId = 101;
  }

  /** Puts a comment there as if somebody had written it. */
  add(body: string, author = this.login, more: Partial<KeptComment> = {}): KeptComment {
    const comment = { id: this.#nextId++, body, author, ...more };
    this.comments.push(comment);
    return comment;
  }

  /** Those that change something, as `METHOD path`. */
  writes(): string[] {
    return this.requests.filter((line) => !/^GET |graphql$/.test(line));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    // GitHub Enterprise has the same below /api/v3.
    const path = (url.split("?")[0] ?? "").replace(/^\/api\/v3/, "");
    this.requests.push(`${method} ${method === "GET" ? url : path}`);
    const text = (await request.toArray()).map(String).join("");
    const done = () => this.#done(request, path, text ? JSON.parse(text) : {});
    const at = this.faults.findIndex(({ on }) => `${method} ${path}`.startsWith(on));
    const [fault] = at < 0 ? [] : this.faults.splice(at, 1);
    fault?.meanwhile?.();
    if (fault?.after) done();
    const isCut = fault && !fault.meanwhile && fault.status === undefined;
    if (isCut) return void request.socket.destroy();
    const answer = fault?.status === undefined ? done() : { body: {}, ...fault, status: fault.status };
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    const { body } = answer;
    response.end(answer.status === 204 ? undefined : Buffer.isBuffer(body) ? body : JSON.stringify(body));
  }

  #done(
    { method = "", url = "", headers }: IncomingMessage,
    path: string,
    sent: { body?: string; query?: string },
  ): { status: number; headers?: Record<string, string>; body?: unknown } {
    const isGitLab = path.startsWith("/api/v4");
    const token = isGitLab ? headers["private-token"] : headers.authorization?.replace("Bearer ", "");
    const other = this.answers[path];
    // Its addresses are signed, and another's authorisation is refused.
    if (path.startsWith("/store/")) return { status: token || other === undefined ? 400 : 200, body: other };
    if (token !== this.token) return { status: 401, body: { message: "Bad credentials" } };
    if (typeof other === "string") return { status: 302, headers: { location: this.url + other } };
    if (other) return { status: 200, body: other };
    if (/^(\/api)?\/graphql$/.test(path))
      return { status: 200, body: { data: { viewer: { login: this.login } } } };
    if (path === "/api/v4/user") return { status: 200, body: { id: authors[this.login] } };
    if (sent.body !== undefined && sent.body.length > (isGitLab ? 1_000_000 : 65_536))
      return { status: isGitLab ? 400 : 422, body: { message: "Validation Failed" } };
    const list = isGitLab
      ? "/api/v4/projects/group%2Fcontracts/merge_requests/7/notes"
      : "/repos/example/contracts/issues/7/comments";
    const shown = (comment: KeptComment) => (isGitLab ? asNote(comment) : asIssueComment(comment));
    if (path === list && method === "GET") return this.#page(url, shown);
    if (path === list && method === "POST") return { status: 201, body: shown(this.add(sent.body ?? "")) };
    const one = isGitLab ? /notes\/(\d+)$/ : /^\/repos\/example\/contracts\/issues\/comments\/(\d+)$/;
    const comment = this.comments.find(({ id }) => id === Number(one.exec(path)?.[1]));
    if (!comment) return { status: 404, body: { message: "Not Found" } };
    if (method === "DELETE") {
      this.comments = this.comments.filter((other) => other !== comment);
      return { status: 204 };
    }
    if (method !== (isGitLab ? "PUT" : "PATCH")) return { status: 404, body: { message: "Not Found" } };
    comment.body = sent.body ?? "";
    return { status: 200, body: shown(comment) };
  }

  #page(
    url: string,
    shown: (comment: KeptComment) => unknown,
  ): { status: number; headers: Record<string, string>; body: unknown } {
    const query = new URL(url, this.url);
    const size = Number(query.searchParams.get("per_page"));
    const page = Number(query.searchParams.get("page") ?? 1);
    const address = (number: number): string => {
      query.searchParams.set("page", String(number));
      return query.href;
    };
    const last = Math.max(1, Math.ceil(this.comments.length / size));
    const links = [
      ...(page > 1 ? [`<${address(page - 1)}>; rel="prev"`] : []),
      ...(page < last ? [`<${address(page + 1)}>; rel="next"`, `<${address(last)}>; rel="last"`] : []),
    ];
    const body = this.comments.slice((page - 1) * size, page * size).map(shown);
    return { status: 200, headers: links.length > 0 ? { link: links.join(", ") } : {}, body };
  }
}

const asIssueComment = ({ id, body, author }: KeptComment) => ({
  id,
  body,
  html_url: `https://github.example.com/example/contracts/pull/7#issuecomment-${id}`,
  user: { login: author },
});

const asNote = ({ id, body, author, system = false }: KeptComment) => ({
  id,
  body,
  system,
  author: { id: authors[author] ?? 9 },
});
