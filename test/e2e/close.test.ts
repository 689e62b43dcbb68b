import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import reportSchema from "../../schema/erase-report.json" with { type: "json" };
import { parseReceipt } from "../../schema/receipt.ts";
import { ensureEngine } from "../../tools/engine/ensure-engine.mjs";
import { type Fixture, fixture, nda } from "./fixtures.ts";

const main = new URL("../../dist/cli/main.js", import.meta.url).pathname;

/** Declares envelopes, and one resource that fetches the signed documents of the first. */
const program = `const { Envelope, SignedDocuments } = require("pulumi-yotisign");
for (const [name, args] of Object.entries(require("./declared.json"))) {
  const envelope = new Envelope(name, args);
  if (name === "nda") new SignedDocuments("signed", { envelope });
}
`;

describe("yotisign close, on the real CLI", function () {
  this.timeout(180_000);
  let at: Fixture;
  let id: string;
  let env: NodeJS.ProcessEnv;
  const other = { ...nda, name: "Other NDA" };
  const yotisign = (...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [main, ...args],
        { cwd: at.stack.folder, env },
        (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
      );
      child.stdin?.end();
    });
  const receipt = (): string => join(at.stack.folder, "receipts", `nda-${id}.json`);
  const effects = (): object => {
    const {
      create,
      archive,
      delete: deleted,
      editRecipient,
    } = at.emulator.control.calls() as Record<string, number>;
    return { create, archive, deleted, editRecipient };
  };
  let asked: object;

  before(async () => {
    at = await fixture();
    const { command } = await ensureEngine();
    at.stack.write("index.js", program);
    await at.stack.pulumi("config", "set", "yotisign:trustedRoots", "emulator", "--stack", "test");
    at.stack.declare({ nda, other });
    await at.stack.up("--skip-preview");
    id = at.id("nda");
    at.emulator.control.signAll(id);
    const { code, output } = await at.stack.up("--refresh", "--skip-preview");
    assert.equal(code, 0, output);
    env = { ...process.env, ...at.stack.env, YOTISIGN_PULUMI: command, NO_COLOR: "1" };
    at.mails();
    asked = effects();
  });
  after(() => at.dispose());

  it("closes nothing where the pack is not what it should be, and says why", async () => {
    const pack = join(at.stack.folder, "signed", id, `${id}.zip`);
    const content = readFileSync(pack);
    const changed = Buffer.from(content);
    changed.writeUInt8(changed.readUInt8(2000) ^ 1, 2000);
    chmodSync(pack, 0o600);
    writeFileSync(pack, changed);
    const { code, stdout, stderr } = await yotisign("close", "nda", "--yes", "--json");
    assert.equal(code, 2, stdout + stderr);
    const [result] = JSON.parse(stdout).results;
    assert.equal(result.outcome, "refused");
    assert.notEqual(result.problems.length, 0);
    assert.deepEqual(
      [Object.keys(at.stack.envelopes()).sort(), existsSync(receipt())],
      [["nda", "other"], false],
    );
    writeFileSync(pack, content);
  });

  it("shows first what it would do, and does nothing in a dry run", async () => {
    const { code, stdout, stderr } = await yotisign("close", "--all-complete", "--dry-run");
    assert.equal(code, 0, stderr);
    assert.match(
      stdout,
      /Close 1 envelope of stack test\n.*nda, COMPLETE\n.*with it +signed\n.*other: it is not signed/s,
    );
    assert.deepEqual(Object.keys(at.stack.envelopes()).sort(), ["nda", "other"]);
  });

  it("does nothing to one that another resource or a protection keeps", async () => {
    await at.stack.pulumi("state", "protect", at.state("nda").urn, "--yes", "--stack", "test");
    const { code, stdout } = await yotisign("close", "nda", "--yes");
    assert.equal(code, 1, stdout);
    assert.match(stdout, /nda is protected; allow it with:/);
    await at.stack.pulumi("state", "unprotect", at.state("nda").urn, "--yes", "--stack", "test");
  });

  it("reports before it where a person is: state and its copies, journal, pack, service, program", async () => {
    const { code, stdout, stderr } = await yotisign("erase", "PAT@example.com", "--json");
    assert.equal(code, 1, stdout + stderr);
    assert.doesNotMatch(stdout, /pat@example|Pat Example/i);
    const report = JSON.parse(stdout);
    assert.ok(new Ajv({ allowUnionTypes: true }).validate(reportSchema, report));
    const { person, places, failures } = report;
    assert.deepEqual([person, failures], ["p…@example.com", []]);
    const kinds = Map.groupBy(places as { kind: string; where: string }[], ({ kind }) => kind);
    assert.deepEqual([...kinds.keys()].sort(), [
      "journal",
      "pack",
      "service",
      "source",
      "state",
      "state-copy",
    ]);
    const where = places.map((place: { where: string }) => place.where);
    for (const one of [
      "nda: inputs.recipients[0].email",
      "nda: inputs.recipients[0].name",
      "nda: outputs.record",
      "declared.json:1",
      `${at.emulator.url}/v2/envelopes/${id}`,
      `signed/${id}/${id}.zip: cover-sheet.pdf page 1`,
    ])
      assert.ok(where.includes(one), `${one} in\n${where.join("\n")}`);
    const nobody = await yotisign("erase", "nobody@example.com");
    assert.equal(nobody.code, 0, nobody.stdout + nobody.stderr);
    assert.match(nobody.stdout, /^Nothing of n…@example\.com was found\./);
  });

  it("writes the receipt and drops the envelope with its signed documents; asks the service for nothing else", async () => {
    const { code, stdout, stderr } = await yotisign("close", "--all-complete", "--yes");
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /closed +nda/);
    assert.doesNotMatch(stdout + readFileSync(receipt(), "utf8"), /Pat Example|pat@example/);
    const kept = parseReceipt(readFileSync(receipt(), "utf8"));
    assert.ok(kept);
    assert.deepEqual(
      [kept.envelopeId, kept.signers?.map(({ email }) => email), kept.verified.roots],
      [id, ["p…@example.com", "c…@example.com"], "given"],
    );
    assert.equal(statSync(receipt()).mode & 0o777, 0o600);
    assert.deepEqual([Object.keys(at.stack.envelopes()), at.mails(), effects()], [["other"], [], asked]);
  });

  it("is sent no second time while it is still declared, also without the journal", async () => {
    rmSync(join(at.stack.folder, "backend", ".pulumi", "yotisign"), { recursive: true });
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    assert.match(output, /was closed .*not sent again/);
    assert.deepEqual([at.id("nda"), at.mails(), effects()], [id, [], asked]);
  });

  it("goes on where it was interrupted, with the receipt that is there", async () => {
    const written = readFileSync(receipt(), "utf8");
    const { code, stdout, stderr } = await yotisign("close", id, "--yes");
    assert.equal(code, 0, stdout + stderr);
    assert.deepEqual(
      [
        Object.keys(at.stack.envelopes()),
        readFileSync(receipt(), "utf8"),
        readdirSync(join(at.stack.folder, "receipts")),
      ],
      [["other"], written, [`nda-${id}.json`]],
    );
  });

  it("leaves nothing to do once it is no longer declared", async () => {
    at.stack.declare({ other });
    const { code, output } = await at.stack.up("--expect-no-changes");
    assert.equal(code, 0, output);
    assert.deepEqual([at.mails(), effects()], [[], asked]);
  });
});
