import { CodeHostError } from "../code-host/code-host-error.ts";
import { gitLab } from "../code-host/hosts.ts";
import { approvalOf } from "./gitlab-approval.ts";
import { jobsOf } from "./gitlab-jobs.ts";
import type { GitLabAt, GitLabMergeRequest } from "./gitlab-merge-request.ts";
import {
  type ApprovingHost,
  notApproved,
  type ReviewedFile,
  type ReviewedFileQuery,
  seenBefore,
} from "./reviewed-change.ts";

/** A project on GitLab. */
export interface GitLabProject {
  /** The address of the API, for example `https://gitlab.com/api/v4`. */
  apiUrl: string;
  /** Its number or path. */
  project: string;
  token: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

/**
 * Finds what people approved on GitLab: the merge request that was merged as this commit, its approval, and the artefact
 * that the job had left by then.
 *
 * @see https://docs.gitlab.com/api/merge_request_approvals and https://docs.gitlab.com/api/job_artifacts
 */
export class GitLabApprovals implements ApprovingHost {
  readonly #at: GitLabAt;

  /** @throws ConfigError the address of the API is unusable */
  constructor({ apiUrl, project, token, now }: GitLabProject) {
    const host = gitLab({ apiUrl, token, cures, now });
    this.#at = { host, path: `/projects/${encodeURIComponent(project)}` };
  }

  async reviewedFile({ commit, branch, artefact, path }: ReviewedFileQuery): Promise<ReviewedFile> {
    const request = await this.#mergedAs(commit, branch);
    const approval = await approvalOf(this.#at, request);
    const jobs = await jobsOf(this.#at, request, artefact);
    const seen = seenBefore(approval, jobs);
    if (!seen)
      throw notApproved(
        `Merge request ${request.iid} has no job ${artefact} for its last commit and its target that had ended before it was approved on ${approval.at}`,
        "Have the change reviewed again.",
      );
    const file = path.split("/").map(encodeURIComponent).join("/");
    return {
      text: await this.#artefact(`${this.#at.path}/jobs/${seen.id}/artifacts/${file}`, artefact),
      from: `merge request ${request.iid}, approved on ${approval.at}`,
    };
  }

  /** Ends the connections. */
  close(): Promise<void> {
    return this.#at.host.close();
  }

  async #mergedAs(commit: string, branch: string): Promise<GitLabMergeRequest> {
    const path = `${this.#at.path}/repository/commits/${commit}/merge_requests?per_page=100`;
    const goal = "find the merge request of this commit";
    const requests = (await this.#at.host.list(path, goal)) as GitLabMergeRequest[];
    const [request, ...others] = requests.filter(
      ({ state, target_branch, sha, merge_commit_sha, squash_commit_sha }) =>
        state === "merged" &&
        target_branch === branch &&
        [merge_commit_sha, squash_commit_sha, sha].includes(commit),
    );
    if (!request || others.length > 0)
      throw notApproved(
        `${commit} is not on ${branch} by one merge request, so nobody approved it there`,
        "Propose the change as a merge request.",
      );
    if (request.source_project_id === request.target_project_id) return request;
    throw notApproved(
      `Merge request ${request.iid} comes from a fork, whose pipelines make their artefacts themselves`,
      "Propose the change from a branch of this project.",
    );
  }

  async #artefact(path: string, name: string): Promise<string> {
    try {
      return (await this.#at.host.download(path, `download what ${name} left`)).toString("utf8");
    } catch (error) {
      if (!(error instanceof CodeHostError) || error.status !== 404) throw error;
      throw notApproved(
        `What ${name} left is gone`,
        "Keep artefacts for longer than a review takes, and have the change reviewed again.",
      );
    }
  }
}

const permission =
  "GITLAB_TOKEN must be a project access token with the scope `read_api` or `api` and the role Reporter.";

const cures: Record<number, string> = {
  401: `The token is not valid, or no longer. ${permission}`,
  403: permission,
  404: `It is not there, or the token may not see it. ${permission}`,
};
