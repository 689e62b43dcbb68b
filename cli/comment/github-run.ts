import { readFileSync } from "node:fs";
import { ConfigError } from "../../sdk/client/index.ts";
import type { ThreadDestination } from "./destination.ts";
import { GitHubThread } from "./github.ts";

/** What is needed of an event's payload. */
interface GitHubEvent {
  number?: number;
  pull_request?: { number?: number; head?: { repo?: { full_name?: string } | null } };
  issue?: { number?: number; pull_request?: object };
  repository?: { full_name?: string };
}

/**
 * The pull request that a run of GitHub Actions is about, or that is named, with the token of `GITHUB_TOKEN` or `GH_TOKEN`.
 *
 * @param named its number
 * @throws ConfigError repository, pull request or token are not known
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
export function gitHubDestination(
  env: NodeJS.ProcessEnv,
  named: number | undefined,
  now: () => number,
): ThreadDestination {
  const event = eventOf(env);
  const token = (env.GITHUB_TOKEN || env.GH_TOKEN)?.trim();
  if (!token)
    throw new ConfigError(
      "There is no token; set GITHUB_TOKEN, in a workflow to `github.token`, with `permissions: { pull-requests: write }`.",
    );
  const repository = env.GITHUB_REPOSITORY ?? "";
  if (!/^[\w-][\w.-]*\/[\w.-]*[\w-][\w.-]*$/.test(repository))
    throw new ConfigError("GITHUB_REPOSITORY does not name the repository; set it to owner/name.");
  const apiUrl = (env.GITHUB_API_URL || "https://api.github.com").replace(/\/+$/, "");
  const thread = new GitHubThread({
    apiUrl,
    graphqlUrl: env.GITHUB_GRAPHQL_URL || graphqlUrl(apiUrl),
    repository,
    number: named ?? pullRequestOf(event, env),
    token,
    now,
  });
  return {
    thread,
    run: wholeNumber(env.GITHUB_RUN_ID),
    readOnlyBecause: readOnlyBecause(event, env),
    summaryFile: env.GITHUB_STEP_SUMMARY || undefined,
  };
}

function eventOf({ GITHUB_EVENT_PATH: file }: NodeJS.ProcessEnv): GitHubEvent {
  if (!file) return {};
  try {
    return JSON.parse(readFileSync(file, "utf8")) ?? {};
  } catch {
    throw new ConfigError("GITHUB_EVENT_PATH does not lead to an event that can be read; unset it.");
  }
}

function pullRequestOf({ pull_request, issue, number }: GitHubEvent, env: NodeJS.ProcessEnv): number {
  const byRef = wholeNumber(/^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? "")?.[1]);
  const found = pull_request ? (pull_request.number ?? number) : issue?.pull_request ? issue.number : byRef;
  if (found !== undefined) return found;
  throw new ConfigError(
    `This run is not about a pull request${env.GITHUB_EVENT_NAME ? ` (it is about ${env.GITHUB_EVENT_NAME})` : ""}; name one with --pull-request <number>.`,
  );
}

/** Of github.com it is beside the API, on GitHub Enterprise at `/api/graphql` beside `/api/v3`. */
const graphqlUrl = (apiUrl: string): string => `${apiUrl.replace(/\/v3$/, "")}/graphql`;

function readOnlyBecause(
  { pull_request: pull, repository }: GitHubEvent,
  env: NodeJS.ProcessEnv,
): string | undefined {
  if (pull?.head && pull.head.repo?.full_name !== (repository?.full_name ?? env.GITHUB_REPOSITORY))
    return "the pull request comes from a fork, for which GitHub gives a token that may only read";
  if (env.GITHUB_ACTOR === "dependabot[bot]") return "GitHub gives Dependabot a token that may only read";
  return undefined;
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
