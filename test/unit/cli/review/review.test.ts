import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { hash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reviewCommand } from "../../../../cli/review.ts";
import type { Review } from "../../../../review/review.ts";
import { parseApproval } from "../../../../schema/approval.ts";
import { ConfigError } from "../../../../sdk/client/index.ts";
import { pdf } from "../../../e2e/fixtures.ts";
import { created, type Planned, refused, removed, replaced, sentAs } from "../../review/planned.ts";
import { CollectedOutput, PulumiStandIn } from "../stand-in.ts";

const id = "11111111-1111-4111-8111-111111111111";

describe("yotisign review", function () {
  this.timeout(60_000);
  const pulumi = new PulumiStandIn();
  const project = join(pulumi.folder, "project");
  const git = (...args: string[]): string => {
    const who = ["-c", "user.name=Example", "-c", "user.email=git@example.com"];
    return execFileSync("git", [...who, ...args], { cwd: project, encoding: "utf8" }).trim();
  };
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(project, name), content);
    return join(project, name);
  };
  const inputs = (path: string, content: string | Uint8Array) => ({
    name: "Mutual NDA",
    message: "Please sign.",
    documents: [{ path, sha256: hash("sha256", content), bytes: content.length }],
    recipients: [
      {
        ...{ role: "Partner", name: "Pat Example", email: "pat@example.com", activeForDays: 14 },
        tags: [{ type: "signature" as const, pageNumber: 1, x: 0.1, y: 0.8 }],
      },
    ],
  });

  before(() => {
    mkdirSync(project);
    write("Pulumi.yaml", "name: signing\nruntime: nodejs\n");
    write("yotisign.policy.yaml", "extends: none\nrules:\n  signer-has-signature-tag: mandatory\n");
  });
  beforeEach(() => {
    rmSync(join(project, ".git"), { recursive: true, force: true });
    git("init", "--quiet", "--initial-branch", "main");
  });
  after(() => pulumi.dispose());

  async function run(args: string[], env: NodeJS.ProcessEnv = {}): Promise<CollectedOutput> {
    const output = new CollectedOutput();
    const surroundings = {
      env: { YOTISIGN_PULUMI: pulumi.command, PATH: process.env.PATH, ...env },
      output,
      now: () => Date.parse("2030-05-10T12:00:00Z"),
    };
    await reviewCommand(surroundings).parseAsync(["--cwd", project, ...args], { from: "user" });
    return output;
  }
  const review = async (args: string[], env?: NodeJS.ProcessEnv): Promise<Review & { exitCode: number }> => {
    const { text, exitCode } = await run(["--format", "json", ...args], env);
    return { ...JSON.parse(text), exitCode };
  };
  const preview = (planned: Planned[]): void =>
    pulumi.answer({
      "preview --json": {
        review: planned.flatMap(({ entries }) => entries),
        digest: {
          steps: planned.flatMap(({ steps }) => steps),
          config: { "yotisign:environment": "sandbox" },
        },
      },
    });

  it("previews without a key", async () => {
    const document = await pdf();
    write("nda.pdf", document);
    preview([created("nda", inputs("nda.pdf", document))]);
    const { exitCode, verdict, envelopes } = await review([], { YOTI_SIGN_API_KEY: "the-key" });
    assert.deepEqual([exitCode, verdict, envelopes[0]?.action], [0, "ready", "create"]);
    assert.deepEqual(pulumi.reviewed().variables, ["YOTI_SIGN_REVIEW_FILE"]);
    assert.deepEqual(envelopes[0]?.documents[0]?.tagged[0]?.tags[0]?.yPt, 673.6);
  });

  it("writes an approval of what it found, which nobody can be held to where it is refused", async () => {
    const nda = inputs("nda.docx", "a");
    const out = join(project, "review.json");
    preview([created("nda", nda), removed("lease", nda, sentAs(nda, id))]);
    assert.equal((await run(["--out", out, "--days", "2"])).exitCode, 0);
    const { effects, environment, expiresAt, ...approval } = parseApproval(readFileSync(out, "utf8"));
    assert.deepEqual(
      [environment, approval.project, approval.stack, expiresAt],
      ["sandbox", "signing", "test", "2030-05-12T12:00:00.000Z"],
    );
    assert.deepEqual(
      effects.map(({ kind }) => kind),
      ["withdraw", "create"],
    );
    preview([refused("nda", { before: nda, now: { ...nda, name: "Other" }, sent: sentAs(nda, id) }, "no")]);
    assert.equal((await run(["--out", out])).exitCode, 1);
    assert.ok(!existsSync(out));
  });

  it("writes no approval of what is refused, also where that does not fail the job", async () => {
    const { recipients, ...nda } = inputs("nda.docx", "a");
    const out = join(project, "review.json");
    preview([created("nda", { ...nda, recipients: recipients.map((one) => ({ ...one, tags: [] })) })]);
    const { exitCode, verdict } = await review(["--out", out, "--fail-on", "never"]);
    assert.deepEqual([exitCode, verdict, existsSync(out)], [0, "refused", false]);
  });

  it("writes files that nobody else may read, and adds to the summary of a job", async () => {
    preview([created("nda", inputs("nda.docx", "a"))]);
    const summary = write("summary.md", "Before\n");
    const file = join(project, "out", "report.md");
    const formats = [
      "--format",
      `markdown=${file}`,
      "--format",
      "summary",
      "--format",
      `sarif=${file}.sarif`,
    ];
    const { text } = await run(formats, { GITHUB_STEP_SUMMARY: summary });
    assert.match(text, /^ready: 1 to send$/m);
    const markdown = readFileSync(file, "utf8");
    assert.equal(readFileSync(summary, "utf8"), `Before\n${markdown}`);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(JSON.parse(readFileSync(`${file}.sarif`, "utf8")).version, "2.1.0");
    await assert.rejects(run(["--format", "summary"]), ConfigError);
  });

  it("reports what is known where the preview failed, without keys, and claims nothing as SARIF", async () => {
    const { steps } = created("nda", inputs("nda.docx", "a"));
    // What is chosen is no service, which may be why it failed.
    const config = { "yotisign:environment": "nowhere" };
    const diagnostics = [{ severity: "error", message: "it failed with key-0123456789" }];
    const log = write("preview.json", JSON.stringify({ steps, config, diagnostics }));
    const sarif = join(project, "none.sarif");
    const found = await review(["--event-log", log, "--format", `sarif=${sarif}`], {
      SOME_API_KEY: "key-0123456789",
    });
    assert.deepEqual(
      [found.exitCode, found.verdict, found.failure, found.policy, found.effects],
      [2, "failed", "it failed with ***", undefined, []],
    );
    assert.deepEqual(
      found.envelopes.map(({ resource, action }) => [resource, action]),
      [["nda", "unplanned"]],
    );
    assert.ok(!existsSync(sarif));
  });

  describe("of a saved preview", () => {
    const nda = inputs("nda.docx", "a");
    const reviewed = (planned: Planned[]): Promise<Review & { exitCode: number }> => {
      const log = write(
        "preview.json",
        JSON.stringify({ steps: planned.flatMap(({ steps }) => steps), config: {} }),
      );
      return review(["--event-log", log], {
        YOTISIGN_PULUMI: "/nowhere/pulumi",
        YOTI_SIGN_BASE_URL: "sandbox",
      });
    };

    it("finds what is sent and withdrawn, without Pulumi", async () => {
      const other = { ...nda, name: "Lease" };
      const { emails, effects } = await reviewed([
        created("nda", nda),
        removed("lease", other, sentAs(other, id)),
      ]);
      assert.deepEqual(
        emails.map(({ kind, resource }) => `${kind} ${resource}`),
        ["withdrawal lease", "invitation nda", "copy nda"],
      );
      assert.deepEqual(
        effects.map(({ kind }) => kind),
        ["withdraw", "create"],
      );
    });

    it("takes secrets for unknown", async () => {
      const { entries: _, steps } = created("nda", nda);
      const [step] = steps;
      const secret = { ...step?.newState, inputs: { ...step?.newState?.inputs, message: "[secret]" } };
      const { envelopes, effects } = await reviewed([
        { entries: [], steps: steps.map((one) => ({ ...one, newState: secret })) },
      ]);
      assert.deepEqual([envelopes[0]?.unknown, envelopes[0]?.action, effects], [["message"], "create", []]);
    });
  });

  describe("of a changed text", () => {
    async function changed(before: string | Uint8Array, now: string | Uint8Array, ...args: string[]) {
      const [old, next] = [inputs("nda.pdf", before), inputs("nda.pdf", now)];
      preview([replaced("nda", { before: old, now: { ...next, supersedes: id }, sent: sentAs(old, id) })]);
      const { envelopes, change } = await review(args);
      return { text: envelopes[0]?.documents[0]?.text, change };
    }
    const commit = (): string => {
      git("add", ".");
      git("commit", "--quiet", "--message", "x");
      return git("rev-parse", "HEAD");
    };

    it("compares with what Git has at the base, if that was sent", async () => {
      const [old, now] = [await pdf(1, "old"), await pdf(1, "new")];
      write("nda.pdf", old);
      const base = commit();
      git("checkout", "--quiet", "-b", "change");
      write("nda.pdf", now);
      commit();
      const { text, change } = await changed(old, now);
      assert.deepEqual(text, { available: true, runs: [], removed: 0, added: 0 });
      assert.deepEqual([change.base, change.branch, change.isDirty], [base, "change", false]);
      const other = await changed(await pdf(1, "third"), now);
      assert.deepEqual(other.text, {
        available: false,
        why: `the document at ${base.slice(0, 12)} is not the one that was sent`,
      });
    });

    it("says so where Git has but a pointer, no such file, or no commit", async () => {
      const [old, now] = [await pdf(1, "old"), await pdf(1, "new")];
      write("nda.pdf", now);
      assert.match(String(Object(await changed(old, now)).text.why), /^Git knows no commit/);
      rmSync(join(project, "nda.pdf"));
      const without = commit();
      write("nda.pdf", now);
      const { text } = await changed(old, now, "--base", without);
      assert.deepEqual(text, { available: false, why: `Git has no nda.pdf at ${without.slice(0, 12)}` });
      write("nda.pdf", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
      const pointer = commit();
      write("nda.pdf", now);
      const lfs = await changed(old, now, "--base", pointer);
      assert.match(JSON.stringify(lfs.text), /Git LFS/);
    });

    it("refuses a base that is no commit", async () => {
      preview([]);
      await assert.rejects(run(["--base", "nowhere"]), ConfigError);
    });
  });
});
