import assert from "node:assert/strict";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkCommand } from "../../../cli/check.ts";
import { toStored } from "../../../schema/stored-state.ts";
import { unknownValue } from "../../../schema/unknown.ts";
import { ConfigError } from "../../../sdk/client/index.ts";
import { CollectedOutput, PulumiStandIn } from "./stand-in.ts";

const type = "pulumi-nodejs:dynamic/yotisign:Envelope";
const urn = (name: string) => `urn:pulumi:dev::signing::${type}::${name}`;
const id = "11111111-1111-4111-8111-111111111111";

const signature = { type: "signature", pageNumber: 1, x: 0.1, y: 0.8 };
const text = { type: "text_field", pageNumber: 1, x: 0.1, y: 0.8, width: 0.2 };
const declaration = (...tags: unknown[]) => ({
  name: "Mutual NDA",
  message: "Please sign.",
  documents: [],
  recipients: [{ role: "Partner", name: "Pat Example", email: "pat@example.com", tags }],
});
const entry = (name: string, declared: object, issues: string[] = []) => ({
  identity: urn(name),
  inputs: { identity: urn(name), ...declared },
  issues,
});
const step = (name: string, op = "create") => ({ op, urn: urn(name), newState: { type } });
const sent = (name: string) => ({
  identity: urn(name),
  sent: { envelopeId: id, status: "ACTIVE", recipients: [], at: "2030-05-01T10:00:00Z", signatures: 0 },
});

const policy = "extends: none\nrules:\n  signer-has-signature-tag: mandatory\n";
const waived = `${policy}waivers:
  - rule: signer-has-signature-tag
    resource: nda
    reason: signed on paper
    owner: legal
    expires: "2030-06-01"
`;

interface Report {
  ok: boolean;
  counts: Record<string, number>;
  policy: { file: string | null; preset: string };
  envelopes: { resource: string; sent: boolean }[];
  judgements: {
    rule: string;
    resource: string;
    verdict: string;
    findings: { path: string; message: string; line: number | null }[];
  }[];
}

describe("yotisign check", function () {
  this.timeout(60_000);
  const pulumi = new PulumiStandIn();
  const project = join(pulumi.folder, "project");
  const policyFile = join(project, "yotisign.policy.yaml");
  const inProject = (name: string, content: string): string => {
    writeFileSync(join(project, name), content);
    return join(project, name);
  };
  before(() => {
    mkdirSync(project);
    inProject("Pulumi.yaml", "name: signing\nruntime: nodejs\n");
  });
  beforeEach(() => writeFileSync(policyFile, policy));
  after(() => pulumi.dispose());

  async function run(args: string[], env: NodeJS.ProcessEnv = {}): Promise<CollectedOutput> {
    const output = new CollectedOutput();
    const surroundings = {
      env: { YOTISIGN_PULUMI: pulumi.command, ...env },
      output,
      now: () => Date.parse("2030-05-10T12:00:00Z"),
    };
    await checkCommand(surroundings).parseAsync(["--cwd", project, ...args], { from: "user" });
    return output;
  }
  async function report(args: string[], env?: NodeJS.ProcessEnv): Promise<Report & { exitCode: number }> {
    const { text, exitCode } = await run(["--format", "json", ...args], env);
    return { ...JSON.parse(text), exitCode };
  }
  const preview = (review: object[], steps: object[], config: object = {}): void =>
    pulumi.answer({ "preview --json": { review, digest: { steps, config } } });
  const findings = ({ judgements }: Report): string[] =>
    judgements.flatMap(({ resource, rule, findings }) =>
      findings.map(({ path, message }) => [resource, rule, path, message].filter(Boolean).join(" ")),
    );

  it("previews without a key, into a file that only its owner may read, which is gone then", async () => {
    preview([entry("nda", declaration(signature))], [step("nda")]);
    const keys = { YOTI_SIGN_API_KEY: "the-key", YOTI_SIGN_API_KEY_LEGAL: "another" };
    const { text, exitCode } = await run([], { ...keys, YOTI_SIGN_BASE_URL: "http://127.0.0.1:1" });
    assert.equal(exitCode, 0);
    assert.match(text, /^ok {4}no findings in 1 envelope$/m);
    const { file, ...seen } = pulumi.reviewed();
    assert.deepEqual(seen, {
      variables: ["YOTI_SIGN_BASE_URL", "YOTI_SIGN_REVIEW_FILE"],
      mode: "600",
      folderMode: "700",
    });
    assert.ok(!existsSync(join(file, "..")));
  });

  it("lists what check and diff refuse beside what the policy does", async () => {
    preview(
      [
        entry("nda", declaration(text), ["recipients[0].email is required"]),
        entry("lease", declaration(signature)),
        sent("lease"),
        { identity: urn("lease"), refused: "the content changed, and it was sent" },
      ],
      [step("nda"), step("lease", "update")],
    );
    const { exitCode, ...found } = await report([]);
    assert.deepEqual(findings(found), [
      "lease valid the content changed, and it was sent",
      "nda valid recipients[0].email is required",
      "nda signer-has-signature-tag recipients[0].tags has no signature tag",
    ]);
    assert.equal(exitCode, 1);
  });

  it("takes what is replaced as about to be sent, and what stays as sent", async () => {
    const both = ["nda", "lease"].flatMap((name) => [entry(name, declaration(signature)), sent(name)]);
    preview(both, [step("nda", "replace"), step("lease", "same")]);
    const { envelopes } = await report([]);
    assert.deepEqual(
      envelopes.map(({ resource, sent }) => [resource, sent]),
      [
        ["lease", true],
        ["nda", false],
      ],
    );
  });

  it("refuses to judge where the project's release tells of no envelopes", async () => {
    preview([], [step("nda"), { op: "create", urn: "urn:pulumi:dev::signing::x:y:Z::z" }]);
    await assert.rejects(run([]), (error: Error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /^The preview did not tell of nda\. Is the pulumi-yotisign of the project/);
      return true;
    });
  });

  it("says in Pulumi's words why the preview failed", async () => {
    pulumi.answer({});
    await assert.rejects(run(["--stack", "dev"]), {
      name: "ConfigError",
      message:
        "The preview failed, so there is nothing to judge. Pulumi says:\nthe stand-in has no answer to preview --json",
    });
    assert.deepEqual(pulumi.asked(), ["preview --json"]);
  });

  it("goes by the policy that the stack's config names, unless another is named", async () => {
    inProject("other.yaml", "extends: none\n");
    preview([entry("nda", declaration(text))], [step("nda")], { "yotisign:policy": "other.yaml" });
    assert.deepEqual(findings(await report([])), []);
    assert.equal(findings(await report(["--policy", policyFile])).length, 1);
  });

  it("goes by the preset where there is no policy, and says so", async () => {
    rmSync(policyFile);
    preview([entry("nda", declaration(text))], [step("nda")]);
    const { text: shown } = await run([]);
    assert.match(shown, /^Judged by the preset recommended, since there is no policy file /);
  });

  it("shows a waived finding with its end, and does not fail for it", async () => {
    writeFileSync(policyFile, waived);
    preview([entry("nda", declaration(text))], [step("nda")]);
    const { text: shown, exitCode } = await run([]);
    assert.equal(exitCode, 0);
    assert.match(shown, /^ {2}waived {5}recipients\[0\]\.tags has no signature tag$/m);
    assert.match(shown, /^ +waived until 2030-06-01, by legal: signed on paper$/m);
    assert.match(shown, /^ok {4}no findings, 1 waived in 1 envelope$/m);
  });

  it("takes what a program does not know yet, and secrets of a log, for unknown", async () => {
    const secret = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      ciphertext: "[secret]",
    };
    const nda = { ...declaration(signature), __provider: "text", recipients: secret };
    const event = (name: string, inputs: object) => ({
      resourcePreEvent: { metadata: { op: "create", urn: urn(name), new: { type, inputs } } },
    });
    const lines = [event("nda", nda), event("lease", { ...declaration(), recipients: unknownValue })];
    const log = inProject(
      "events.jsonl",
      `Previewing\n${lines.map((one) => JSON.stringify(one)).join("\n")}\n`,
    );
    const lax = await report(["--event-log", log]);
    assert.deepEqual([lax.counts.undetermined, lax.exitCode], [2, 0]);
    assert.equal((await report(["--event-log", log, "--fail-on-undetermined"])).exitCode, 1);
  });

  it("knows from a log what was sent", async () => {
    const state = {
      envelopeId: id,
      status: "ACTIVE",
      recipients: [],
      documents: [],
      signedDocumentsUrl: null,
      completedAt: null,
      archivedAt: null,
      identity: urn("nda"),
      host: "http://127.0.0.1:1",
      account: "a",
      sent: { at: "2030-05-01T10:00:00Z", fingerprint: "f", digests: { fields: {}, recipients: {} } },
    };
    const known = { type, inputs: declaration(signature), outputs: toStored(state as never) };
    const log = (op: string) =>
      inProject(
        "digest.json",
        JSON.stringify({ steps: [{ op, urn: urn("nda"), oldState: known, newState: known }] }),
      );
    assert.equal((await report(["--event-log", log("same")])).envelopes[0]?.sent, true);
    assert.equal((await report(["--event-log", log("create-replacement")])).envelopes[0]?.sent, false);
  });

  it("refuses a log that is none, or of a preview that failed elsewhere", async () => {
    await assert.rejects(
      run(["--event-log", inProject("none.txt", "hello\n")]),
      /has no events of Pulumi's engine/,
    );
    const failed = { diagnosticEvent: { severity: "error", message: "<{%fg 1%}>error: kaput<{%reset%}>\n" } };
    await assert.rejects(
      run(["--event-log", inProject("failed.jsonl", JSON.stringify(failed))]),
      /is of a preview that failed, so envelopes may be missing in it\. Pulumi says:\nkaput$/,
    );
  });

  describe("of template files", () => {
    const template = `name: Lease of \${flat}
emails: { invitation: { body: { message: Please sign. } } }
recipients:
  - type: SIGNER
    role: Tenant
    name: Tess Example
    email: \${email}
    tags:
      - { type: signature, file_name: lease.pdf, page_number: "\${page}", x: 0.1, y: 0.8 }
`;

    it("fills variables in, and takes the others for unknown", async () => {
      const file = inProject("lease.yaml", template);
      const found = await report([file, "--policy", policyFile, "--var", "page:=1"]);
      assert.deepEqual([findings(found), found.exitCode], [[], 0]);
      const wrong = await report([file, "--policy", policyFile, "--var", "page=1"]);
      assert.match(findings(wrong).join(), /^lease valid recipients\[0\]\.tags\[0\]\.page_number must be/);
    });

    it("says on which line a file cannot be read", async () => {
      const { judgements, exitCode } = await report([inProject("bad.yaml", "name: x\na: b: c\n")]);
      assert.deepEqual(
        judgements.flatMap(({ rule, findings }) => findings.map(({ line }) => [rule, line])),
        [["valid", 2]],
      );
      assert.equal(exitCode, 1);
    });

    it("refuses variables that no file has, and files that are not there", async () => {
      const file = inProject("lease.yaml", template);
      await assert.rejects(run([file, "--var", "pages:=1"]), /No file has the variable pages/);
      await assert.rejects(run([join(project, "none.yaml")]), /cannot be read \(there is no such file\)/);
    });
  });

  const wrongUsage: [string, string[], RegExp][] = [
    ["files and a log", ["a.yaml", "--event-log", "b"], /one of them is judged/],
    ["a stack and a log", ["--stack", "dev", "--event-log", "b"], /a log is of one stack/],
    ["documents without files", ["--document", "a.pdf"], /are about template files/],
    ["two reports on standard output", ["--format", "json", "--format", "sarif"], /Only one report/],
  ];
  for (const [what, args, said] of wrongUsage)
    it(`refuses ${what}`, async () => {
      await assert.rejects(
        run(args),
        (error: Error) => error instanceof ConfigError && said.test(error.message),
      );
    });
});
