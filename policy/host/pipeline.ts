import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isDirty } from "./is-dirty.ts";
import { isFork } from "./is-fork.ts";

/** What is known of the run that judges. */
export interface Pipeline {
  /** The Git branch; undefined: not known, or none is checked out. */
  branch: string | undefined;
  /** Who runs it; undefined: not known. */
  actor: string | undefined;
  /** Whether what it runs for comes from a fork; undefined: not known, as outside of a pipeline. */
  isFork: boolean | undefined;
  /** Whether files differ from the commit that is checked out; undefined: not known, as without Git. */
  isDirty: boolean | undefined;
}

/** Variables with the branch, of the usual pipelines; of a pull request it is the one it comes from. */
const branchVariables = [
  "GITHUB_HEAD_REF",
  "GITHUB_REF_NAME",
  "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
  "CI_COMMIT_REF_NAME",
  "SYSTEM_PULLREQUEST_SOURCEBRANCH",
  "BUILD_SOURCEBRANCH",
  "BITBUCKET_BRANCH",
  "CIRCLE_BRANCH",
  "BUILDKITE_BRANCH",
  "CHANGE_BRANCH",
  "BRANCH_NAME",
];
const actorVariables = [
  "GITHUB_ACTOR",
  "GITLAB_USER_LOGIN",
  "BUILD_REQUESTEDFOR",
  "CIRCLE_USERNAME",
  "BUILDKITE_BUILD_CREATOR",
];

/**
 * Reads what the pipeline, or else Git's own files, say of this run.
 *
 * @param cwd a folder of the repository
 */
export function pipelineOf(env: NodeJS.ProcessEnv, cwd: string): Pipeline {
  const first = (names: string[]): string | undefined => names.map((name) => env[name]?.trim()).find(Boolean);
  const branch = first(branchVariables)?.replace(/^refs\/heads\//, "");
  return {
    branch: branch ?? checkedOut(resolve(cwd)),
    actor: first(actorVariables),
    isFork: isFork(env),
    isDirty: isDirty(env, cwd),
  };
}

/** The branch that is checked out; its file is read, since Git need not be installed. */
function checkedOut(folder: string): string | undefined {
  const git = join(folder, ".git");
  if (!existsSync(git)) return dirname(folder) === folder ? undefined : checkedOut(dirname(folder));
  try {
    // Of a work tree beside the repository, `.git` is a file that says where the rest is.
    const elsewhere = statSync(git).isFile() && /^gitdir: (.*)$/m.exec(readFileSync(git, "utf8"))?.[1];
    const head = readFileSync(join(elsewhere ? resolve(folder, elsewhere) : git, "HEAD"), "utf8");
    return /^ref: refs\/heads\/(.*)$/m.exec(head)?.[1];
  } catch {
    return undefined;
  }
}
