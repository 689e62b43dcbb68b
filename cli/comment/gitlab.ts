import type { CodeHost } from "../code-host/code-host.ts";
import { CodeHostError, unlessGone } from "../code-host/code-host-error.ts";
import { gitLab } from "../code-host/hosts.ts";
import type { CommentThread, PostedComment } from "./thread.ts";

/** One merge request on GitLab. */
export interface GitLabMergeRequest {
  /** The address of the API, for example `https://gitlab.com/api/v4`. */
  apiUrl: string;
  /** The project's number or its path, such as `group/contracts`. */
  project: string;
  /** The number within the project. */
  iid: number;
  token: string;
  /** Where the merge request is read; undefined: comments have no address. */
  pageUrl: string | undefined;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** What GitLab takes, in characters. */
export const gitLabMaxCharacters = 1_000_000;

/**
 * The notes of a merge request.
 *
 * @see https://docs.gitlab.com/api/notes
 */
export class GitLabThread implements CommentThread {
  readonly name: string;
  readonly maxCharacters = gitLabMaxCharacters;
  readonly #host: CodeHost;
  readonly #notes: string;
  readonly #pageUrl: string | undefined;
  #author: Promise<number | undefined> | undefined;

  /** @throws ConfigError the address of the API is unusable */
  constructor({ apiUrl, project, iid, token, pageUrl, now }: GitLabMergeRequest) {
    this.name = `merge request ${iid}`;
    this.#pageUrl = pageUrl;
    this.#notes = `/projects/${encodeURIComponent(project)}/merge_requests/${iid}/notes`;
    this.#host = gitLab({ apiUrl, token, cures, now });
  }

  async comments(): Promise<PostedComment[]> {
    const author = await this.#ownId();
    const path = `${this.#notes}?per_page=100&sort=asc&order_by=created_at`;
    const found = (await this.#host.list(path, `read the comments of ${this.name}`)) as WireNote[];
    return found
      .filter((note) => !note.system && (author === undefined || note.author?.id === author))
      .map(this.#posted);
  }

  async create(body: string): Promise<PostedComment> {
    const goal = `comment on ${this.name}`;
    const note = await this.#host.send({ method: "POST", path: this.#notes, goal, body: { body } });
    return this.#posted(note as WireNote);
  }

  async update(id: number, body: string): Promise<PostedComment | undefined> {
    const goal = `update the comment on ${this.name}`;
    const note = await unlessGone(
      this.#host.send({ method: "PUT", path: `${this.#notes}/${id}`, goal, body: { body } }),
    );
    return note === undefined ? undefined : this.#posted(note as WireNote);
  }

  async remove(id: number): Promise<void> {
    const goal = `remove a second comment of ${this.name}`;
    await unlessGone(this.#host.send({ method: "DELETE", path: `${this.#notes}/${id}`, goal }));
  }

  /** Ends the connections. */
  close(): Promise<void> {
    return this.#host.close();
  }

  #posted = ({ id, body }: WireNote): PostedComment => ({
    id,
    body: body ?? "",
    url: this.#pageUrl && `${this.#pageUrl}#note_${id}`,
  });

  #ownId(): Promise<number | undefined> {
    this.#author ??= this.#askId();
    return this.#author;
  }

  async #askId(): Promise<number | undefined> {
    try {
      const call = { method: "GET", path: "/user", goal: "learn whose the token is" } as const;
      return ((await this.#host.send(call)) as { id?: number } | undefined)?.id;
    } catch (error) {
      if (!(error instanceof CodeHostError)) throw error;
      // That cannot be told, then: the marker alone says which comment is ours.
      if (!error.passes) return undefined;
      this.#author = undefined;
      throw error;
    }
  }
}

interface WireNote {
  id: number;
  body?: string | null;
  system?: boolean;
  author?: { id?: number } | null;
}

const permission =
  "GITLAB_TOKEN must be a project access token with the scope `api` and the role Reporter or above; CI_JOB_TOKEN may not comment.";

const cures: Record<number, string> = {
  401: `The token is not valid, or no longer. ${permission}`,
  403: permission,
  404: `There is no such merge request, or the token may not see it. ${permission}`,
  400: "GitLab does not take the comment as it is; it may be too long.",
  422: "GitLab does not take the comment as it is; it may be too long.",
};
