import type { GitLabAt, GitLabMergeRequest } from "./gitlab-merge-request.ts";

/**
 * The jobs of a name that ended in pipelines of a merge request: for its last commit, begun since it last got another
 * target. Its list has pipelines of its branch, too, and of earlier commits.
 *
 * @see https://docs.gitlab.com/api/merge_requests/#list-merge-request-pipelines
 */
export async function jobsOf(
  at: GitLabAt,
  request: GitLabMergeRequest,
  name: string,
): Promise<{ id: number; at: string }[]> {
  const { host, path } = at;
  const since = await targetedSince(at, request);
  const list = `${path}/merge_requests/${request.iid}/pipelines?per_page=100`;
  const pipelines = (await host.list(list, "find the pipelines of the review")) as WirePipeline[];
  const found: { id: number; at: string }[] = [];
  for (const pipeline of pipelines) {
    if (!(Date.parse(pipeline.created_at) >= since && (await isOfLastCommit(at, request, pipeline))))
      continue;
    const jobsPath = `${path}/pipelines/${pipeline.id}/jobs?include_retried=true&per_page=100`;
    const jobs = (await host.list(jobsPath, "find the job of the review")) as WireJob[];
    for (const job of jobs)
      if (job.name === name && job.finished_at) found.push({ id: job.id, at: job.finished_at });
  }
  return found;
}

/** Of a pipeline for merged results the commit is a merge of the last commit and the target. */
async function isOfLastCommit(
  { host, path }: GitLabAt,
  { iid, sha: last }: GitLabMergeRequest,
  { source, ref, sha }: WirePipeline,
): Promise<boolean> {
  if (source !== "merge_request_event" || !last) return false;
  if (ref === `refs/merge-requests/${iid}/head`) return sha === last;
  if (ref !== `refs/merge-requests/${iid}/merge`) return false;
  const goal = "find what a pipeline of the review was for";
  const commit = await host.send({ method: "GET", path: `${path}/repository/commits/${sha}`, goal });
  return ((commit as WireCommit | undefined)?.parent_ids ?? []).includes(last);
}

/** There is no event of it but GitLab's own note. */
async function targetedSince(
  { host, path }: GitLabAt,
  { iid, created_at }: GitLabMergeRequest,
): Promise<number> {
  const list = `${path}/merge_requests/${iid}/notes?per_page=100`;
  const notes = (await host.list(list, `read what happened to merge request ${iid}`)) as WireNote[];
  const changes = notes.filter(({ system, body }) => system && isOtherTarget.test(body));
  return Math.max(...[created_at, ...changes.map((change) => change.created_at)].map(Date.parse));
}

const isOtherTarget = /^changed target branch from|^deleted the .* branch.* now targets the /;

interface WirePipeline {
  id: number;
  source: string;
  ref: string;
  sha: string;
  created_at: string;
}

interface WireCommit {
  parent_ids?: string[];
}

interface WireNote {
  system: boolean;
  body: string;
  created_at: string;
}

interface WireJob {
  id: number;
  name: string;
  finished_at: string | null;
}
