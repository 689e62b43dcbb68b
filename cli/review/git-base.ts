import { spawnSync } from "node:child_process";
import { relative, resolve, sep } from "node:path";
import { pipelineOf } from "../../policy/host/pipeline.ts";
import type { ReviewedChange } from "../../review/review.ts";
import { ConfigError } from "../../sdk/client/index.ts";

/** No document that can be sent is larger, and little else is asked for. */
const maxBytes = 64 * 2 ** 20;

/** Branches that changes are usually for. */
const defaultBranches = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];

/** What Git knows of the change that is reviewed. It is only read. */
export class GitBase {
  readonly #folder: string;
  readonly #root: string | undefined;
  /** The commit that is changed; undefined: there is none, or no Git. */
  readonly base: string | undefined;
  readonly change: ReviewedChange;

  /**
   * @param folder a folder of the repository
   * @param named the commit or branch that is changed; default: where this one left the pipeline's target, or the
   * default branch
   * @throws ConfigError what is named is no commit here
   */
  constructor(folder: string, named: string | undefined, env: NodeJS.ProcessEnv) {
    this.#folder = resolve(folder);
    this.#root = this.#said("rev-parse", "--show-toplevel");
    const head = this.#commit("HEAD");
    this.base = named === undefined ? this.#target(env) : this.#commit(named);
    if (named !== undefined && this.base === undefined)
      throw new ConfigError(
        `--base names ${named}, which is no commit here. Fetch it (in a pipeline: the whole history), or name another.`,
      );
    const { branch } = pipelineOf(env, this.#folder);
    this.change = {
      ...(head && { head }),
      ...(this.base && { base: this.base }),
      ...(branch && { branch }),
      ...(head && { isDirty: (this.#said("status", "--porcelain") ?? "") !== "" }),
    };
  }

  /**
   * A file as the base has it.
   *
   * @param path absolute
   * @returns else why there is none, in words
   */
  file(path: string): { content: Buffer } | { why: string } {
    if (this.#root === undefined)
      return { why: "there is no Git repository to find the earlier document in" };
    if (this.base === undefined)
      return { why: "Git knows no commit that this is a change of; name it with --base" };
    const inRepository = relative(this.#root, path).replaceAll(sep, "/");
    if (inRepository.startsWith("../")) return { why: "the document is outside of the Git repository" };
    const { status, stdout } = this.#git("cat-file", "blob", `${this.base}:${inRepository}`);
    return status === 0
      ? { content: stdout }
      : { why: `Git has no ${inRepository} at ${this.base.slice(0, 12)}` };
  }

  #target(env: NodeJS.ProcessEnv): string | undefined {
    const { GITHUB_BASE_REF: github, CI_MERGE_REQUEST_DIFF_BASE_SHA: commit } = env;
    const { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: gitlab } = env;
    const known = commit?.trim() && this.#commit(commit.trim());
    if (known) return known;
    const targets = [github, gitlab].flatMap((name) => (name?.trim() ? [`origin/${name.trim()}`] : []));
    for (const branch of [...targets, ...defaultBranches]) {
      const base = this.#commit(branch) && this.#said("merge-base", branch, "HEAD");
      if (base) return base;
    }
    return undefined;
  }

  #commit(name: string): string | undefined {
    return this.#said("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
  }

  #said(...args: string[]): string | undefined {
    const { status, stdout } = this.#git(...args);
    return status === 0 ? stdout.toString().trim() : undefined;
  }

  #git(...args: string[]): { status: number | null; stdout: Buffer } {
    return spawnSync("git", ["-C", this.#folder, ...args], {
      maxBuffer: maxBytes,
      stdio: ["ignore", "pipe", "ignore"],
    });
  }
}
