import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { strToU8, zipSync } from "fflate";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { ensureEngine } from "../../tools/engine/ensure-engine.mjs";
import { CodeHostService } from "../unit/cli/code-host/code-host-service.ts";
import { mail } from "./fixtures.ts";
import { type Run, TestStack } from "./stack.ts";
import { runJob } from "./workflow-job.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const repository = "/repos/example/contracts";

/** A commit is proposed, reviewed, approved, merged, sent, signed and picked up, by the jobs of the example's workflow. */
describe("a change on its way through the pipeline", function () {
  this.timeout(180_000);
  let emulator: Emulator;
  let service: CodeHostService;
  let stack: TestStack;
  let path: string;

  before(async () => {
    emulator = await startEmulator();
    service = await CodeHostService.start();
    const { command } = await ensureEngine();
    path = [dirname(command), dirname(process.execPath), process.env.PATH].join(delimiter);
    stack = await TestStack.create({
      YOTI_SIGN_BASE_URL: emulator.url,
      YOTI_SIGN_TRUSTED_ROOTS: "emulator",
      // The example is type-checked once, elsewhere.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    });
    stack.remove("index.js");
    cpSync(join(root, "examples/gitops"), stack.folder, { recursive: true });
    stack.write("Pulumi.yaml", "name: signing\nruntime: nodejs\n");
    // Beside the salt that Pulumi put there.
    const config = readFileSync(inFolder("Pulumi.production.yaml"), "utf8");
    appendFileSync(inFolder("Pulumi.test.yaml"), config);
    stack.write(".gitignore", "/backend\n/home\n/node_modules\n/signed\n");
    // As `npm ci` would have it.
    mkdirSync(join(stack.folder, "node_modules/.bin"), { recursive: true });
    symlinkSync(root, join(stack.folder, "node_modules/pulumi-yotisign"));
    symlinkSync(join(root, "dist/cli/main.js"), join(stack.folder, "node_modules/.bin/yotisign"));
    const program = readFileSync(join(stack.folder, "index.ts"), "utf8");
    stack.write("index.ts", "export {};\n");
    git("init", "--quiet", "--initial-branch=main");
    commit("An empty program");
    // As a checkout has it.
    git("update-ref", "refs/remotes/origin/main", "HEAD");
    git("switch", "--quiet", "--create", "nda");
    stack.write("index.ts", program);
    commit("An NDA");
  });

  after(async () => {
    stack?.dispose();
    await service.close();
    await emulator.close();
  });

  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
      cwd: stack.folder,
      encoding: "utf8",
    }).trim();
  function commit(message: string): void {
    git("add", ".");
    git("commit", "--quiet", `--message=${message}`);
  }
  const head = (): string => git("rev-parse", "HEAD");

  /** Runs a job of the example's workflow as GitHub's runner does. */
  const job = (name: string, env: NodeJS.ProcessEnv): Promise<Run> =>
    runJob(readFileSync(inFolder(".github/workflows/signing.yml"), "utf8"), name, {
      cwd: stack.folder,
      env: {
        ...{ ...process.env, ...stack.env, PATH: path, npm_config_call: undefined },
        ...{ GITHUB_ACTIONS: "true", GITHUB_API_URL: service.url, GITHUB_REPOSITORY: "example/contracts" },
        ...env,
      },
      values: {
        "matrix.stack": "test",
        "github.base_ref": "main",
        "github.token": service.token,
        "secrets.YOTI_SIGN_API_KEY": emulator.apiKey,
        ...{ "github.server_url": "https://github.example.com", "github.repository": "example/contracts" },
        "github.run_id": "60",
        // The stack's environment says where its backend is.
        ...{ "vars.PULUMI_BACKEND_URL": "", "secrets.PULUMI_ACCESS_TOKEN": "" },
        ...{ "secrets.PULUMI_REVIEW_ACCESS_TOKEN": "", "secrets.PULUMI_CONFIG_PASSPHRASE": "" },
      },
    });
  const onPullRequest = (): NodeJS.ProcessEnv => ({
    ...{
      GITHUB_REF: "refs/pull/7/merge",
      GITHUB_BASE_REF: "main",
      GITHUB_HEAD_REF: "nda",
      GITHUB_RUN_ID: "60",
    },
  });
  const onMain = (): NodeJS.ProcessEnv => ({
    ...{ GITHUB_REF: "refs/heads/main", GITHUB_REF_NAME: "main", GITHUB_SHA: head() },
    GITHUB_WORKFLOW_REF: "example/contracts/.github/workflows/signing.yml@refs/heads/main",
  });
  const mails = (): string[] => {
    const sent = emulator.control.outbox().map(mail);
    emulator.control.emptyOutbox();
    return sent;
  };
  const inFolder = (name: string): string => join(stack.folder, name);

  /** What GitHub has once the pull request was reviewed, and approved by somebody else, and merged. */
  function approved(reviewed: string): void {
    const review = readFileSync(inFolder("yotisign-review/test/review.json"), "utf8");
    const pull = {
      ...{ number: 7, created_at: "2030-01-02T08:00:00Z", merged_at: "2030-01-02T12:00:00Z" },
      ...{ merge_commit_sha: head(), base: { ref: "main" }, user: { login: "pat-example" } },
      head: { sha: reviewed, ref: "nda", repo: { full_name: "example/contracts" } },
    };
    const approval = {
      ...{ state: "APPROVED", commit_id: reviewed },
      ...{ submitted_at: "2030-01-02T10:00:00Z", user: { login: "cass-sample" } },
    };
    const run = {
      ...{ id: 3, event: "pull_request", created_at: "2030-01-02T08:00:01Z", head_sha: reviewed },
      ...{ head_branch: "nda", path: ".github/workflows/signing.yml", head_repository: pull.head.repo },
    };
    service.answers = {
      [`${repository}/commits/${head()}/pulls`]: [pull],
      [`${repository}/pulls`]: [pull],
      [`${repository}/issues/7/events`]: [],
      [`${repository}/pulls/7/reviews`]: [approval],
      [`${repository}/pulls/7/commits`]: [{ author: pull.user, committer: null }],
      [`${repository}/collaborators/cass-sample/permission`]: { permission: "write" },
      [`${repository}/actions/runs`]: { workflow_runs: [run] },
      [`${repository}/actions/runs/3/artifacts`]: {
        artifacts: [
          { id: 31, name: "yotisign-review-test", expired: false, created_at: "2030-01-02T09:00:00Z" },
        ],
      },
      [`${repository}/actions/artifacts/31/zip`]: "/store/31.zip",
      "/store/31.zip": Buffer.from(zipSync({ "review.json": strToU8(review) })),
    };
  }

  it("is shown on its pull request, without a key", async () => {
    const review = await job("review", onPullRequest());
    assert.deepEqual([review.code, service.comments], [0, []], review.output);
    const comment = await job("comment", onPullRequest());
    assert.equal(comment.code, 0, comment.output);
    const [posted, ...others] = service.comments;
    assert.match(posted?.body ?? "", /^<!-- yotisign project="signing" stack="test" run="60" -->\n/);
    assert.match(
      posted?.body ?? "",
      /\[The whole report\]\(https:\/\/github\.example\.com\/example\/contracts\/actions\/runs\/60#artifacts\)\n$/,
    );
    assert.doesNotMatch(posted?.body ?? "", /robin\.partner@example\.com/);
    assert.deepEqual([others, mails(), git("status", "--porcelain")], [[], [], ""]);
  });

  it("is not sent by its merge as long as nobody approved it", async () => {
    const reviewed = head();
    git("switch", "--quiet", "main");
    git("merge", "--quiet", "--no-ff", "--message=Merge", "nda");
    approved(reviewed);
    service.answers[`${repository}/pulls/7/reviews`] = [];
    const up = await job("up", onMain());
    assert.deepEqual([up.code, mails()], [1, []], up.output);
    assert.match(up.output, /Pull request 7 was not approved at its last commit/);
  });

  it("is not sent by the schedule either, which says so", async () => {
    const pickUp = await job("pick-up", onMain());
    assert.deepEqual([pickUp.code, mails()], [1, []], pickUp.output);
    assert.match(pickUp.output, /test declares 1 effects that nobody has carried out; nothing was done/);
  });

  it("is sent once it is approved, and exactly that", async () => {
    approved(git("rev-parse", "nda"));
    const up = await job("up", onMain());
    assert.deepEqual([up.code, mails()], [0, ["invitation robin.partner@example.com"]], up.output);
    assert.doesNotMatch(up.output, /robin|cass/i);
  });

  it("is picked up when all have signed", async () => {
    emulator.control.signAll(stack.envelopes().nda?.outputs.envelopeId ?? "");
    mails();
    const pickUp = await job("pick-up", onMain());
    assert.deepEqual([pickUp.code, mails()], [0, []], pickUp.output);
    assert.match(pickUp.output, /nda\s+COMPLETE/);
    assert.doesNotMatch(pickUp.output, /robin|cass/i);
    assert.ok(readdirSync(inFolder("signed")).includes("nda.pdf"));
    assert.equal(existsSync(inFolder("yotisign-review/test/base")), false);
  });
});
