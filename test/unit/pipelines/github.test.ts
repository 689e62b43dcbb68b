import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, parseAllDocuments } from "yaml";
import { ensureActionlint } from "../../../tools/actionlint.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const workflows = globSync("examples/*/.github/workflows/*.yml", { cwd: root });
const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** GitHub has it since May 2026; this actionlint is older. */
const notKnownYet = 'unexpected key "queue" for "concurrency" section';

describe("pipelines on GitHub", () => {
  describe("as actionlint sees them", function () {
    this.timeout(300_000);
    let actionlint: string;
    let repository: string;

    before(async function () {
      const found = await ensureActionlint({ env: process.env, log: console.error });
      if ("lacks" in found) {
        console.warn(`    skipped: ${found.lacks}`);
        return this.skip();
      }
      actionlint = found.file;
    });

    beforeEach(() => {
      repository = mkdtempSync(join(tmpdir(), "workflows-"));
      // What makes a folder a repository for it.
      mkdirSync(join(repository, ".git"));
      mkdirSync(join(repository, ".github/workflows"), { recursive: true });
    });
    afterEach(() => rmSync(repository, { recursive: true, force: true }));

    /** What it finds, one a line. */
    function findings(): string {
      try {
        const args = ["-no-color", "-oneline", "-ignore", notKnownYet];
        return execFileSync(actionlint, args, {
          cwd: repository,
          encoding: "utf8",
          stdio: ["ignore", "pipe", "pipe"],
        });
      } catch (error) {
        return `${(error as { stdout: string }).stdout}${(error as { stderr: string }).stderr}`;
      }
    }

    const called = (inputs: string): string => `on: pull_request
jobs:
  review:
    runs-on: ubuntu-24.04
    steps:
      - id: review
        uses: ./
        with: { ${inputs} }
      - env: { REPORT: "\${{ steps.review.outputs.report-url }}" }
        run: echo "$REPORT"
`;

    it("the example's workflows are right", () => {
      cpSync(join(root, "examples/gitops/.github"), join(repository, ".github"), { recursive: true });
      assert.equal(findings(), "");
    });

    it("the action is right, and takes what it says it takes", () => {
      copyFileSync(join(root, "action.yml"), join(repository, "action.yml"));
      const { inputs } = parse(read("action.yml"));
      const all = Object.keys(inputs).map((name) => `${name}: "1"`);
      writeFileSync(join(repository, ".github/workflows/use.yml"), called(all.join(", ")));
      assert.equal(findings(), "");
    });

    it("would notice an input that the action does not have, and one that is missing", () => {
      copyFileSync(join(root, "action.yml"), join(repository, "action.yml"));
      writeFileSync(
        join(repository, ".github/workflows/use.yml"),
        called("command: review, stakc: production"),
      );
      assert.match(findings(), /missing input "stack".*\n.*input "stakc" is not defined/);
    });
  });

  interface Step {
    if?: string;
    uses?: string;
    with?: Record<string, string>;
    run?: string;
    shell?: string;
  }
  const steps: [file: string, step: Step][] = [
    ...(parse(read("action.yml")).runs.steps as Step[]).map((step): [string, Step] => ["action.yml", step]),
    ...workflows.flatMap((file) =>
      Object.values(parse(read(file)).jobs as Record<string, { steps: Step[] }>).flatMap(({ steps }) =>
        steps.map((step): [string, Step] => [file, step]),
      ),
    ),
  ];

  it("name others' actions by their whole commit", () => {
    const others = steps.flatMap(([file, { uses }]) => (uses === undefined ? [] : [`${file}: ${uses}`]));
    assert.deepEqual(
      others.filter((one) => !/: [\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(one)),
      [],
    );
    assert.ok(others.length > 0);
  });

  it("put nothing that others write into a script's text", () => {
    const written = steps.filter(([, { run }]) => /\$\{\{(?! matrix\.stack \}\})/.test(run ?? ""));
    assert.deepEqual(written, []);
  });

  it("call only scripts that the package has", () => {
    const calls = [...workflows, "action.yml", "pipelines/gitlab.yml", "examples/gitops/by-hand.sh"].flatMap(
      (file) =>
        [...read(file).matchAll(/pipelines\/?([\w-]+\.sh)|\$pipelines\/([\w-]+\.sh)/g)].map(
          ([, one, other]) => one ?? other,
        ),
    );
    const there = globSync("pipelines/*.sh", { cwd: root }).map((file) => file.slice("pipelines/".length));
    assert.deepEqual([...new Set(calls)].sort(), there.sort());
  });

  it("refuse a command that is none, before anything else", () => {
    const [first] = parse(read("action.yml")).runs.steps as Step[];
    const output = join(mkdtempSync(join(tmpdir(), "action-")), "output");
    const run = (command: string) =>
      execFileSync("sh", ["-e", "-c", first?.run ?? ""], {
        env: { ...process.env, COMMAND: command, STACK: "example/signing/production", GITHUB_OUTPUT: output },
        stdio: "pipe",
      });
    for (const command of ["review", "comment"]) run(command);
    assert.equal(readFileSync(output, "utf8"), "stack=production\n".repeat(2));
    assert.throws(() => run("destroy"), { status: 2 });
    rmSync(dirname(output), { recursive: true });
  });

  it("let runs of a stack wait for each other, all of them, and cancel none", () => {
    const { jobs } = parse(read("examples/gitops/.github/workflows/signing.yml"));
    const expected = { group: `signing-\${{ matrix.stack }}`, "cancel-in-progress": false, queue: "max" };
    assert.deepEqual([jobs.up.concurrency, jobs["pick-up"].concurrency], [expected, expected]);
  });

  it("give the key to the jobs that send or read, and to no review", () => {
    const { jobs } = parse(read("examples/gitops/.github/workflows/signing.yml"));
    const having = Object.keys(jobs).filter((name) =>
      JSON.stringify(jobs[name]).includes("YOTI_SIGN_API_KEY"),
    );
    assert.deepEqual(having, ["up", "pick-up"]);
  });

  it("give no secret to what installs packages, and nothing to write with to what runs the change's code", () => {
    const { env, permissions, jobs } = parse(read("examples/gitops/.github/workflows/signing.yml"));
    assert.doesNotMatch(JSON.stringify(env), /secrets/);
    assert.deepEqual([permissions, jobs.review.permissions], [{}, { contents: "read" }]);
    const secretive = Object.values(jobs as Record<string, { steps: Step[] }>).flatMap(({ steps }) =>
      steps.filter((step) => /secrets\.|github\.token/.test(JSON.stringify(step))).map(({ run }) => run),
    );
    assert.deepEqual(
      secretive,
      ["review", "comment", "up", "pick-up"].map(
        (script) => `sh node_modules/pulumi-yotisign/pipelines/${script}.sh \${{ matrix.stack }}`,
      ),
    );
    assert.doesNotMatch(JSON.stringify(jobs.review), /github\.token|PULUMI_ACCESS_TOKEN \}\}/);
  });

  it("comment by the base's code, in the workflow and in the action", () => {
    const { comment } = parse(read("examples/gitops/.github/workflows/signing.yml")).jobs;
    assert.deepEqual(
      [comment.needs, comment.permissions, comment.steps[0].with.ref],
      [
        "review",
        { contents: "read", "pull-requests": "write" },
        `\${{ github.event.pull_request.base.sha }}`,
      ],
    );
    const withToken = (parse(read("action.yml")).runs.steps as Step[]).filter((step) =>
      JSON.stringify(step).includes("github-token"),
    );
    assert.deepEqual(
      withToken.map((step) => step.if),
      ["inputs.command == 'comment'", "inputs.command == 'up'"],
    );
  });

  it("review a pull request again when it gets another base", () => {
    const { on } = parse(read("examples/gitops/.github/workflows/signing.yml"));
    assert.deepEqual(on.pull_request.types, ["opened", "synchronize", "reopened", "edited"]);
  });

  it("name the version of Pulumi", () => {
    const versions = steps.flatMap(([, step]) =>
      step.uses?.startsWith("pulumi/actions@") ? [step.with?.["pulumi-version"]] : [],
    );
    const { image } = parse(read("examples/gitops/.gitlab-ci.yml")).default;
    assert.deepEqual(
      [...versions, image.split(":")[1]].filter((one) => !/^\d+\.\d+\.\d+$/.test(one ?? "")),
      [],
    );
    assert.equal(versions.length, 3);
  });
});

describe("the pipelines' scripts", () => {
  const scripts = globSync(["pipelines/*.sh", "examples/*/*.sh"], { cwd: root });

  it("are right as shellcheck sees them", function () {
    try {
      execFileSync("shellcheck", ["--version"]);
    } catch {
      console.warn("    skipped: there is no shellcheck");
      return this.skip();
    }
    try {
      execFileSync("shellcheck", ["--shell=sh", ...scripts], { cwd: root, encoding: "utf8" });
    } catch (error) {
      assert.fail((error as { stdout: string }).stdout);
    }
  });

  it("are right within the action and the GitLab template, too", function () {
    const [, template] = parseAllDocuments(read("pipelines/gitlab.yml"));
    const jobs = Object.values(template?.toJS() ?? {}) as {
      before_script?: string[];
      script: string[];
    }[];
    const texts = [
      ...(parse(read("action.yml")).runs.steps as { run?: string }[]).flatMap(({ run }) => run ?? []),
      // An input is put in before the shell reads it.
      ...jobs.map(({ before_script = [], script }) =>
        [...before_script, ...script].join("\n").replaceAll(/\$\[\[ inputs\.\S+ \]\]/g, "$$INPUT"),
      ),
    ];
    assert.equal(texts.length, 9);
    for (const text of texts) {
      const { status, error, stdout } = spawnSync("shellcheck", ["--shell=sh", "-"], {
        input: text,
        encoding: "utf8",
      });
      if (error) {
        console.warn("    skipped: there is no shellcheck");
        return this.skip();
      }
      // GitLab joins lines of one shell, whose variables come from the job.
      assert.equal(status, 0, `${text}\n${stdout}`);
    }
  });

  for (const script of scripts)
    it(`${script} says how it is used when it is called without a stack`, () => {
      try {
        execFileSync("sh", [join(root, script)], { encoding: "utf8", stdio: "pipe" });
        assert.fail("it ran");
      } catch (error) {
        assert.match((error as { stderr: string }).stderr, /usage: [\w-]+\.sh <stack>/);
      }
    });
});
