import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseApproval } from "../../schema/approval.ts";
import { ensureEngine } from "../../tools/engine/ensure-engine.mjs";
import { type Fixture, fixture, nda, pdf } from "./fixtures.ts";

const main = new URL("../../dist/cli/main.js", import.meta.url).pathname;

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

const people = /Pat Example|Cass Sample|Ari Copy|(pat|cass|archive)@example|Pam Second/i;

describe("yotisign review, on the real CLI", function () {
  this.timeout(180_000);
  let at: Fixture;
  /** Where the command makes its temporary files. */
  let temporary: string;

  async function review(...args: string[]): Promise<Ended> {
    const { command } = await ensureEngine();
    const { YOTI_SIGN_API_KEY: _, ...rest } = { ...process.env, ...at.stack.env };
    const cache = join(at.stack.folder, "out/cache");
    const env = { ...rest, YOTISIGN_PULUMI: command, TMPDIR: temporary, YOTISIGN_CACHE: cache };
    return new Promise((resolve) => {
      const options = { cwd: at.stack.folder, env, maxBuffer: 1e8 };
      const child = execFile(process.execPath, [main, "review", ...args], options, (_, stdout, stderr) =>
        resolve({ code: child.exitCode, stdout, stderr }),
      );
    });
  }
  const git = (...args: string[]): string => {
    const who = ["-c", "user.name=Example", "-c", "user.email=git@example.com"];
    return execFileSync("git", [...who, ...args], { cwd: at.stack.folder, encoding: "utf8" }).trim();
  };
  const mails = ({ emails }: { emails: Record<string, string>[] }): string[] =>
    emails.map(({ kind, resource, recipient }) => `${kind} ${resource} ${recipient}`);
  const inFolder = (name: string): string => readFileSync(join(at.stack.folder, name), "utf8");

  before(async () => {
    at = await fixture();
    temporary = join(at.stack.folder, "temporary");
    mkdirSync(temporary);
    at.stack.write("yotisign.policy.yaml", "extends: none\nrules:\n  signer-has-signature-tag: mandatory\n");
    at.stack.write(".gitignore", "home\nbackend\ntemporary\nout\n");
    git("init", "--quiet", "--initial-branch", "main");
    await at.stack.pulumi("config", "set", "yotisign:personalData", "secret", "--stack", "test");
    at.stack.declare({ nda, lease: { ...nda, name: "Lease" } });
  });
  after(() => at.dispose());

  /** Nobody was e-mailed, the service was not called, and nothing is left that holds names. */
  let calls: object;
  beforeEach(() => {
    at.mails();
    calls = { ...at.emulator.control.calls() };
  });
  afterEach(() => {
    assert.deepEqual([at.mails(), at.emulator.control.calls()], [[], calls]);
    const left = readdirSync(temporary).filter((name) => name.startsWith("yotisign-"));
    assert.deepEqual(left, []);
  });

  it("shows what is sent for the first time, without a key and without names", async () => {
    const files = ["json=out/report.json", "markdown=out/report.md", "html=out/report.html"];
    const formats = files.flatMap((file) => ["--format", file]);
    const { code, stdout, stderr } = await review(
      ...formats,
      ...["--out", "approved.json", "--pictures", "out/pictures"],
    );
    assert.deepEqual([code, stderr], [0, ""]);
    const found = JSON.parse(inFolder("out/report.json"));
    assert.deepEqual(
      [found.verdict, found.project, found.stack, found.mask],
      ["ready", "signing", "test", "partial"],
    );
    assert.deepEqual(
      mails(found).filter((mail) => !mail.startsWith("copy")),
      ["invitation lease Partner", "invitation nda Partner", "later lease Company", "later nda Company"],
    );
    const [picture] = readdirSync(join(at.stack.folder, "out/pictures"));
    assert.ok(inFolder("out/report.md").includes(`src="pictures/${picture}"`));
    assert.match(inFolder("out/report.html"), /<image id="page-1" /);
    const written = ["out/report.json", "out/report.md", "out/report.html"].map(inFolder);
    assert.doesNotMatch(stdout + written.join(), people);
    const approval = parseApproval(inFolder("approved.json"));
    assert.deepEqual(
      approval.effects.map(({ kind, identity }) => [kind, identity.split("::").at(-1)]),
      [
        ["create", "lease"],
        ["create", "nda"],
      ],
    );
  });

  describe("of a change", () => {
    before(async () => {
      git("add", ".");
      git("commit", "--quiet", "--message", "As it was sent");
      const { code, output } = await at.stack.up("--skip-preview");
      assert.equal(code, 0, output);
      at.emulator.control.sign({ envelopeId: at.id("nda"), email: "pat@example.com" });
      const refreshed = await at.stack.refresh();
      assert.equal(refreshed.code, 0, refreshed.output);
      at.stack.write("nda.pdf", await pdf(3, "Amended"));
      const [partner, company, copy] = nda.recipients;
      const moved = { ...partner, tags: [{ type: "signature", pageNumber: 3, x: 0.2, y: 0.5 }] };
      const recipients = [moved, company, copy];
      at.stack.declare({ nda: { ...nda, recipients, supersedes: at.id("nda") } });
    });

    it("shows withdrawals by name also where the state keeps people secret, and what moved", async () => {
      const { code, stdout, stderr } = await review("--format", "json", "--mask", "none", "--base", "main");
      assert.deepEqual([code, stderr], [0, ""]);
      const found = JSON.parse(stdout);
      assert.deepEqual(
        found.emails
          .filter(({ kind }: { kind: string }) => kind === "withdrawal")
          .map(({ resource, name }: Record<string, string>) => [resource, name]),
        [
          ["lease", "Pat Example"],
          ["lease", "Cass Sample"],
          ["nda", "Pat Example"],
          ["nda", "Cass Sample"],
        ],
      );
      assert.deepEqual(found.lostSignatures, [{ resource: "nda", envelopeId: at.id("nda"), signatures: 1 }]);
      assert.deepEqual(
        found.envelopes.map(({ resource, action }: Record<string, string>) => [resource, action]),
        [
          ["lease", "withdraw"],
          ["nda", "replace"],
        ],
      );
      const [, { changes, documents }] = found.envelopes;
      assert.deepEqual(
        changes.map(({ path }: { path: string }) => path),
        ["supersedes", "documents[0]", "recipients[0].tags[0]"],
      );
      // Both are without text, and the earlier one was found in Git.
      assert.deepEqual(documents[0].text, { available: true, runs: [], removed: 0, added: 0 });
      assert.deepEqual(
        documents[0].tagged.map(({ pageNumber, before }: Record<string, object[]>) => [
          pageNumber,
          before?.length,
        ]),
        [
          [1, 2],
          [3, 0],
        ],
      );
      assert.deepEqual(
        [found.change.branch, found.change.base, found.change.isDirty],
        ["main", git("rev-parse", "main"), true],
      );
      assert.match(found.drift[0].what, /^signed by Partner on /);
    });

    it("judges by a policy pack that it is given, and says what it refuses", async () => {
      at.stack.write("pack/PulumiPolicy.yaml", "runtime: nodejs\nversion: 1.0.0\ndescription: Example\n");
      at.stack.write("pack/package.json", '{ "name": "example", "version": "1.0.0" }');
      at.stack.write(
        "pack/index.js",
        `const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("example", { policies: [{
  name: "no-nda", description: "No NDA.", enforcementLevel: "mandatory",
  validateResource: ({ name, props }, report) => name === "nda" && report("not with " + props.recipients[0].name),
}] });
`,
      );
      const { code, stdout } = await review(
        "--format",
        "json",
        "--policy-pack",
        "pack",
        "--out",
        "none.json",
      );
      const found = JSON.parse(stdout);
      assert.deepEqual([code, found.verdict], [1, "refused"]);
      const judged = found.policy.judgements.find(({ rule }: { rule: string }) => rule === "example/no-nda");
      assert.deepEqual(
        [judged.resource, judged.findings[0].message],
        ["nda", "No NDA. not with P** E******"],
      );
      assert.ok(!readdirSync(at.stack.folder).includes("none.json"));
    });

    it("still reports what is known when the preview fails", async () => {
      const declared = inFolder("declared.json");
      const source = inFolder("index.js");
      at.stack.write(
        "index.js",
        `${source}\nthrow new Error("no contract for Pat Example <pat@example.com>");\n`,
      );
      const { code, stdout, stderr } = await review("--format", "json");
      at.stack.write("index.js", source);
      assert.deepEqual([code, stderr], [2, ""]);
      const found = JSON.parse(stdout);
      assert.equal(found.verdict, "failed");
      assert.match(found.failure, /no contract for \*\*\*/);
      assert.doesNotMatch(stdout, people);
      assert.deepEqual(
        [found.emails, found.effects, found.envelopes.map(({ resource }: { resource: string }) => resource)],
        [[], [], ["nda"]],
      );
      assert.ok(declared.includes("Pat Example"));
    });
  });
});
