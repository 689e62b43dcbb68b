import type { GitHubAt, GitHubPull } from "./github-pull.ts";
import { notApproved } from "./reviewed-change.ts";

/** What is looked for. */
export interface GitHubArtefactQuery {
  pull: GitHubPull;
  /** When it was approved, in ISO 8601. */
  approvedAt: string;
  /** The workflow whose artefacts count: `.github/workflows/signing.yml`. */
  workflow: string;
  name: string;
}

/** An artefact, as GitHub lists it. */
export interface GitHubArtefact {
  id: number;
  name: string;
  expired: boolean;
  created_at: string;
  /** `sha256:…` of the zip; GitHub Enterprise may not have it. */
  digest?: string | null;
}

/**
 * The artefacts that a workflow left for the last commit of a pull request: of runs for its branch, begun since it was
 * opened and since it was last given another base. A run does not tell for which pull request it was, and its workflow is
 * that of its base, so nothing counts where another pull request of the same branch was open.
 *
 * @throws RefusedError another pull request of the same branch was open at that time
 */
export async function artefactsOf(at: GitHubAt, query: GitHubArtefactQuery): Promise<GitHubArtefact[]> {
  await assertOnlyOne(at, query);
  const since = await begunWithBase(at, query.pull);
  const found: GitHubArtefact[] = [];
  for (const { id } of await runsOf(at, query, since)) {
    const list = `${at.path}/actions/runs/${id}/artifacts?name=${encodeURIComponent(query.name)}&per_page=100`;
    const artefacts = await at.host.list(list, "find what was reviewed", "artifacts");
    found.push(
      ...(artefacts as GitHubArtefact[]).filter(({ name, expired }) => name === query.name && !expired),
    );
  }
  return found;
}

/** `/commits/{head}/pulls` would not do: of a commit that is merged it lists the merged pull request alone. */
async function assertOnlyOne(
  { host, repository, path }: GitHubAt,
  { pull, approvedAt }: GitHubArtefactQuery,
): Promise<void> {
  const head = encodeURIComponent(`${repository.split("/")[0]}:${pull.head.ref}`);
  const list = `${path}/pulls?state=all&head=${head}&per_page=100`;
  const pulls = (await host.list(list, "find other pull requests of its branch")) as GitHubPull[];
  const other = pulls.find(
    ({ number, created_at: openedAt, closed_at: closedAt, head: { ref, repo } }) =>
      number !== pull.number &&
      ref === pull.head.ref &&
      repo?.full_name === repository &&
      Date.parse(openedAt) <= Date.parse(approvedAt) &&
      !(closedAt && Date.parse(closedAt) < Date.parse(pull.created_at)),
  );
  if (other)
    throw notApproved(
      `Pull request ${other.number} was open from the same branch as ${pull.number}, so it is not known which of them was reviewed`,
      "Propose the change from a branch of its own.",
    );
}

/** When it was opened, or last given another base. */
async function begunWithBase({ host, path }: GitHubAt, { number, created_at }: GitHubPull): Promise<number> {
  const list = `${path}/issues/${number}/events?per_page=100`;
  const events = (await host.list(list, `read what happened to pull request ${number}`)) as WireEvent[];
  const changes = events.filter(({ event }) => baseChanges.has(event));
  return Math.max(...[created_at, ...changes.map((change) => change.created_at)].map(Date.parse));
}

const baseChanges = new Set(["base_ref_changed", "automatic_base_change_succeeded"]);

/** A run that is begun again keeps the time and the base that it had at first. */
async function runsOf(
  { host, repository, path }: GitHubAt,
  { pull: { head }, workflow }: GitHubArtefactQuery,
  since: number,
): Promise<WireRun[]> {
  const list = `${path}/actions/runs?event=pull_request&head_sha=${head.sha}&per_page=100`;
  const runs = (await host.list(list, "find the run that was reviewed", "workflow_runs")) as WireRun[];
  return runs.filter(
    (run) =>
      run.event === "pull_request" &&
      run.head_sha === head.sha &&
      run.head_branch === head.ref &&
      run.path?.split("@")[0] === workflow &&
      run.head_repository?.full_name === repository &&
      Date.parse(run.created_at) >= since,
  );
}

interface WireEvent {
  event: string;
  created_at: string;
}

interface WireRun {
  id: number;
  event: string;
  created_at: string;
  head_sha: string;
  head_branch: string | null;
  path?: string;
  head_repository: { full_name: string } | null;
}
