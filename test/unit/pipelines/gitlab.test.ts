import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
/** Reads pipelines as GitLab does: validates them by its published JSON Schema, includes, inputs, rules. */
const gitLabCiLocal = join(
  createRequire(import.meta.url).resolve("gitlab-ci-local/package.json"),
  "../dist/index.js",
);

interface Job {
  name: string;
  stage: string;
  when: string;
}

describe("the pipelines on GitLab", function () {
  this.timeout(60_000);
  let repository: string;

  before(() => {
    repository = mkdtempSync(join(tmpdir(), "gitlab-"));
    mkdirSync(join(repository, "pipelines"));
    copyFileSync(join(root, "examples/gitops/.gitlab-ci.yml"), join(repository, ".gitlab-ci.yml"));
    copyFileSync(join(root, "pipelines/gitlab.yml"), join(repository, "pipelines/gitlab.yml"));
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
        cwd: repository,
      });
    git("init", "--quiet", "--initial-branch=main");
    git("add", ".");
    git("commit", "--quiet", "--message=Pipelines");
    git("remote", "add", "origin", "git@gitlab.example.com:group/contracts.git");
  });
  after(() => rmSync(repository, { recursive: true, force: true }));

  function run(...args: string[]): string {
    try {
      const all = [gitLabCiLocal, ...args];
      return execFileSync(process.execPath, all, {
        cwd: repository,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      });
    } catch (error) {
      return assert.fail(`${(error as { stdout: string }).stdout}${(error as { stderr: string }).stderr}`);
    }
  }
  const jobs = (...variables: string[]): string[] => {
    const printed = run("--list-json", ...variables.flatMap((one) => ["--variable", one]));
    // Before it, it warns of variables that GitLab itself would set.
    const list = JSON.parse(printed.slice(printed.search(/^\[/m))) as Job[];
    return list.filter(({ when }) => when !== "never").map(({ name }) => name);
  };

  const kinds: [source: string, variables: string[], names: string[]][] = [
    [
      "a merge request",
      ["CI_PIPELINE_SOURCE=merge_request_event", "CI_MERGE_REQUEST_IID=7"],
      ["review", "comment"],
    ],
    ["a push to the default branch", ["CI_PIPELINE_SOURCE=push"], ["up"]],
    ["a schedule", ["CI_PIPELINE_SOURCE=schedule"], ["pick-up"]],
  ];
  for (const [source, variables, names] of kinds)
    it(`run for ${source}: ${names.join(" and ")} of each stack, and nothing else`, () => {
      const expected = names.flatMap((name) => [`yotisign-${name}-staging`, `yotisign-${name}-production`]);
      assert.deepEqual(jobs("CI_DEFAULT_BRANCH=main", ...variables).toSorted(), expected.toSorted());
    });

  it("run nothing for a push to another branch", () => {
    assert.deepEqual(jobs("CI_DEFAULT_BRANCH=trunk", "CI_PIPELINE_SOURCE=push"), []);
  });

  it("keep runs of one stack apart, and no secret in the template", () => {
    const whole = run("--preview");
    assert.deepEqual([...whole.matchAll(/resource_group: (\S+)/g)].map(([, group]) => group).sort(), [
      "yotisign-production",
      "yotisign-production",
      "yotisign-staging",
      "yotisign-staging",
    ]);
    assert.doesNotMatch(whole, /API_KEY|TOKEN/);
  });
});
