import { ConfigError } from "../../sdk/client/index.ts";
import { GitHubApprovals } from "./on-github.ts";
import { GitLabApprovals } from "./on-gitlab.ts";
import type { ApprovingHost } from "./reviewed-change.ts";

/**
 * The commit and the branch that this pipeline carries out.
 *
 * @throws ConfigError it is no pipeline of a branch
 */
export function pipelineCommit(env: NodeJS.ProcessEnv): { commit: string; branch: string } {
  const isGitHubBranch = env.GITHUB_REF?.startsWith("refs/heads/");
  const commit = env.GITHUB_ACTIONS ? env.GITHUB_SHA : env.CI_COMMIT_SHA;
  const branch = env.GITHUB_ACTIONS ? isGitHubBranch && env.GITHUB_REF_NAME : env.CI_COMMIT_BRANCH;
  if (commit && /^[0-9a-f]{40,64}$/.test(commit) && branch) return { commit, branch };
  throw new ConfigError(
    "This is no pipeline of a branch on GitHub Actions or GitLab CI, so there is no merge whose approval could be looked up. " +
      "Elsewhere, give YOTI_SIGN_APPROVED the file that was reviewed yourself.",
  );
}

/**
 * Where this pipeline's approvals are kept.
 *
 * @throws ConfigError repository or token are not known
 */
export function approvingHost(env: NodeJS.ProcessEnv, now: () => number): ApprovingHost {
  return env.GITHUB_ACTIONS ? gitHub(env, now) : gitLab(env, now);
}

function gitHub(env: NodeJS.ProcessEnv, now: () => number): ApprovingHost {
  const token = (env.GITHUB_TOKEN || env.GH_TOKEN)?.trim();
  if (!token)
    throw new ConfigError(
      "There is no token; set GITHUB_TOKEN, in a workflow to `github.token`, with `permissions: { actions: read, contents: read, issues: read, pull-requests: read }`.",
    );
  const { GITHUB_REPOSITORY: repository = "", GITHUB_WORKFLOW_REF: reference = "" } = env;
  const workflow = reference.startsWith(`${repository}/`)
    ? reference.slice(repository.length + 1).split("@")[0]
    : undefined;
  if (!repository.includes("/") || !workflow)
    throw new ConfigError("GITHUB_REPOSITORY and GITHUB_WORKFLOW_REF do not name repository and workflow.");
  const apiUrl = (env.GITHUB_API_URL || "https://api.github.com").replace(/\/+$/, "");
  return new GitHubApprovals({ apiUrl, repository, workflow, token, now });
}

function gitLab(env: NodeJS.ProcessEnv, now: () => number): ApprovingHost {
  const token = env.GITLAB_TOKEN?.trim();
  if (!token)
    throw new ConfigError(
      "There is no token; set the masked and protected variable GITLAB_TOKEN to a project access token with the scope `read_api`.",
    );
  const { CI_PROJECT_ID: project } = env;
  if (!project) throw new ConfigError("CI_PROJECT_ID does not name the project; set it to its number.");
  const apiUrl = (env.CI_API_V4_URL || "https://gitlab.com/api/v4").replace(/\/+$/, "");
  return new GitLabApprovals({ apiUrl, project, token, now });
}
