import { readFileSync } from "node:fs";

interface Repository {
  full_name?: string;
}

/** The part of a GitHub event that tells where a change comes from. */
interface GitHubEvent {
  pull_request?: { head?: { repo?: Repository | null }; base?: { repo?: Repository } } | null;
  workflow_run?: { head_repository?: Repository | null } | null;
  repository?: Repository;
}

/**
 * Whether a pipeline runs for a change that comes from a fork: whoever may write there need not be allowed to write here,
 * and may call a branch there as they like.
 *
 * @returns undefined: not known, as outside of a pipeline
 */
export function isFork(env: NodeJS.ProcessEnv): boolean | undefined {
  const value = (name: string): string | undefined => env[name]?.trim() || undefined;
  if (value("GITHUB_EVENT_PATH")) return gitHubFork(value("GITHUB_EVENT_PATH") ?? "");
  const source = value("CI_MERGE_REQUEST_SOURCE_PROJECT_ID");
  if (source) return source !== value("CI_MERGE_REQUEST_PROJECT_ID");
  if (value("SYSTEM_PULLREQUEST_ISFORK")) return /^true$/i.test(value("SYSTEM_PULLREQUEST_ISFORK") ?? "");
  const pulled = value("BUILDKITE_PULL_REQUEST_REPO");
  if (pulled) return repositoryIn(pulled) !== repositoryIn(value("BUILDKITE_REPO") ?? "");
  // CircleCI and Jenkins have these for forks alone.
  return value("CIRCLE_PR_USERNAME") || value("CHANGE_FORK") ? true : undefined;
}

function gitHubFork(eventPath: string): boolean | undefined {
  try {
    const { pull_request, workflow_run, repository }: GitHubEvent = JSON.parse(
      readFileSync(eventPath, "utf8"),
    );
    // A fork that was deleted since is null.
    if (pull_request) return pull_request.head?.repo?.full_name !== pull_request.base?.repo?.full_name;
    return workflow_run ? workflow_run.head_repository?.full_name !== repository?.full_name : false;
  } catch {
    return undefined;
  }
}

/** `owner/name` of an address, which may begin with `https://`, `git://` or `git@host:`. */
const repositoryIn = (address: string): string =>
  address
    .replace(/\.git$/, "")
    .split(/[/:]/)
    .slice(-2)
    .join("/")
    .toLowerCase();
