import type { Dispatcher } from "undici";
import { ConfigError } from "../../sdk/client/index.ts";
import { isCertificateProblem, parseRetryAfter } from "../../sdk/client/retry.ts";
import { apiAddress, assertPrivate, dispatcherTo } from "./api-address.ts";
import { CodeHostError } from "./code-host-error.ts";
import { nextPage } from "./next-page.ts";
import { type AnswerHeaders, rateLimitSeconds } from "./rate-limit.ts";

/** An answer, read to its end. */
interface Answer {
  status: number;
  headers: AnswerHeaders;
  bytes: Buffer;
}

/** How GitHub or GitLab is reached. */
export interface CodeHostOptions {
  /** Its name, for messages. */
  name: string;
  /** The address of its API, without a slash at its end. */
  url: string;
  /** Sent with each call; the token is in one of them. */
  headers: Record<string, string>;
  /** Never shown, whatever the host answers. */
  token: string;
  /** What to do about a status, in a sentence each; about others, to try again. */
  cures: Readonly<Record<number, string>>;
  /** Milliseconds since 1970, for answers without a date. */
  now: () => number;
}

/** A call; `goal` completes "Could not". */
export interface HostCall {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Below the API's address, or a whole one of the same origin. */
  path: string;
  goal: string;
  body?: unknown;
}

const timeoutSeconds = 30;
const maxAnswerBytes = 64 * 1024 * 1024;
/** A hundred comments each: more than any page shows. */
const maxPages = 1000;

/** The REST interface of GitHub or GitLab, one call at a time. It repeats nothing. */
export class CodeHost {
  readonly #options: CodeHostOptions;
  readonly #base: URL;
  readonly #dispatcher: Dispatcher;

  /** @throws ConfigError the address is none, or would take the token over the network in the clear */
  constructor(options: CodeHostOptions) {
    this.#options = options;
    this.#base = apiAddress(options);
    this.#dispatcher = dispatcherTo(this.#base, timeoutSeconds);
  }

  /**
   * Makes a call.
   *
   * @returns what was answered, as JSON; undefined where there is none
   * @throws CodeHostError the answer is no success, or there is none
   */
  async send(call: HostCall): Promise<unknown> {
    return (await this.#answerTo(call)).json;
  }

  /**
   * Reads a list over all its pages, as their Link headers lead. They are not followed to another host, which would get
   * the token.
   *
   * @param field where in an answer the list is; undefined: the answer is the list
   * @throws CodeHostError as {@link send}, or an answer is no list
   */
  async list(path: string, goal: string, field?: string): Promise<unknown[]> {
    const items: unknown[] = [];
    const seen = new Set<string>();
    let url: URL | undefined = this.#urlOf(path);
    while (url && !seen.has(url.href) && seen.size < maxPages) {
      seen.add(url.href);
      const { json, headers } = await this.#answerTo({ method: "GET", path: url.href, goal });
      const page = field === undefined ? json : (json as Record<string, unknown> | undefined)?.[field];
      if (!Array.isArray(page)) throw this.#failure(goal, "GET", url, "answered something other than a list");
      items.push(...page);
      url = nextPage(headers.link, url);
    }
    return items;
  }

  /**
   * Downloads a file. Where the host refers to a store of another host, that is asked without the token.
   *
   * @throws CodeHostError as {@link send}
   */
  async download(path: string, goal: string): Promise<Buffer> {
    const url = this.#urlOf(path);
    const first = await this.#request("GET", url, goal, undefined, this.#options.headers);
    const { location } = first.headers;
    if (first.status < 300 || first.status >= 400 || typeof location !== "string")
      return this.#successOf(first, "GET", url, goal).bytes;
    const store = new URL(location, url);
    assertPrivate(store, this.#options.name);
    const second = await this.#request("GET", store, goal, undefined, {});
    return this.#successOf(second, "GET", url, goal).bytes;
  }

  /** Ends the connections. */
  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  #urlOf(path: string): URL {
    const url = new URL(path.startsWith("/") ? this.#base.href.replace(/\/$/, "") + path : path);
    if (url.origin !== this.#base.origin)
      throw new ConfigError(
        `${this.#options.name} refers to another host, ${url.host}; the token is not sent there.`,
      );
    return url;
  }

  async #answerTo({
    method,
    path,
    goal,
    body,
  }: HostCall): Promise<{ json: unknown; headers: AnswerHeaders }> {
    const url = this.#urlOf(path);
    const answer = await this.#request(method, url, goal, body, this.#options.headers);
    const { bytes, headers } = this.#successOf(answer, method, url, goal);
    return { json: parsed(bytes), headers };
  }

  #successOf(answer: Answer, method: string, url: URL, goal: string): Answer {
    const { status, headers, bytes } = answer;
    if (status >= 200 && status < 300) return answer;
    const { name, token, cures, now } = this.#options;
    const json = parsed(bytes);
    const { documentation_url: documentation } = (json ?? {}) as { documentation_url?: unknown };
    const waitSeconds = rateLimitSeconds(status, headers, documentation, now);
    const isLimit = waitSeconds !== undefined;
    throw new CodeHostError(
      `Could not ${goal}: ${method} ${url.pathname} answered ${status}${saying(json, token)}. ` +
        `${isLimit ? `${name} wants to be left alone; run it again later.` : (cures[status] ?? "Try again later.")}`,
      {
        status,
        passes: isLimit || passingStatuses.has(status),
        retryAfterSeconds: waitSeconds ?? parseRetryAfter(headers["retry-after"], headers.date, now),
      },
    );
  }

  async #request(
    method: HostCall["method"],
    url: URL,
    goal: string,
    body: unknown,
    ownHeaders: Record<string, string>,
  ): Promise<Answer> {
    try {
      const {
        statusCode,
        headers,
        body: answer,
      } = await this.#dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers: {
          ...ownHeaders,
          "user-agent": "pulumi-yotisign",
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        headersTimeout: timeoutSeconds * 1000,
        bodyTimeout: timeoutSeconds * 1000,
      });
      return { status: statusCode, headers, bytes: await bytesOf(answer) };
    } catch (error) {
      const { code = "no answer" } = error as { code?: string };
      throw this.#failure(goal, method, url, `failed (${code})`, !isCertificateProblem(code));
    }
  }

  #failure(goal: string, method: string, url: URL, what: string, passes = false): CodeHostError {
    const cure = `Check that ${url.origin} is ${this.#options.name}'s API and can be reached from here.`;
    return new CodeHostError(`Could not ${goal}: ${method} ${url.pathname} ${what}. ${cure}`, {
      status: undefined,
      passes,
      retryAfterSeconds: undefined,
    });
  }
}

/** Answers of a gateway or an overloaded server. */
const passingStatuses = new Set([408, 500, 502, 503, 504]);

async function bytesOf(body: Dispatcher.ResponseData["body"]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxAnswerBytes) throw Object.assign(new Error(), { code: "the answer is too long" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** What the host says itself, where it is short: GitHub's `message`, GitLab's `message` or `error`. */
function saying(json: unknown, token: string): string {
  const { message, error } = (json ?? {}) as { message?: unknown; error?: unknown };
  const said = [message, error].find((one) => typeof one === "string" && one.length <= 200);
  return said === undefined
    ? ""
    : ` (${(token ? String(said).replaceAll(token, "…") : String(said)).replaceAll(/\s+/g, " ").replace(/\.$/, "")})`;
}
