import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { ConfigError } from "../../sdk/client/index.ts";
import { isCertificateProblem, parseRetryAfter } from "../../sdk/client/retry.ts";
import { CodeHostError } from "./code-host-error.ts";
import { nextPage } from "./next-page.ts";
import { type AnswerHeaders, rateLimitSeconds } from "./rate-limit.ts";

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
  /** What to do about a status, in a sentence. */
  cure(status: number): string;
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
    this.#dispatcher = dispatcherTo(this.#base);
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
   * @throws CodeHostError as {@link send}, or an answer is no list
   */
  async list(path: string, goal: string): Promise<unknown[]> {
    const items: unknown[] = [];
    const seen = new Set<string>();
    let url: URL | undefined = this.#urlOf(path);
    while (url && !seen.has(url.href) && seen.size < maxPages) {
      seen.add(url.href);
      const { json, headers } = await this.#answerTo({ method: "GET", path: url.href, goal });
      if (!Array.isArray(json)) throw this.#failure(goal, "GET", url, "answered something other than a list");
      items.push(...json);
      url = nextPage(headers.link, url);
    }
    return items;
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
    const answer = await this.#request(method, url, goal, body);
    const json = parsed(answer.text);
    if (answer.status >= 200 && answer.status < 300) return { json: json, headers: answer.headers };
    const { documentation_url: documentation } = (json ?? {}) as { documentation_url?: unknown };
    const waitSeconds = rateLimitSeconds(answer.status, answer.headers, documentation, this.#options.now);
    const limited = waitSeconds !== undefined;
    const { date, "retry-after": wait } = answer.headers;
    const retryAfterSeconds = waitSeconds ?? parseRetryAfter(wait, date, this.#options.now);
    throw new CodeHostError(
      `Could not ${goal}: ${method} ${url.pathname} answered ${answer.status}${saying(json, this.#options.token)}. ` +
        `${limited ? `${this.#options.name} wants to be left alone; run it again later.` : this.#options.cure(answer.status)}`,
      { status: answer.status, passes: limited || passingStatuses.has(answer.status), retryAfterSeconds },
    );
  }

  async #request(
    method: HostCall["method"],
    url: URL,
    goal: string,
    body: unknown,
  ): Promise<{ status: number; headers: AnswerHeaders; text: string }> {
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
          ...this.#options.headers,
          "user-agent": "pulumi-yotisign",
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        headersTimeout: timeoutSeconds * 1000,
        bodyTimeout: timeoutSeconds * 1000,
      });
      return { status: statusCode, headers, text: await textOf(answer) };
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

function apiAddress({ url, name }: CodeHostOptions): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (!address || !/^https?:$/.test(address.protocol) || address.username || address.search)
    throw new ConfigError(`The address of ${name}'s API is none; write it as in https://api.github.com.`);
  if (address.protocol === "http:" && !isLoopback(address))
    throw new ConfigError(
      `The address of ${name}'s API begins with http:, which would show the token; use https.`,
    );
  return address;
}

const isLoopback = ({ hostname }: URL): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

function dispatcherTo(base: URL): Dispatcher {
  if (isLoopback(base)) return new Agent({ connectTimeout: timeoutSeconds * 1000 });
  try {
    return new EnvHttpProxyAgent({ connectTimeout: timeoutSeconds * 1000 });
  } catch {
    // Without cause: a proxy's address may have a password in it.
    throw new ConfigError(
      "HTTP_PROXY or HTTPS_PROXY is no address of a proxy; write it as in http://proxy.example.com:8080.",
    );
  }
}

async function textOf(body: Dispatcher.ResponseData["body"]): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxAnswerBytes) throw Object.assign(new Error(), { code: "the answer is too long" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
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
