import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ensureEngine } from "../../tools/engine/ensure-engine.mjs";
import { type Fixture, fixture, nda } from "./fixtures.ts";

const root = new URL("../../", import.meta.url).pathname;
const main = join(root, "dist/cli/main.js");

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

const withTag = (tag: object) => ({
  ...nda,
  recipients: nda.recipients.map((one) => (one.role === "Partner" ? { ...one, tags: [tag] } : one)),
});
/** The first signer has a text field only. */
const unsigned = withTag({ type: "text_field", pageNumber: 1, x: 0.1, y: 0.8, width: 0.2 });
/** A tag is on a page that the document does not have. */
const unsendable = withTag({ type: "signature", pageNumber: 9, x: 0.1, y: 0.8 });

const policy = "extends: none\nrules:\n  signer-has-signature-tag: mandatory\n";

describe("yotisign check, on the real CLI", function () {
  this.timeout(180_000);
  let at: Fixture;
  /** Where the command makes its temporary files. */
  let temporary: string;

  async function check(...args: string[]): Promise<Ended> {
    const { command } = await ensureEngine();
    const env = { ...process.env, YOTISIGN_PULUMI: command, ...at.stack.env, TMPDIR: temporary };
    return new Promise((resolve) => {
      const options = { cwd: at.stack.folder, env, maxBuffer: 1e8 };
      const child = execFile(process.execPath, [main, "check", ...args], options, (_, stdout, stderr) =>
        resolve({ code: child.exitCode, stdout, stderr }),
      );
    });
  }

  /** What is found, as `resource rule place message`. */
  const findings = (report: {
    judgements: { rule: string; resource: string; findings: { path: string; message: string }[] }[];
  }): string[] =>
    report.judgements.flatMap(({ rule, resource, findings }) =>
      findings.map(({ path, message }) => [resource, rule, path, message].filter(Boolean).join(" ")),
    );

  const both = [
    'unsendable valid recipients[0].tags[0].pageNumber is 9, but "nda.pdf" has 2 pages',
    "unsigned signer-has-signature-tag recipients[0].tags has no signature tag",
  ];

  before(async () => {
    at = await fixture();
    at.stack.write("yotisign.policy.yaml", policy);
    temporary = join(at.stack.folder, "temporary");
    mkdirSync(temporary);
  });
  after(() => at.dispose());

  let calls: object;
  beforeEach(() => {
    calls = { ...at.emulator.control.calls() };
    at.mails();
  });
  /** Nobody was e-mailed, the service was not called, and nothing is left that holds names. */
  afterEach(() => {
    assert.deepEqual(at.mails(), []);
    assert.deepEqual(at.emulator.control.calls(), calls);
    assert.deepEqual(
      readdirSync(temporary).filter((name) => name.startsWith("yotisign-")),
      [],
    );
  });

  it("lists what is wrong with all envelopes of a stack, without a key", async () => {
    at.stack.declare({ unsigned, good: nda, unsendable });
    const { YOTI_SIGN_API_KEY: key } = at.stack.env;
    at.stack.env.YOTI_SIGN_API_KEY = "";
    const { code, stdout, stderr } = await check("--format", "json");
    at.stack.env.YOTI_SIGN_API_KEY = key;
    assert.deepEqual([code, stderr], [1, ""]);
    const report = JSON.parse(stdout);
    assert.deepEqual(findings(report), both);
    const file = (name: string): string => relative(root, join(at.stack.folder, name));
    assert.deepEqual(
      report.envelopes,
      ["good", "unsendable", "unsigned"].map((resource) => ({
        resource,
        file: file("Pulumi.yaml"),
        sent: false,
        documents: [{ name: "nda.pdf", file: file("nda.pdf") }],
      })),
    );
    assert.deepEqual(
      [report.project, report.stack, report.policy.file],
      ["signing", "test", file("yotisign.policy.yaml")],
    );
  });

  it("writes several reports at once, none with anybody's name or address", async () => {
    const names = { sarif: "out/report.sarif", junit: "out/report.xml", markdown: "out/report.md" };
    const files = Object.entries(names).flatMap(([format, name]) => ["--format", `${format}=${name}`]);
    const { code, stdout, stderr } = await check(...files, "--format", "github", "--format", "terminal");
    assert.deepEqual([code, stderr], [1, ""]);
    const texts = Object.values(names).map((name) => readFileSync(join(at.stack.folder, name), "utf8"));
    for (const text of [stdout, ...texts]) {
      assert.match(text, /has no signature tag/);
      assert.match(text, /has 2 pages/);
      assert.doesNotMatch(text, /Pat|Cass|@example\.com/);
    }
    assert.match(stdout, /^fail {2}2 mandatory findings in 3 envelopes$/m);
    const lines = stdout.split("\n").filter((line) => !line.startsWith("::"));
    for (const line of lines) assert.ok(line.length <= 80, line);
  });

  it("exits with 0 where findings are below the threshold", async () => {
    assert.equal((await check("--fail-on", "never")).code, 0);
    at.stack.write("yotisign.policy.yaml", policy.replace("mandatory", "advisory"));
    at.stack.declare({ unsigned, good: nda });
    const advice = await check();
    const strict = await check("--fail-on", "advisory");
    at.stack.write("yotisign.policy.yaml", policy);
    assert.deepEqual([advice.code, strict.code], [0, 1]);
    assert.match(advice.stdout, /^ok {4}1 advisory finding in 2 envelopes$/m);
  });

  it("judges a saved preview without Pulumi, by its events and by its digest", async () => {
    at.stack.declare({ unsigned, good: nda });
    const digest = await at.stack.preview("--json");
    at.stack.env.PULUMI_ENABLE_STREAMING_JSON_PREVIEW = "true";
    const events = await at.stack.preview("--json", "--show-sames");
    delete at.stack.env.PULUMI_ENABLE_STREAMING_JSON_PREVIEW;
    at.stack.write("digest.json", digest.output);
    at.stack.write("events.jsonl", events.output);
    at.stack.env.YOTISIGN_PULUMI = "/nowhere/pulumi";
    for (const file of ["digest.json", "events.jsonl"]) {
      const { code, stdout, stderr } = await check("--event-log", file, "--format", "json");
      assert.deepEqual([code, stderr], [1, ""]);
      assert.deepEqual(findings(JSON.parse(stdout)), [both[1]]);
      assert.deepEqual(
        JSON.parse(stdout).envelopes.map(({ resource }: { resource: string }) => resource),
        ["good", "unsigned"],
      );
    }
    delete at.stack.env.YOTISIGN_PULUMI;
  });

  it("says what stopped a saved preview", async () => {
    at.stack.declare({ unsendable });
    at.stack.write("events.jsonl", (await at.stack.preview("--json")).output);
    const { code, stdout } = await check("--event-log", "events.jsonl");
    assert.equal(code, 1);
    const plain = stdout.replace(/\s+/g, " ");
    assert.match(plain, /pageNumber is 9, but "nda\.pdf" has 2 pages/);
    assert.match(plain, /the preview stopped there, so others may be missing in this log/);
  });

  it("judges template files without Pulumi, with their lines", async () => {
    at.stack.write(
      "lease.yaml",
      `name: Lease of \${flat}
emails: { invitation: { body: { message: Please sign. } } }
recipients:
  - type: SIGNER
    role: Tenant
    name: \${tenant}
    email: \${tenantEmail}
    tags:
      - { type: text_field, file_name: nda.pdf, page_number: 9, x: 0.1, y: 0.8, width: 0.2 }
`,
    );
    at.stack.env.YOTISIGN_PULUMI = "/nowhere/pulumi";
    const { code, stdout, stderr } = await check("lease.yaml", "--document", "nda.pdf", "--format", "github");
    delete at.stack.env.YOTISIGN_PULUMI;
    assert.deepEqual([code, stderr], [1, ""]);
    const file = relative(root, join(at.stack.folder, "lease.yaml"));
    assert.deepEqual(stdout.split("\n"), [
      `::error file=${file},line=9,title=valid::lease: recipients[0].tags[0].page_number is 9, but "nda.pdf" has 2 pages`,
      `::error file=${file},line=8,title=signer-has-signature-tag::lease: recipients[0].tags has no signature tag`,
      "2 mandatory findings in 1 envelope",
      "",
    ]);
  });

  describe("once an envelope was sent", () => {
    before(async () => {
      at.stack.write("yotisign.policy.yaml", policy);
      at.stack.declare({ good: nda });
      const { code, output } = await at.stack.up("--skip-preview");
      assert.equal(code, 0, output);
    });
    const sent = ({ stdout }: Ended): [string, boolean][] =>
      JSON.parse(stdout).envelopes.map(({ resource, sent }: { resource: string; sent: boolean }) => [
        resource,
        sent,
      ]);

    it("tells it from those that are to be sent, on the stack and in saved previews", async () => {
      at.stack.declare({ good: nda, unsigned });
      const expected = [
        ["good", true],
        ["unsigned", false],
      ];
      assert.deepEqual(sent(await check("--format", "json")), expected);
      at.stack.write("digest.json", (await at.stack.preview("--json", "--show-sames")).output);
      assert.deepEqual(sent(await check("--event-log", "digest.json", "--format", "json")), expected);
      at.stack.env.PULUMI_ENABLE_STREAMING_JSON_PREVIEW = "true";
      at.stack.write("events.jsonl", (await at.stack.preview("--json", "--show-sames")).output);
      delete at.stack.env.PULUMI_ENABLE_STREAMING_JSON_PREVIEW;
      assert.deepEqual(sent(await check("--event-log", "events.jsonl", "--format", "json")), expected);
    });

    it("lists a change that would be refused", async () => {
      at.stack.declare({ good: { ...nda, name: "Another NDA" } });
      const { code, stdout } = await check("--format", "json");
      assert.equal(code, 1);
      assert.match(findings(JSON.parse(stdout)).join(), /^good valid .*name/s);
    });

    it("takes one that supersedes it as about to be sent", async () => {
      at.stack.declare({ good: { ...nda, name: "Another NDA", supersedes: at.id("good") } });
      const ended = await check("--format", "json");
      assert.deepEqual([ended.code, sent(ended)], [0, [["good", false]]]);
    });
  });

  it("exits with 2 and Pulumi's words when the preview fails", async () => {
    at.stack.write("declared.json", "{ broken");
    const { code, stdout, stderr } = await check("--format", "json=out/none.json");
    assert.deepEqual([code, stdout, existsSync(join(at.stack.folder, "out/none.json"))], [2, "", false]);
    assert.match(stderr, /^yotisign: The preview failed, so there is nothing to judge\. Pulumi says:\n/);
    assert.match(stderr, /declared\.json/);
  });

  it("exits with 2 when the policy cannot be used", async () => {
    at.stack.declare({ good: nda });
    at.stack.write("yotisign.policy.yaml", "rules:\n  no-such-rule: mandatory\n");
    const { code, stdout, stderr } = await check();
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /^yotisign: The policy .*yotisign\.policy\.yaml cannot be used:\n.*no-such-rule/);
  });
});
