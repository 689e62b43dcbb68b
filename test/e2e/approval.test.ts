import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { approvalOf, parseApproval } from "../../schema/approval.ts";
import { resourceIn } from "../../schema/urn.ts";
import { ensureEngine } from "../../tools/engine/ensure-engine.mjs";
import { type Fixture, fixture, nda, pdf } from "./fixtures.ts";

const main = new URL("../../dist/cli/main.js", import.meta.url).pathname;
const lease = { ...nda, name: "Lease", documents: ["lease.pdf"] };
const [partner, ...others] = nda.recipients;

describe("a change that was reviewed and merged, on the real CLI and Git", function () {
  this.timeout(180_000);
  let at: Fixture;
  /** Outside of the checkout, as where a pipeline puts an artefact. */
  let artefacts: string;
  let approvalFile: string;
  before(async () => {
    at = await fixture();
    artefacts = mkdtempSync(join(tmpdir(), "yotisign-artefacts-"));
    approvalFile = join(artefacts, "review.json");
    at.stack.write(".gitignore", "backend/\nhome/\nsigned/\n");
    at.stack.write("yotisign.policy.yaml", "extends: none\n");
    at.stack.write("lease.pdf", await pdf(1, "Lease"));
    at.stack.write("Pulumi.test.yaml", "config:\n  yotisign:requireApproval: true\n");
    at.stack.declare({});
    git("init", "--initial-branch", "main");
    commit("An empty program");
  });
  after(async () => {
    rmSync(artefacts, { recursive: true, force: true });
    await at.dispose();
  });

  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=Example", "-c", "user.email=git@example.com", ...args], {
      cwd: at.stack.folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  function commit(message: string): void {
    git("add", "--all");
    git("commit", "--message", message);
  }

  /** Proposes a program on a branch, reviews it without a key, merges it, and returns what its up may do. */
  async function propose(envelopes: Record<string, object>): Promise<void> {
    git("switch", "--create", "proposal");
    at.stack.declare(envelopes as never);
    commit("A proposal");
    await review();
    git("switch", "main");
    git("merge", "--no-ff", "--message", "Approved", "proposal");
    git("branch", "--delete", "proposal");
    at.stack.env.YOTI_SIGN_APPROVED = approvalFile;
  }

  /** The review of what is checked out, in which nobody has a key. */
  async function review(): Promise<void> {
    const { command } = await ensureEngine();
    const env = { ...process.env, YOTISIGN_PULUMI: command, ...at.stack.env, YOTI_SIGN_API_KEY: "" };
    const args = [main, "review", "--stack", "test", "--out", approvalFile];
    await promisify(execFile)(process.execPath, args, { cwd: at.stack.folder, env });
  }

  /** Runs `pulumi up`, which has to fail for this reason, without an e-mail of any kind. */
  async function refused(says: RegExp, ...args: string[]): Promise<void> {
    at.emulator.control.clearCalls();
    const { code, output } = await at.stack.up(...args);
    assert.notEqual(code, 0, output);
    assert.match(output, says);
    const { create, archive, delete: deleted, editRecipient } = at.emulator.control.calls();
    assert.deepEqual([at.mails(), create, archive, deleted, editRecipient], [[], 0, 0, 0, 0]);
  }

  it("does nothing before it is reviewed, and shows its plan to whoever asks", async () => {
    at.stack.declare({ nda, lease });
    const { code, output } = await at.stack.preview();
    assert.equal(code, 0, output);
    assert.match(output, /warning: This stack needs an approval/);
    await refused(/This stack needs an approval of what it does.*none was given/, "--skip-preview");
    git("checkout", "--", ".");
  });

  it("is refused in its preview already where a document was swapped since", async () => {
    await propose({ nda, lease });
    const { effects, commit } = parseApproval(readFileSync(approvalFile, "utf8"));
    assert.deepEqual(
      [effects.map(({ kind, identity }) => `${kind} ${resourceIn(identity)}`), commit],
      [["create lease", "create nda"], git("rev-parse", "HEAD^2").trim()],
    );
    at.stack.write("nda.pdf", await pdf(2, "Other terms"));
    await refused(/This is not what was approved on .*: documents\[0\] differs from what was approved/);
    git("checkout", "--", ".");
  });

  const tampered: [what: string, envelopes: Record<string, object>, says: RegExp][] = [
    [
      "a tag was moved",
      {
        nda: {
          ...nda,
          recipients: [
            { ...partner, tags: [{ type: "signature", pageNumber: 2, x: 0.1, y: 0.8 }] },
            ...others,
          ],
        },
      },
      /recipients\["Partner"\]\.tags differs/,
    ],
    [
      "a recipient was added",
      {
        nda: {
          ...nda,
          recipients: [
            ...nda.recipients,
            { key: "extra", type: "CC", name: "Ed Extra", email: "ed@example.com" },
          ],
        },
      },
      /recipients\["extra"\] \(added\) differs/,
    ],
  ];
  for (const [what, envelopes, says] of tampered)
    it(`is refused where ${what}, also without a preview`, async () => {
      at.stack.declare(envelopes as never);
      await refused(says, "--skip-preview");
      git("checkout", "--", ".");
    });

  const edited: [what: string, edit: (text: string) => string, says: RegExp][] = [
    [
      "edited",
      (text) => text.replace(/"expiresAt": "\d{4}/, '"expiresAt": "2099'),
      /it was edited after it was made/,
    ],
    ["expired", (text) => remade(text, { madeAt: Date.now() - 8 * 86_400_000 }), /expired at/],
    [
      "of another stack",
      (text) => remade(text, { stack: "live", effects: [] }),
      /is about the stack live of signing/,
    ],
  ];
  for (const [what, edit, says] of edited)
    it(`is refused with an approval that is ${what}`, async () => {
      const own = readFileSync(approvalFile, "utf8");
      writeFileSync(approvalFile, edit(own));
      await refused(says, "--skip-preview");
      writeFileSync(approvalFile, own);
    });

  it("sends exactly what was reviewed, once", async () => {
    const first = await at.stack.up();
    assert.equal(first.code, 0, first.output);
    assert.deepEqual(at.mails(), ["invitation pat@example.com", "invitation pat@example.com"]);
    const again = await at.stack.up("--skip-preview");
    assert.equal(again.code, 0, again.output);
    assert.deepEqual(at.mails(), []);
  });

  it("is refused where a withdrawal was slipped in, which a destroy is, too", async () => {
    at.stack.declare({ nda });
    await refused(/what was approved sends an envelope, and this withdraws envelope/, "--skip-preview");
    git("checkout", "--", ".");
    const { code, output } = await at.stack.destroy("--skip-preview");
    assert.notEqual(code, 0, output);
    assert.deepEqual([at.mails(), Object.keys(at.stack.envelopes()).toSorted()], [[], ["lease", "nda"]]);
  });

  it("withdraws and replaces what was reviewed, and nothing else", async () => {
    const second = { ...nda, name: "Second NDA", supersedes: at.id("nda") };
    await propose({ nda: second });
    // A relative path starts in the project's folder.
    at.stack.env.YOTI_SIGN_APPROVED = relative(at.stack.folder, approvalFile);
    at.stack.declare({ nda: { ...second, name: "Third NDA" } });
    await refused(/: name differs from what was approved/, "--skip-preview");
    git("checkout", "--", ".");
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(
      at.emulator.control
        .envelopes()
        .map(({ status, options }) => `${options.name} ${status}`)
        .toSorted(),
      ["Lease ARCHIVED", "Mutual NDA ARCHIVED", "Second NDA ACTIVE"],
    );
  });
});

/** An approval that was made otherwise. */
function remade(text: string, change: Partial<Parameters<typeof approvalOf>[0]>): string {
  const { project, stack, environment, effects } = JSON.parse(text);
  return JSON.stringify(approvalOf({ project, stack, environment, effects, madeAt: Date.now(), ...change }));
}
