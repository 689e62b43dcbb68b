import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** In place of the command, which needs a stack: tells which policy it was given, and what is in it. */
const command = `#!/bin/sh
if [ "$1" != review ]; then exit 9; fi
echo "policy: $(cat "\${YOTI_SIGN_POLICY:-/dev/null}")"
while [ $# -gt 0 ]; do
  case $1 in
    markdown=*) echo "The report" >"\${1#markdown=}" ;;
  esac
  shift
done
exit "\${STATUS:-0}"
`;

describe("the pipelines' scripts, run", function () {
  this.timeout(30_000);
  let repository: string;
  let project: string;

  beforeEach(() => {
    repository = mkdtempSync(join(tmpdir(), "scripts-"));
    project = join(repository, "signing");
    write("signing/Pulumi.yaml", "name: signing\nruntime: nodejs\n");
    write("signing/node_modules/.bin/yotisign", command, 0o755);
    write("signing/package.json", "{}");
    write(".gitignore", "node_modules\n");
    git("init", "--quiet", "--initial-branch=main");
  });
  afterEach(() => rmSync(repository, { recursive: true, force: true }));

  function write(file: string, text: string, mode = 0o644): void {
    mkdirSync(dirname(join(repository, file)), { recursive: true });
    writeFileSync(join(repository, file), text, { mode });
  }
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
      cwd: repository,
    });
  /** Makes what is there the base. */
  function base(): void {
    git("add", ".");
    git("commit", "--quiet", "--message=Base");
  }
  function run(script: string, env: NodeJS.ProcessEnv = {}, stack = "example/signing/production") {
    const { status, stdout, stderr } = spawnSync("sh", [script, stack], {
      cwd: project,
      encoding: "utf8",
      env: { ...process.env, GITHUB_BASE_REF: "", CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "", ...env },
      input: "no\n",
    });
    return { status, output: stdout + stderr };
  }
  const review = (env: NodeJS.ProcessEnv = { YOTISIGN_BASE: "main" }) =>
    run(join(root, "pipelines/review.sh"), env);

  describe("review.sh", () => {
    const places = ["signing/yotisign.policy.yaml", "yotisign.policy.yaml"];
    for (const place of places)
      it(`judges by the base's ${place}, though it is not named`, () => {
        write(place, "the base's");
        base();
        write(place, "loosened");
        write("signing/yotisign.policy.yaml", "loosened");
        assert.deepEqual(review(), { status: 0, output: "policy: the base's\n" });
      });

    it("judges by the base's policy that is named, in a project below the repository", () => {
      write("signing/policies/strict.yaml", "the base's");
      base();
      write("signing/policies/strict.yaml", "loosened");
      const env = { YOTISIGN_BASE: "main", YOTISIGN_POLICY: "policies/strict.yaml" };
      assert.deepEqual(review(env), { status: 0, output: "policy: the base's\n" });
    });

    const config = "config:\n  yotisign:policy: policies/strict.yaml\n";
    it("refuses a policy that the change's config names", () => {
      write("signing/yotisign.policy.yaml", "the base's");
      base();
      write("signing/Pulumi.production.yaml", config);
      const { status, output } = review();
      assert.equal(status, 2, output);
      assert.match(output, /names yotisign:policy.*YOTISIGN_POLICY/);
    });

    it("refuses a policy that the base's config names, and the change's no longer", () => {
      write("signing/Pulumi.production.yaml", config);
      base();
      write("signing/Pulumi.production.yaml", "config: {}\n");
      const { status, output } = review();
      assert.equal(status, 2, output);
      assert.match(output, /names yotisign:policy.*YOTISIGN_POLICY/);
    });

    it("says that the change's own policy counts where the base has none", () => {
      base();
      write("signing/yotisign.policy.yaml", "proposed");
      assert.deepEqual(review(), {
        status: 0,
        output: "review.sh: main has no yotisign.policy.yaml yet; this change's own counts.\npolicy: \n",
      });
    });
  });

  describe("by-hand.sh", () => {
    beforeEach(() =>
      cpSync(join(root, "pipelines"), join(project, "node_modules/pulumi-yotisign/pipelines"), {
        recursive: true,
      }),
    );
    const byHand = (env: NodeJS.ProcessEnv) => run(join(root, "examples/gitops/by-hand.sh"), env);

    it("shows the report of a stack by its long name, and asks", () => {
      const { status, output } = byHand({});
      assert.equal(status, 1, output);
      assert.match(output, /The report\n\nAn e-mail[\s\S]*Nothing was done/);
    });

    it("shows the report of what is refused, and does not ask", () => {
      const { status, output } = byHand({ STATUS: "1" });
      assert.equal(status, 1, output);
      assert.match(output, /The report/);
      assert.doesNotMatch(output, /Type yes/);
    });
  });

  it("pick-up.sh says that a finding, too, may be why there is no plan", () => {
    const { status, output } = run(join(root, "pipelines/pick-up.sh"), { STATUS: "1" });
    assert.equal(status, 1, output);
    assert.match(output, /would be refused \(see the findings above\) or has no plan, so nothing was done/);
    assert.equal(readFileSync(join(project, "yotisign-review/production/report.md"), "utf8"), "The report\n");
  });
});
