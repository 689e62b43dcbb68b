import { ConfigError } from "../../sdk/client/index.ts";
import { gitHubDestination } from "./github-run.ts";
import { gitLabDestination } from "./gitlab-run.ts";
import type { CommentThread } from "./thread.ts";

/** Where a comment goes: to a host, or into a file. */
export type Destination = ThreadDestination | { file: string };

/** A conversation on GitHub or GitLab, as a pipeline's environment describes it. */
export interface ThreadDestination {
  thread: CommentThread & { close(): Promise<void> };
  /** The pipeline's number for this run, which grows; undefined: there is none. */
  run: number | undefined;
  /** Why the token may be allowed to read only, in words; undefined: it should be allowed to comment. */
  readOnlyBecause: string | undefined;
  /** A file that the host shows beside the run; undefined: there is none. */
  summaryFile: string | undefined;
}

/** What options say of the destination. */
export interface DestinationOptions {
  /** `github`, `gitlab` or `file=<path>`; undefined: by the environment. */
  to: string | undefined;
  /** The number of the pull request or merge request. */
  pullRequest: number | undefined;
}

/**
 * Finds out where the comment goes.
 *
 * @throws ConfigError it cannot be told, or something that is needed is missing
 */
export function destinationOf(
  { to, pullRequest }: DestinationOptions,
  env: NodeJS.ProcessEnv,
  now: () => number,
): Destination {
  const file = /^file=(.+)$/s.exec(to ?? "")?.[1];
  if (file) return { file };
  const host = to ?? (env.GITHUB_ACTIONS ? "github" : env.GITLAB_CI ? "gitlab" : undefined);
  if (host === "github") return gitHubDestination(env, pullRequest, now);
  if (host === "gitlab") return gitLabDestination(env, pullRequest, now);
  throw new ConfigError(
    "This is neither GitHub Actions nor GitLab CI; say where the comment goes with --to github, --to gitlab or --to file=<path>.",
  );
}
