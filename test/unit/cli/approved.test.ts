import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { approvedCommand } from "../../../cli/approved.ts";
import { approvalOf } from "../../../schema/approval.ts";
import { CodeHostService } from "./code-host/code-host-service.ts";
import { CollectedOutput } from "./stand-in.ts";

const commit = "c".repeat(40);
const head = "a".repeat(40);
const repository = "/repos/example/contracts";

const approval = (stack = "production", kind: "withdraw" | "delete" = "withdraw"): string => {
  const identity = `urn:pulumi:${stack}::signing::pulumi-nodejs:dynamic/yotisign:Envelope::nda`;
  const effects = [{ kind, identity, envelopeId: "11111111-1111-4111-8111-111111111111" }];
  const madeAt = Date.parse("2030-01-01T00:00:00Z");
  return JSON.stringify(approvalOf({ project: "signing", stack, environment: "sandbox", effects, madeAt }));
};
const zip = (files: Record<string, string>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );

describe("yotisign approved", () => {
  let service: CodeHostService;
  let folder: string;
  let out: string;

  before(async () => {
    service = await CodeHostService.start();
    folder = mkdtempSync(join(tmpdir(), "yotisign-approved-"));
    out = join(folder, "review.json");
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await service.close();
  });
  beforeEach(() => {
    service.reset();
    rmSync(out, { force: true });
  });

  async function run(
    env: NodeJS.ProcessEnv,
  ): Promise<[exitCode: number, printed: string, file: string | null]> {
    const output = new CollectedOutput();
    const command = approvedCommand({ env, output, wait: async () => {} });
    await command.parseAsync(["--stack", "example/production", "--out", out], { from: "user" });
    return [output.exitCode, output.text, existsSync(out) ? readFileSync(out, "utf8") : null];
  }

  describe("on GitHub", () => {
    const env = (): NodeJS.ProcessEnv => ({
      GITHUB_ACTIONS: "true",
      GITHUB_API_URL: service.url,
      GITHUB_TOKEN: service.token,
      GITHUB_REPOSITORY: "example/contracts",
      GITHUB_WORKFLOW_REF: "example/contracts/.github/workflows/signing.yml@refs/heads/main",
      GITHUB_REF: "refs/heads/main",
      GITHUB_REF_NAME: "main",
      GITHUB_SHA: commit,
    });
    const pull = {
      number: 7,
      created_at: "2030-01-02T08:30:00Z",
      merged_at: "2030-01-02T12:00:00Z",
      merge_commit_sha: commit,
      base: { ref: "main" },
      head: { sha: head, ref: "nda", repo: { full_name: "example/contracts" } },
      user: { login: "pat-example" },
    };
    const ofAuthor = { author: { login: "pat-example" }, committer: { login: "web-flow" } };
    const review = {
      state: "APPROVED",
      commit_id: head,
      submitted_at: "2030-01-02T10:00:00Z",
      user: { login: "cass-sample" },
    };
    const workflowRun = {
      id: 3,
      event: "pull_request",
      created_at: "2030-01-02T08:40:00Z",
      head_sha: head,
      head_branch: "nda",
      path: ".github/workflows/signing.yml",
      head_repository: { full_name: "example/contracts" },
    };
    const seen = zip({ "report.md": "…", "review.json": approval() });
    const artefact = {
      id: 31,
      name: "yotisign-review-production",
      expired: false,
      created_at: "2030-01-02T09:00:00Z",
      digest: `sha256:${hash("sha256", seen)}`,
    };

    interface World {
      pulls: object[];
      ofBranch: object[];
      events: object[];
      reviews: object[];
      commits: object[];
      permission: string;
      runs: object[];
      artifacts: object[];
      zip: Buffer;
    }
    function world(change: Partial<World> = {}): void {
      const { pulls, ofBranch, events, reviews, commits, permission, runs, artifacts, zip } = {
        ...{
          pulls: [pull],
          ofBranch: [pull],
          events: [],
          reviews: [review],
          commits: [ofAuthor],
          permission: "write",
          runs: [workflowRun],
          artifacts: [artefact],
          zip: seen,
        },
        ...change,
      };
      service.answers = {
        [`${repository}/commits/${commit}/pulls`]: pulls,
        [`${repository}/pulls`]: ofBranch,
        [`${repository}/issues/7/events`]: events,
        [`${repository}/pulls/7/reviews`]: reviews,
        [`${repository}/pulls/7/commits`]: commits,
        [`${repository}/collaborators/cass-sample/permission`]: { permission },
        [`${repository}/collaborators/sam-sample/permission`]: { permission: "write" },
        [`${repository}/actions/runs`]: { workflow_runs: runs },
        [`${repository}/actions/runs/3/artifacts`]: { artifacts },
        [`${repository}/actions/artifacts/31/zip`]: "/store/31.zip",
        "/store/31.zip": zip,
      };
    }

    it("writes what was reviewed for the commit that was approved, fetched without the token from its store", async () => {
      world();
      assert.deepEqual(await run(env()), [
        0,
        `1 approved effect of pull request 7, approved on 2030-01-02T10:00:00Z, until 2030-01-08T00:00:00.000Z: ${out}\n`,
        approval(),
      ]);
    });

    it("takes what was there when it was approved, not what came later", async () => {
      const later = { ...artefact, id: 99, created_at: "2030-01-02T11:00:00Z" };
      const earlier = { ...artefact, id: 98, created_at: "2030-01-02T08:00:00Z" };
      world({ artifacts: [later, artefact, earlier] });
      assert.equal((await run(env()))[0], 0);
      assert.deepEqual(
        service.requests.filter((line) => line.endsWith("/zip")),
        [`GET ${repository}/actions/artifacts/31/zip`],
      );
    });

    it("takes what was there at the first approval, not at a later one", async () => {
      const later = { ...artefact, id: 99, created_at: "2030-01-02T11:00:00Z" };
      const second = { ...review, submitted_at: "2030-01-02T11:30:00Z", user: { login: "sam-sample" } };
      world({ artifacts: [later, artefact], reviews: [second, review] });
      assert.match((await run(env()))[1], /approved on 2030-01-02T10:00:00Z/);
    });

    it("is not held up by what strangers request", async () => {
      const stranger = { ...review, state: "CHANGES_REQUESTED", user: { login: "a-stranger" } };
      world({ reviews: [review, stranger] });
      assert.equal((await run(env()))[0], 0);
    });

    it("tries again when GitHub fails in passing", async () => {
      world();
      service.faults.push({ on: `GET ${repository}/pulls`, status: 502 }, { on: "GET /store", status: 503 });
      assert.equal((await run(env()))[0], 0);
    });

    const own = { login: "pat-example" };
    const other = { ...pull, number: 8, merged_at: null, closed_at: null, base: { ref: "of-my-own" } };
    const refusals: [string, Partial<World>, RegExp][] = [
      ["nobody proposed", { pulls: [] }, /not on main by the merge of one pull request/],
      ["was merged into another branch", { pulls: [{ ...pull, base: { ref: "next" } }] }, /not on main/],
      ["is only a part of what was merged", { pulls: [{ ...pull, merge_commit_sha: head }] }, /not on main/],
      [
        "comes from a fork",
        { pulls: [{ ...pull, head: { ...pull.head, repo: { full_name: "stranger/contracts" } } }] },
        /comes from a fork/,
      ],
      ["nobody approved", { reviews: [] }, /was not approved at its last commit/],
      ["was approved at an earlier commit", { reviews: [{ ...review, commit_id: commit }] }, /not approved/],
      ["its author approved", { reviews: [{ ...review, user: own }] }, /not approved/],
      [
        "somebody approved who wrote a part of it",
        { commits: [ofAuthor, { author: review.user, committer: null }] },
        /no commit of theirs in it/,
      ],
      [
        "somebody approved who committed a part of it",
        { commits: [ofAuthor, { author: null, committer: review.user }] },
        /not approved/,
      ],
      ["has more commits than GitHub lists", { commits: Array(250).fill(ofAuthor) }, /250 commits or more/],
      ["somebody approved who may only read", { permission: "read" }, /with write access/],
      ["a stranger approved", { reviews: [{ ...review, user: { login: "a-stranger" } }] }, /not approved/],
      ["was approved and then dismissed", { reviews: [{ ...review, state: "DISMISSED" }] }, /not approved/],
      [
        "another wants changed",
        { reviews: [review, { ...review, state: "CHANGES_REQUESTED", user: { login: "sam-sample" } }] },
        /Changes are requested/,
      ],
      [
        "the same person wants changed after all",
        { reviews: [review, { ...review, state: "CHANGES_REQUESTED" }] },
        /Changes are requested/,
      ],
      [
        "was reviewed after its approval",
        { artifacts: [{ ...artefact, created_at: "2030-01-03T00:00:00Z" }] },
        /no artefact/,
      ],
      ["whose artefact has expired", { artifacts: [{ ...artefact, expired: true }] }, /no artefact/],
      [
        "another workflow reported on",
        { runs: [{ ...workflowRun, path: ".github/workflows/other.yml" }] },
        /no artefact/,
      ],
      [
        "a pull request from another branch with the same commit reported on",
        { runs: [{ ...workflowRun, head_branch: "of-my-own" }] },
        /no artefact/,
      ],
      [
        "was proposed for another base, too",
        { ofBranch: [pull, { ...other, closed_at: "2030-01-02T08:50:00Z" }] },
        /Pull request 8 was open from the same branch as 7/,
      ],
      [
        "was given another base since",
        { events: [{ event: "base_ref_changed", created_at: "2030-01-02T08:45:00Z" }] },
        /no artefact/,
      ],
      [
        "a run from before it was opened reported on",
        { runs: [{ ...workflowRun, created_at: "2030-01-02T08:00:00Z" }] },
        /no artefact/,
      ],
      ["a push reported on", { runs: [{ ...workflowRun, event: "push" }] }, /no artefact/],
      ["a fork's workflow reported on", { runs: [{ ...workflowRun, head_repository: null }] }, /no artefact/],
      [
        "whose artefact is another",
        { zip: zip({ "review.json": `${approval()} ` }) },
        /not what GitHub says/,
      ],
      [
        "whose artefact is about another stack",
        { artifacts: [{ ...artefact, digest: null }], zip: zip({ "review.json": approval("staging") }) },
        /about the stack staging/,
      ],
      [
        "whose artefact lacks it",
        { artifacts: [{ ...artefact, digest: null }], zip: zip({ a: "" }) },
        /has no review\.json/,
      ],
      [
        "whose artefact is no zip",
        { artifacts: [{ ...artefact, digest: null }], zip: Buffer.from("{}") },
        /has no review\.json/,
      ],
    ];
    for (const [what, change, message] of refusals)
      it(`refuses what ${what}`, async () => {
        world(change);
        const [exitCode, printed, file] = await run(env());
        assert.match(printed, message);
        assert.deepEqual([exitCode, file, /Nothing was done/.test(printed)], [1, null, true]);
      });

    it("takes a branch that had pull requests before and after", async () => {
      const before = { ...other, created_at: "2030-01-01T08:00:00Z", closed_at: "2030-01-01T09:00:00Z" };
      const after = { ...other, number: 9, created_at: "2030-01-03T08:00:00Z" };
      const events = [{ event: "base_ref_changed", created_at: "2030-01-02T08:35:00Z" }];
      world({ ofBranch: [after, pull, before], events });
      assert.equal((await run(env()))[0], 0);
    });

    it("takes the word that each said last", async () => {
      const earlier = { ...review, state: "CHANGES_REQUESTED", submitted_at: "2030-01-01T00:00:00Z" };
      const remark = { ...review, state: "COMMENTED", submitted_at: "2030-01-02T11:00:00Z" };
      world({ reviews: [earlier, review, remark] });
      assert.equal((await run(env()))[0], 0);
    });

    it("refuses a file that was edited", async () => {
      const edited = approval().replace('"withdraw"', '"delete"');
      world({ artifacts: [{ ...artefact, digest: null }], zip: zip({ "review.json": edited }) });
      await assert.rejects(run(env()), { name: "ConfigError", message: /edited after it was made/ });
      assert.equal(existsSync(out), false);
    });

    it("names the rights that are missing", async () => {
      world();
      service.faults.push({ on: `GET ${repository}/actions`, status: 403 });
      await assert.rejects(run(env()), { name: "CodeHostError", message: /actions: read/ });
    });

    it("is for a pipeline of a branch", async () => {
      const pullRequest = { ...env(), GITHUB_REF: "refs/pull/7/merge" };
      await assert.rejects(run(pullRequest), { name: "ConfigError", message: /no pipeline of a branch/ });
    });
  });

  describe("on GitLab", () => {
    const project = "/api/v4/projects/12";
    const env = (): NodeJS.ProcessEnv => ({
      GITLAB_CI: "true",
      CI_API_V4_URL: `${service.url}/api/v4`,
      CI_PROJECT_ID: "12",
      CI_COMMIT_SHA: commit,
      CI_COMMIT_BRANCH: "main",
      GITLAB_TOKEN: service.token,
    });
    const request = {
      ...{
        created_at: "2030-01-02T08:00:00Z",
        iid: 7,
        state: "merged",
        target_branch: "main",
        source_project_id: 12,
        target_project_id: 12,
      },
      ...{ sha: head, merge_commit_sha: commit, squash_commit_sha: null, author: { id: 1 } },
    };
    const approvedBy = {
      user: { id: 2, username: "cass-sample", name: "Cass Sample" },
      approved_at: "2030-01-02T10:00:00Z",
    };
    const job = { id: 41, name: "yotisign-review-production", finished_at: "2030-01-02T09:00:00Z" };

    const ofAuthor = {
      ...{ author_name: "Pat Example", author_email: "pat@example.com" },
      ...{ committer_name: "Pat Example", committer_email: "pat@example.com" },
    };
    const merged = "d".repeat(40);
    const pipeline = {
      ...{ id: 5, source: "merge_request_event", ref: "refs/merge-requests/7/head", sha: head },
      created_at: "2030-01-02T08:30:00Z",
    };
    const note = {
      ...{ system: true, body: "changed target branch from `of-my-own` to `main`" },
      created_at: "2030-01-02T08:40:00Z",
    };

    function world({
      requests = [request],
      by = [approvedBy],
      jobs = [job],
      pipelines = [pipeline],
      notes = [],
      commits = [ofAuthor],
      members = [{ access_level: 30 }],
    }: Record<string, object[]> = {}): void {
      service.answers = {
        [`${project}/repository/commits/${commit}/merge_requests`]: requests,
        [`${project}/merge_requests/7/approvals`]: { approved_by: by },
        [`${project}/merge_requests/7/pipelines`]: pipelines,
        [`${project}/merge_requests/7/notes`]: notes,
        [`${project}/merge_requests/7/commits`]: commits,
        ...(members[0] && { [`${project}/members/all/2`]: members[0] }),
        "/api/v4/users/2": { id: 2, username: "cass-sample", public_email: "cass.sample@example.com" },
        [`${project}/repository/commits/${merged}`]: { parent_ids: ["b".repeat(40), head] },
        [`${project}/pipelines/5/jobs`]: jobs,
        [`${project}/jobs/41/artifacts/review.json`]: Buffer.from(approval()),
      };
    }

    it("writes what was reviewed when the merge request was approved", async () => {
      world({ jobs: [{ ...job, id: 42, finished_at: "2030-01-02T11:00:00Z" }, job] });
      assert.deepEqual(await run(env()), [
        0,
        `1 approved effect of merge request 7, approved on 2030-01-02T10:00:00Z, until 2030-01-08T00:00:00.000Z: ${out}\n`,
        approval(),
      ]);
    });

    const refusals: [string, Record<string, object[]>, RegExp][] = [
      ["nobody proposed", { requests: [] }, /not on main by one merge request/],
      ["comes from a fork", { requests: [{ ...request, source_project_id: 99 }] }, /comes from a fork/],
      ["nobody approved", { by: [] }, /was not approved by anybody but its author/],
      [
        "its author approved",
        { by: [{ ...approvedBy, user: { id: 1, username: "pat-example" } }] },
        /not approved/,
      ],
      ...["Cass Sample", "cass.sample@example.com", "2-cass-sample@users.noreply.gitlab.com"].map(
        (maker): [string, Record<string, object[]>, RegExp] => [
          `somebody approved who made a part of it, as ${maker}`,
          { commits: [ofAuthor, { ...ofAuthor, committer_email: maker }] },
          /those who made its commits/,
        ],
      ),
      ["somebody approved who may only report", { members: [{ access_level: 20 }] }, /not approved/],
      ["a stranger approved", { members: [] }, /those who may not write/],
      ["was approved nobody knows when", { by: [{ user: approvedBy.user }] }, /does not tell when/],
      [
        "a pipeline of the branch reported on",
        { pipelines: [{ ...pipeline, source: "push" }] },
        /has no job/,
      ],
      [
        "a pipeline of another merge request reported on",
        { pipelines: [{ ...pipeline, ref: "refs/merge-requests/8/head" }] },
        /has no job/,
      ],
      [
        "an earlier commit's pipeline reported on",
        { pipelines: [{ ...pipeline, sha: merged }] },
        /has no job/,
      ],
      ["was given another target since", { notes: [note] }, /has no job/],
      ["no job reported on", { jobs: [{ ...job, finished_at: null }] }, /has no job/],
    ];
    for (const [what, change, message] of refusals)
      it(`refuses what ${what}`, async () => {
        world(change);
        const [exitCode, printed, file] = await run(env());
        assert.match(printed, message);
        assert.deepEqual([exitCode, file], [1, null]);
      });

    it("takes a pipeline for merged results, since the last change of target, whatever people write", async () => {
      const result = { ...pipeline, ref: "refs/merge-requests/7/merge", sha: merged };
      const earlier = { ...note, created_at: "2030-01-02T08:20:00Z" };
      world({ pipelines: [result], notes: [earlier, { ...note, system: false }] });
      assert.equal((await run(env()))[0], 0);
    });

    it("refuses what is no longer kept", async () => {
      world();
      delete service.answers[`${project}/jobs/41/artifacts/review.json`];
      assert.deepEqual((await run(env())).slice(0, 1), [1]);
    });
  });
});
