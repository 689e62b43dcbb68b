import { hash } from "node:crypto";
import { unzipSync } from "fflate";
import { gitHub } from "../code-host/hosts.ts";
import { approvalOf } from "./github-approval.ts";
import { artefactsOf } from "./github-artefacts.ts";
import type { GitHubAt, GitHubPull } from "./github-pull.ts";
import {
  type ApprovingHost,
  notApproved,
  type ReviewedFile,
  type ReviewedFileQuery,
  seenBefore,
} from "./reviewed-change.ts";

/** A repository on GitHub, as its workflow sees it. */
export interface GitHubRepository {
  /** The address of the REST interface. */
  apiUrl: string;
  /** `owner/name` */
  repository: string;
  /** The workflow whose artefacts count: `.github/workflows/signing.yml`. */
  workflow: string;
  token: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

const maxFileBytes = 8 * 1024 * 1024;

/**
 * Finds what people approved on GitHub: the pull request that was merged as this commit, its approval at its last commit,
 * and the artefact that the workflow had left for that commit by then.
 *
 * @see https://docs.github.com/en/rest/pulls/reviews and https://docs.github.com/en/rest/actions/artifacts
 */
export class GitHubApprovals implements ApprovingHost {
  readonly #workflow: string;
  readonly #at: GitHubAt;

  /** @throws ConfigError the address of the API is unusable */
  constructor({ apiUrl, repository, workflow, token, now }: GitHubRepository) {
    this.#workflow = workflow;
    const host = gitHub({ apiUrl, token, cures, now });
    this.#at = { host, repository, path: `/repos/${repository}` };
  }

  async reviewedFile({ commit, branch, artefact, path }: ReviewedFileQuery): Promise<ReviewedFile> {
    const pull = await this.#mergedAs(commit, branch);
    const approval = await approvalOf(this.#at, pull);
    const wanted = { pull, approvedAt: approval.at, workflow: this.#workflow, name: artefact };
    const kept = (await artefactsOf(this.#at, wanted)).map((one) => ({ ...one, at: one.created_at }));
    const seen = seenBefore(approval, kept);
    if (!seen)
      throw notApproved(
        `Pull request ${pull.number} has no artefact ${artefact} from before it was approved on ${approval.at}, or it has expired`,
        "Keep artefacts for longer than a review takes, and have the change reviewed again.",
      );
    const goal = `download the artefact ${artefact}`;
    const zip = await this.#at.host.download(`${this.#at.path}/actions/artifacts/${seen.id}/zip`, goal);
    return {
      text: fileIn(zip, path, seen.digest),
      from: `pull request ${pull.number}, approved on ${approval.at}`,
    };
  }

  /** Ends the connections. */
  close(): Promise<void> {
    return this.#at.host.close();
  }

  async #mergedAs(commit: string, branch: string): Promise<GitHubPull> {
    const path = `${this.#at.path}/commits/${commit}/pulls?per_page=100`;
    const pulls = (await this.#at.host.list(path, "find the pull request of this commit")) as GitHubPull[];
    const [pull, ...others] = pulls.filter(
      ({ merged_at, base, merge_commit_sha }) =>
        merged_at && base.ref === branch && merge_commit_sha === commit,
    );
    if (!pull || others.length > 0)
      throw notApproved(
        `${commit} is not on ${branch} by the merge of one pull request, so nobody approved it there`,
        "Propose the change as a pull request.",
      );
    if (pull.head.repo?.full_name === this.#at.repository) return pull;
    throw notApproved(
      `Pull request ${pull.number} comes from a fork, whose workflow makes its artefacts itself`,
      "Propose the change from a branch of this repository.",
    );
  }
}

function fileIn(zip: Buffer, path: string, digest: string | null | undefined): string {
  if (digest && digest !== `sha256:${hash("sha256", zip)}`)
    throw notApproved("The artefact is not what GitHub says it is", "Download it again.");
  const content = unzipped(zip, path);
  if (content) return Buffer.from(content).toString("utf8");
  throw notApproved(`The artefact has no ${path} of a usable size`, "Upload it as the pipeline does.");
}

function unzipped(zip: Buffer, path: string): Uint8Array | undefined {
  try {
    const filter = ({ name, originalSize }: { name: string; originalSize: number }): boolean =>
      name === path && originalSize <= maxFileBytes;
    return unzipSync(zip, { filter })[path];
  } catch {
    return undefined;
  }
}

const permission =
  "Give the token the rights to read them: in a workflow `permissions: { actions: read, contents: read, issues: read, pull-requests: read }`.";

const cures: Record<number, string> = {
  401: "The token is not valid, or no longer; give a new one in GITHUB_TOKEN.",
  403: permission,
  404: `It is not there, or the token may not see it. ${permission}`,
  410: "The artefact has expired; have the change reviewed again.",
};
