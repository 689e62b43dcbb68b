import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { idvCommand } from "../../../cli/idv.ts";
import { ConfigError } from "../../../sdk/client/index.ts";
import { rejection } from "../sdk/client/test-service.ts";
import { EffectWorld } from "./effect/effect-world.ts";

const mediaId = "7f0c5c0e-2b1f-4c52-9f0a-0d1f8d1b5a11";
const done = { state: "COMPLETED", session_id: "s-1", checks: [], resources: { id_documents: [] } };

describe("yotisign idv", function () {
  this.timeout(60_000);
  let at: EffectWorld;
  let id: string;
  let ada: string;
  let outside: NodeJS.ProcessEnv;

  beforeEach(async () => {
    at = await EffectWorld.start();
    const [pat] = at.world.nda().recipients;
    assert(pat);
    const verification = { idv: { sessionConfigName: "Real Estate", sessionLimit: 10 } };
    const verified = { ...pat, authType: "idv" as const, verification };
    id = await at.send("lease", { recipients: [verified, ...at.world.nda().recipients.slice(1)] });
    ada = at.recipientId(id, "pat@example.com");
    outside = { ...at.world.env, YOTISIGN_PULUMI: "/nowhere/pulumi" };
  });
  afterEach(() => at.stop());

  const idv = (args: string[], given = {}) => at.run(idvCommand, args, given);
  const file = (name: string): string => join(at.world.folder, name);
  const setSession = (result: { state: string }) =>
    at.world.emulator.control.setIdvSession({
      envelopeId: id,
      recipientId: ada,
      result,
      media: { [mediaId]: { contentType: "image/jpeg", base64: Buffer.from("a face").toString("base64") } },
    });
  const limit = () => at.world.emulator.control.idvSessionLimit({ envelopeId: id, recipientId: ada });

  describe("result", () => {
    it("prints the result, by envelope and recipient or by the recipient's id alone", async () => {
      setSession(done);
      const byName = await idv(["result", "lease", "Partner"]);
      const byEnvelope = await idv(["result", id, "pat@example.com"], { env: outside });
      const byId = await idv(["result", "--recipient-id", ada], { env: outside });
      for (const { text, exitCode, mails } of [byName, byEnvelope, byId])
        assert.deepEqual([JSON.parse(text), exitCode, mails], [done, 0, []]);
    });

    it("writes it to a file that only its owner can read, and prints nothing of it", async () => {
      setSession(done);
      const out = file("result.json");
      const { text, exitCode } = await idv(["result", "lease", "Partner", "--out", out]);
      assert.deepEqual(
        [text, exitCode, JSON.parse(readFileSync(out, "utf8"))],
        [`Saved ${out}: the session is COMPLETED.\n`, 0, done],
      );
      if (process.platform !== "win32") assert.equal(statSync(out).mode & 0o777, 0o600);
    });

    it("exits with 1 as long as it is ONGOING", async () => {
      setSession({ state: "ONGOING" });
      const { text, exitCode } = await idv(["result", "lease", "Partner"]);
      assert.deepEqual([JSON.parse(text), exitCode], [{ state: "ONGOING" }, 1]);
    });

    it("says so where there is no verification", async () => {
      const error = await rejection(idv(["result", "lease", "Company"]));
      assert(error instanceof ConfigError);
      assert.match(error.message, /^The service has no identity verification of this recipient \(404\)/);
    });
  });

  describe("media", () => {
    it("saves a medium", async () => {
      setSession(done);
      const out = file("face.jpg");
      const { text, exitCode } = await idv(["media", "lease", "Partner", mediaId, "--out", out]);
      assert.match(text, /^Saved .*face\.jpg: image\/jpeg, 6 bytes, SHA-256 [\da-f]{64}\n$/);
      assert.deepEqual([exitCode, readFileSync(out, "utf8")], [0, "a face"]);
    });

    it("saves one by the recipient's id alone, and prints JSON", async () => {
      setSession(done);
      const out = file("face.jpg");
      const args = ["media", "--recipient-id", ada, mediaId, "--out", out, "--json"];
      const { text } = await idv(args, { env: outside });
      const { sha256, ...saved } = JSON.parse(text);
      assert.deepEqual(saved, { file: out, contentType: "image/jpeg", bytes: 6 });
      assert.match(sha256, /^[\da-f]{64}$/);
    });
  });

  describe("pdf", () => {
    it("saves the report", async () => {
      setSession(done);
      const out = file("report.zip");
      const { text, exitCode } = await idv(["pdf", "lease", "Partner", "--out", out]);
      assert.match(text, /^Saved .*report\.zip: \d+ bytes, SHA-256 [\da-f]{64}\n$/);
      assert.deepEqual([exitCode, Object.keys(unzipSync(readFileSync(out)))], [0, ["report.pdf"]]);
    });

    it("saves nothing while the verification is ONGOING, and exits with 1", async () => {
      setSession({ state: "ONGOING" });
      const out = file("report.zip");
      const { text, exitCode } = await idv(["pdf", "lease", "Partner", "--out", out]);
      assert.deepEqual(
        [text, exitCode, existsSync(out)],
        ["Nothing was saved: the verification is ONGOING, so there is no report yet.\n", 1, false],
      );
    });
  });

  for (const [name, rest] of [
    ["result", []],
    ["media", [mediaId]],
    ["pdf", []],
  ] as const)
    it(`${name} leaves an existing file alone, unless it is told to replace it`, async () => {
      setSession(done);
      const out = at.world.write("kept", "old");
      const args = [name, "lease", "Partner", ...rest, "--out", out];
      const error = await rejection(idv(args));
      assert(error instanceof ConfigError);
      assert.match(error.message, /kept exists\. .* --force/);
      assert.equal(readFileSync(out, "utf8"), "old");
      await idv([...args, "--force"]);
      assert.notEqual(readFileSync(out, "utf8"), "old");
    });

  describe("reset-limit", () => {
    it("says what it allows to whom, asks, and doubles the limit", async () => {
      assert.deepEqual(await idv(["reset-limit", "lease", "Partner"], { answer: true }), {
        text: `Double the limit of identity verifications

  envelope  lease, ACTIVE
  id        ${id}
  service   ${at.world.emulator.url}
  to        Partner (p…@example.com), invited just now, link expires in 2 days

This recipient may then begin twice as many verification sessions as now, 50 at
most. Each may cost money, and the limit cannot be lowered again. Nothing says
that anybody is e-mailed.

  doubled   Partner (p…@example.com)
`,
        exitCode: 0,
        asked: ["Double it?"],
        mails: [],
      });
      assert.equal(limit(), 20);
    });

    it("doubles nothing when the answer is no, without a terminal, or in a dry run", async () => {
      assert.equal((await idv(["reset-limit", "lease", "Partner"], { answer: false })).exitCode, 1);
      assert((await rejection(idv(["reset-limit", "lease", "Partner"]))) instanceof ConfigError);
      assert.equal(
        (await idv(["reset-limit", "--recipient-id", ada, "--dry-run"], { env: outside })).exitCode,
        0,
      );
      assert.equal(limit(), 10);
    });

    it("needs no more than the recipient's id, and says when 50 is reached", async () => {
      const reset = async () => {
        const args = ["reset-limit", "--recipient-id", ada, "--yes", "--json"];
        const { text, exitCode } = await idv(args, { env: outside });
        const { envelopeId, results } = JSON.parse(text);
        return [envelopeId, results[0].recipientId, results[0].outcome, limit(), exitCode];
      };
      assert.deepEqual(await reset(), [null, ada, "done", 20, 0]);
      assert.deepEqual(await reset(), [null, ada, "done", 40, 0]);
      assert.deepEqual(await reset(), [null, ada, "done", 50, 0]);
      assert.deepEqual(await reset(), [null, ada, "refused", 50, 2]);
    });

    it("does not repeat what may have been done", async () => {
      at.world.emulator.control.addFault({
        operation: "resetIdvSessionLimit",
        action: { kind: "reset-after" },
      });
      const { text, exitCode } = await idv(["reset-limit", "lease", "Partner", "--yes", "--json"]);
      const [{ outcome, message }] = JSON.parse(text).results;
      assert.match(message, /^Nobody knows whether the limit was doubled: GET /);
      assert.deepEqual([outcome, exitCode, limit()], ["unknown", 2, 20]);
    });
  });

  for (const [what, args] of [
    ["too few words", ["result", "lease"]],
    ["too many words beside --recipient-id", ["result", "lease", "Partner", "--recipient-id", mediaId]],
    ["a recipient's id that is none", ["result", "--recipient-id", "Partner"]],
  ] as const)
    it(`refuses ${what}`, async () => {
      assert((await rejection(idv([...args]))) instanceof ConfigError);
    });
});
