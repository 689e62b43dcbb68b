import type { CodeHost } from "../code-host/code-host.ts";

/** A repository's API, and where in it the repository is: `/repos/owner/name`. */
export interface GitHubAt {
  host: CodeHost;
  /** `owner/name` */
  repository: string;
  path: string;
}

/** What GitHub tells of a pull request, as far as it is looked at. */
export interface GitHubPull {
  number: number;
  created_at: string;
  closed_at?: string | null;
  merged_at: string | null;
  merge_commit_sha: string | null;
  base: { ref: string };
  head: { sha: string; ref: string; repo: { full_name: string } | null };
  user: { login: string } | null;
}
