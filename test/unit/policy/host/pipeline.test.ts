import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipelineOf } from "../../../../policy/host/pipeline.ts";

describe("what is known of a pipeline", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "yotisign-pipeline-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const event = (value: unknown): string => {
    const path = join(folder, "event.json");
    writeFileSync(path, JSON.stringify(value));
    return path;
  };
  const pull = (head: unknown): object => ({
    pull_request: { head: { repo: head }, base: { repo: { full_name: "example/contracts" } } },
  });

  const forks: [what: string, env: () => NodeJS.ProcessEnv, expected: boolean | undefined][] = [
    ["nothing outside of one", () => ({}), undefined],
    ["a push on GitHub", () => ({ GITHUB_EVENT_PATH: event({ ref: "refs/heads/main" }) }), false],
    [
      "a pull request from a fork on GitHub",
      () => ({ GITHUB_EVENT_PATH: event(pull({ full_name: "mallory/contracts" })) }),
      true,
    ],
    ["a pull request from a fork that was deleted", () => ({ GITHUB_EVENT_PATH: event(pull(null)) }), true],
    [
      "a pull request of the repository's own on GitHub",
      () => ({ GITHUB_EVENT_PATH: event(pull({ full_name: "example/contracts" })) }),
      false,
    ],
    [
      "a run on GitHub after one for a fork",
      () => ({
        GITHUB_EVENT_PATH: event({
          workflow_run: { head_repository: { full_name: "mallory/contracts" } },
          repository: { full_name: "example/contracts" },
        }),
      }),
      true,
    ],
    ["an event that cannot be read", () => ({ GITHUB_EVENT_PATH: join(folder, "none.json") }), undefined],
    [
      "a merge request from a fork on GitLab",
      () => ({ CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "2", CI_MERGE_REQUEST_PROJECT_ID: "1" }),
      true,
    ],
    [
      "one of the project's own on GitLab",
      () => ({ CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "1", CI_MERGE_REQUEST_PROJECT_ID: "1" }),
      false,
    ],
    ["a fork on Azure", () => ({ SYSTEM_PULLREQUEST_ISFORK: "True" }), true],
    ["none on Azure", () => ({ SYSTEM_PULLREQUEST_ISFORK: "False" }), false],
    [
      "a fork on Buildkite",
      () => ({
        BUILDKITE_PULL_REQUEST_REPO: "git://github.com/mallory/contracts.git",
        BUILDKITE_REPO: "git@github.com:example/contracts.git",
      }),
      true,
    ],
    [
      "none on Buildkite",
      () => ({
        BUILDKITE_PULL_REQUEST_REPO: "git://github.com/example/contracts.git",
        BUILDKITE_REPO: "git@github.com:example/contracts.git",
      }),
      false,
    ],
    ["a fork on CircleCI", () => ({ CIRCLE_PR_USERNAME: "mallory" }), true],
    ["a fork on Jenkins", () => ({ CHANGE_FORK: "mallory" }), true],
  ];
  for (const [what, env, expected] of forks)
    it(`tells ${what}`, () => assert.equal(pipelineOf(env(), folder).isFork, expected));

  it("tells whether files differ from the commit, and lets be what Git does not follow", () => {
    const git = (...args: string[]): unknown =>
      execFileSync("git", ["-c", "user.name=Example", "-c", "user.email=e@example.com", ...args], {
        cwd: folder,
        stdio: "ignore",
      });
    const isDirty = (): boolean | undefined => pipelineOf(process.env, folder).isDirty;
    const seen = [isDirty()];
    git("init", "--initial-branch", "main");
    writeFileSync(join(folder, "nda.pdf"), "one");
    git("add", ".");
    git("commit", "-m", "An agreement");
    seen.push(isDirty());
    writeFileSync(join(folder, "review.json"), "{}");
    seen.push(isDirty());
    writeFileSync(join(folder, "nda.pdf"), "two");
    seen.push(isDirty());
    assert.deepEqual(seen, [undefined, false, false, true]);
  });
});
