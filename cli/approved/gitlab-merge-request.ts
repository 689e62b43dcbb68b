import type { CodeHost } from "../code-host/code-host.ts";

/** A project's API, and where in it the project is: `/projects/12`. */
export interface GitLabAt {
  host: CodeHost;
  path: string;
}

/** What GitLab tells of a merge request, as far as it is looked at. */
export interface GitLabMergeRequest {
  iid: number;
  state: string;
  created_at: string;
  target_branch: string;
  source_project_id: number;
  target_project_id: number;
  /** The last commit of its branch. */
  sha: string | null;
  merge_commit_sha: string | null;
  squash_commit_sha: string | null;
  author: { id: number } | null;
}
