import type { CodeHost } from "../code-host/code-host.ts";
import { CodeHostError, unlessGone } from "../code-host/code-host-error.ts";
import { gitHub } from "../code-host/hosts.ts";
import type { CommentThread, PostedComment } from "./thread.ts";

/** One pull request on GitHub. */
export interface GitHubPullRequest {
  /** The address of the REST interface, for example `https://api.github.com`. */
  apiUrl: string;
  /** That of the GraphQL one. */
  graphqlUrl: string;
  /** `owner/name` */
  repository: string;
  number: number;
  token: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** What GitHub takes, in characters. */
export const gitHubMaxCharacters = 65_536;

/**
 * The comments of a pull request; it is an issue there, too.
 *
 * @see https://docs.github.com/en/rest/issues/comments
 */
export class GitHubThread implements CommentThread {
  readonly name: string;
  readonly maxCharacters = gitHubMaxCharacters;
  readonly #host: CodeHost;
  readonly #graphqlUrl: string;
  readonly #repository: string;
  readonly #number: number;
  #author: Promise<string | undefined> | undefined;

  /** @throws ConfigError the address of the API is unusable */
  constructor({ apiUrl, graphqlUrl, repository, number, token, now }: GitHubPullRequest) {
    this.name = `pull request ${number} of ${repository}`;
    this.#graphqlUrl = graphqlUrl;
    this.#repository = `/repos/${repository}`;
    this.#number = number;
    this.#host = gitHub({ apiUrl, token, cures, now });
  }

  async comments(): Promise<PostedComment[]> {
    const author = await this.#ownLogin();
    const path = `${this.#repository}/issues/${this.#number}/comments?per_page=100`;
    const found = await this.#host.list(path, `read the comments of ${this.name}`);
    return (found as WireComment[])
      .filter(({ user }) => author === undefined || user?.login === author)
      .map(posted);
  }

  async create(body: string): Promise<PostedComment> {
    const path = `${this.#repository}/issues/${this.#number}/comments`;
    const goal = `comment on ${this.name}`;
    return posted((await this.#host.send({ method: "POST", path, goal, body: { body } })) as WireComment);
  }

  async update(id: number, body: string): Promise<PostedComment | undefined> {
    const goal = `update the comment on ${this.name}`;
    const answer = await unlessGone(
      this.#host.send({ method: "PATCH", path: this.#comment(id), goal, body: { body } }),
    );
    return answer === undefined ? undefined : posted(answer as WireComment);
  }

  async remove(id: number): Promise<void> {
    const goal = `remove a second comment of ${this.name}`;
    await unlessGone(this.#host.send({ method: "DELETE", path: this.#comment(id), goal }));
  }

  /** Ends the connections. */
  close(): Promise<void> {
    return this.#host.close();
  }

  #comment = (id: number): string => `${this.#repository}/issues/comments/${id}`;

  /** Whose the token is. REST does not tell the token of a workflow; GraphQL does, also on GitHub Enterprise. */
  #ownLogin(): Promise<string | undefined> {
    this.#author ??= this.#askLogin();
    return this.#author;
  }

  async #askLogin(): Promise<string | undefined> {
    try {
      const call = { method: "POST", path: this.#graphqlUrl, goal: "learn whose the token is" } as const;
      const answer = await this.#host.send({ ...call, body: { query: "{ viewer { login } }" } });
      return (answer as { data?: { viewer?: { login?: string } } } | undefined)?.data?.viewer?.login;
    } catch (error) {
      if (!(error instanceof CodeHostError)) throw error;
      // That cannot be told, then: the marker alone says which comment is ours.
      if (!error.passes) return undefined;
      this.#author = undefined;
      throw error;
    }
  }
}

interface WireComment {
  id: number;
  body?: string | null;
  html_url?: string;
  user?: { login?: string } | null;
}

const posted = ({ id, body, html_url: url }: WireComment): PostedComment => ({ id, body: body ?? "", url });

const permission =
  "Give the token the right to comment: in a workflow `permissions: { pull-requests: write }`, of a fine-grained token " +
  "“Pull requests: read and write”.";

const cures: Record<number, string> = {
  301: "The repository has moved; name the new one with --repository or GITHUB_REPOSITORY.",
  401: "The token is not valid, or no longer; give a new one in GITHUB_TOKEN.",
  403: permission,
  404: `There is no such pull request, or the token may not see it. ${permission}`,
  410: "The repository has comments switched off.",
  422: "GitHub does not take the comment as it is; it may be too long, or the conversation is locked.",
};
