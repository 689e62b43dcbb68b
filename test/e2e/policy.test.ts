import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "./packed-package.ts";

const rule = `import { defineRule } from "pulumi-yotisign/policy";

export const nameIsShort = defineRule({
  name: "name-is-short",
  title: "The envelope's name is short.",
  description: "It is the subject of the e-mails.",
  severity: "low",
  defaultLevel: "mandatory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: { max: { description: "Letters.", type: "integer", default: 40 } },
  },
  fix: "Shorten it.",
  check: ({ envelope }, _context, { max }: { max: number }) =>
    envelope.name.length <= max ? [] : [{ path: ["name"], message: \`has \${envelope.name.length} letters\` }],
});
`;

const test = `import { testRule } from "pulumi-yotisign/policy";
import { nameIsShort } from "./name-is-short.ts";

testRule(nameIsShort, {
  valid: [{ envelope: { name: "NDA" } }],
  invalid: [{ envelope: { name: "Service agreement" }, options: { max: 10 }, findings: ["name has 17 letters"] }],
});
`;

const policy = `# yaml-language-server: $schema=node_modules/pulumi-yotisign/dist/policy/policy-file.json
extends: none
ownRules: ["./policy/*.ts"]
rules:
  name-is-short: { max: 10 }
assertions:
  one-document:
    title: An envelope has one document.
    severity: medium
    assert: { properties: { documents: { maxItems: 1 } } }
    message: "has {documents} documents"
waivers:
  - rule: name-is-short
    resource: contract
    reason: Signed under this name for years
    owner: legal
    expires: 2026-06-30
  - { rule: one-document, resource: nda, reason: Annex, owner: legal, expires: 2026-01-31 }
`;

const judging = `import { judge, loadPolicy, subjectOf } from "pulumi-yotisign/policy";

const { rules, config } = await loadPolicy("yotisign.policy.yaml");
const recipients = [{ name: "Cleo Example", email: "cleo@example.com" }];
const subject = (resource, name, files) =>
  subjectOf(resource, { name, documents: files.map((path) => ({ path })), recipients }, files.map((name) => ({ name })));
const { judgements, waivers } = judge(
  [subject("contract", "Service agreement", ["a.pdf"]), subject("nda", "Mutual NDA of May", ["a.pdf", "b.pdf"])],
  { rules, config },
  { context: { now: new Date("2026-03-02T10:00:00Z") } },
);
console.log(JSON.stringify({
  verdicts: judgements.map(({ rule, resource, verdict, findings }) =>
    [rule, resource, verdict, ...findings.map(({ message }) => message)].join(" ")),
  uses: waivers.map(({ uses, expired }) => ({ uses, expired })),
}));
`;

describe("a policy of one's own, with the built package", function () {
  this.timeout(120_000);
  let folder: string;

  before(() => {
    execFileSync(process.execPath, ["tools/build.mjs", "--if-needed"], { cwd: root });
    folder = mkdtempSync(join(tmpdir(), "yotisign-own-policy-"));
    const files = {
      "package.json": JSON.stringify({ type: "module" }),
      "yotisign.policy.yaml": policy,
      "policy/name-is-short.ts": rule,
      "policy/name-is-short.test.ts": test,
      "judging.mjs": judging,
    };
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(root, join(folder, "node_modules", "pulumi-yotisign"), "junction");
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: string[]): { code: number | null; stdout: string; stderr: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    return { code: status, stdout, stderr };
  };
  const yotisign = (...args: string[]): ReturnType<typeof run> =>
    run("node_modules/pulumi-yotisign/dist/cli/main.js", "policy", ...args);

  it("judges by a rule in TypeScript and by an assertion, and counts its waivers", () => {
    const { code, stdout, stderr } = run("judging.mjs");
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), {
      verdicts: [
        "name-is-short contract waived has 17 letters",
        "one-document contract pass",
        "name-is-short nda fail has 17 letters",
        "one-document nda fail has 2 documents",
        "waiver-in-date  fail the waiver of one-document for nda, owned by legal, expired on 2026-01-31",
        "waiver-in-use  pass",
      ],
      uses: [
        { uses: 1, expired: false },
        { uses: 0, expired: true },
      ],
    });
  });

  it("is listed with what is its own", () => {
    const { code, stdout, stderr } = yotisign("list", "--json");
    assert.equal(code, 0, stderr);
    const { rules, waivers } = JSON.parse(stdout);
    const own = rules.filter(({ source }: { source: string }) => source !== "package");
    assert.deepEqual(
      own.map(({ name, level, source }: Record<string, string>) => [name, level, source]),
      [
        ["name-is-short", "mandatory", "own"],
        ["one-document", "mandatory", "assertion"],
      ],
    );
    assert.equal(waivers.length, 2);
  });

  it("has its rules tested", () => {
    const { code, stdout, stderr } = yotisign("test");
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^ℹ pass 8$/m);
  });

  it("fails the command when a test fails", () => {
    const wrong = test.replace("has 17 letters", "has 18 letters");
    writeFileSync(
      join(folder, "wrong.test.ts"),
      wrong.replace("./name-is-short.ts", "./policy/name-is-short.ts"),
    );
    const { code, stdout } = yotisign("test", "wrong.test.ts");
    assert.deepEqual([code, /^ℹ fail (\d+)$/m.exec(stdout)?.[1]], [1, "4"]);
  });

  it("cannot be used with a mistake in it, and says where", () => {
    writeFileSync(join(folder, "wrong.policy.yaml"), policy.replace("max: 10", "maxi: 10"));
    const { code, stderr } = yotisign("list", "--policy", "wrong.policy.yaml");
    assert.equal(code, 2);
    assert.match(
      stderr,
      /wrong\.policy\.yaml:5: rules\.name-is-short\.maxi is no option of this rule; there are: max/,
    );
  });
});
