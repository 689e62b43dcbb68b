import { ConfigError } from "../../sdk/client/index.ts";
import type { ThreadDestination } from "./destination.ts";
import { GitLabThread } from "./gitlab.ts";

/**
 * The merge request that a GitLab pipeline is about, or that is named, with the token of `GITLAB_TOKEN`.
 *
 * @param named its number within the project
 * @throws ConfigError project, merge request or token are not known
 * @see https://docs.gitlab.com/ci/variables/predefined_variables
 */
export function gitLabDestination(
  env: NodeJS.ProcessEnv,
  named: number | undefined,
  now: () => number,
): ThreadDestination {
  const project = env.CI_MERGE_REQUEST_PROJECT_ID || env.CI_PROJECT_ID;
  if (!project) throw new ConfigError("CI_PROJECT_ID does not name the project; set it to its number.");
  const iid = named ?? Number(env.CI_MERGE_REQUEST_IID || Number.NaN);
  if (!Number.isSafeInteger(iid))
    throw new ConfigError(
      "This pipeline is not about a merge request; run it in merge request pipelines, or name one with --pull-request <number>.",
    );
  const token = env.GITLAB_TOKEN?.trim();
  const readOnlyBecause = isFork(env)
    ? "the merge request comes from a fork, whose pipelines have no token of this project"
    : undefined;
  if (!token && !readOnlyBecause)
    throw new ConfigError(
      "There is no token; set the masked variable GITLAB_TOKEN to a project access token with the scope `api` and the role Reporter.",
    );
  return {
    thread: new GitLabThread({
      apiUrl: (env.CI_API_V4_URL || "https://gitlab.com/api/v4").replace(/\/+$/, ""),
      project,
      iid,
      token: token ?? "",
      pageUrl:
        env.CI_MERGE_REQUEST_PROJECT_URL && `${env.CI_MERGE_REQUEST_PROJECT_URL}/-/merge_requests/${iid}`,
      now,
    }),
    run: /^\d{1,15}$/.test(env.CI_PIPELINE_ID ?? "") ? Number(env.CI_PIPELINE_ID) : undefined,
    readOnlyBecause,
    summaryFile: undefined,
  };
}

const isFork = ({
  CI_MERGE_REQUEST_PROJECT_ID: target,
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: source,
}: NodeJS.ProcessEnv): boolean => target !== undefined && source !== undefined && target !== source;
