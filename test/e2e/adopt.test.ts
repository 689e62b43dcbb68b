import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Fixture, fixture, pdf } from "./fixtures.ts";
import { useTypeScript } from "./typescript-program.ts";

const main = new URL("../../dist/cli/main.js", import.meta.url).pathname;

const options = {
  name: "Mutual NDA",
  emails: { invitation: { body: { message: "Please sign our NDA." } }, reminders: { frequency: 2 } },
  recipients: [
    {
      type: "SIGNER",
      role: "Partner",
      name: 'Pat "P" Example',
      email: "pat@example.com",
      sign_group: 1,
      tags: [{ type: "signature", file_name: "nda.pdf", page_number: 1, x: 0.1, y: 0.8 }],
    },
    {
      type: "SIGNER",
      role: "Company",
      name: "Cass Sample",
      email: "cass@example.com",
      sign_group: 2,
      tags: [],
    },
    { type: "CC", name: "Ari Copy", email: "archive@example.com" },
  ],
};

describe("an envelope that is out already", function () {
  this.timeout(120_000);
  let at: Fixture;
  let id: string;

  before(async () => {
    at = await fixture();
    useTypeScript(at.stack);
    id = await sentByHand();
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
  });
  after(() => at.dispose());

  /** Sends an envelope as a script with curl would. */
  async function sentByHand(): Promise<string> {
    const form = new FormData();
    form.append("file", new Blob([await pdf()], { type: "application/pdf" }), "nda.pdf");
    form.append("options", new Blob([JSON.stringify(options)], { type: "application/json" }));
    const answer = await fetch(`${at.emulator.url}/v2/envelopes`, {
      method: "POST",
      headers: { authorization: `Bearer ${at.emulator.apiKey}` },
      body: form,
    });
    const { envelope_id } = (await answer.json()) as { envelope_id: string };
    await at.emulator.control.process(envelope_id);
    return envelope_id;
  }

  function yotisign(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof yotisign>>>();
    const env = { ...process.env, ...at.stack.env };
    const child = execFile(process.execPath, [main, ...args], { cwd: at.stack.folder, env }, (_, out, err) =>
      resolve({ code: child.exitCode, stdout: out, stderr: err }),
    );
    return promise;
  }

  const program = (): string => readFileSync(join(at.stack.folder, "index.ts"), "utf8");

  it("gets a program by its id", async () => {
    const { code, stdout, stderr } = await yotisign("adopt", id, "--out", "index.ts", "--name", "nda");
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^Wrote index\.ts\./);
    assert.match(program(), new RegExp(`adopt: "${id}"`));
    assert.deepEqual(at.mails(), []);
  });

  it("is taken over by that program as it stands, and nobody is e-mailed", async () => {
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    assert.deepEqual([at.id("nda"), (await at.stack.outputs()).status], [id, "ACTIVE"]);
    assert.deepEqual(at.mails(), []);
    assert.equal(at.emulator.control.envelopes().length, 1);
  });

  it("stays as it is in the next run", async () => {
    const { code, output } = await at.stack.up("--expect-no-changes");
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), []);
  });

  it("is left as it is when the program is completed too late, and the run says so", async () => {
    const before = program();
    at.stack.write("index.ts", before.replace(/"FILL IN: the message[^"]*"/, '"Please sign our NDA."'));
    const { code, output } = await at.stack.up("--skip-preview");
    at.stack.write("index.ts", before);
    assert.notEqual(code, 0);
    assert.match(output, new RegExp(`emails[^]*supersedes: "${id}"`));
    assert.deepEqual([at.mails(), at.emulator.control.envelope(id).status], [[], "ACTIVE"]);
  });

  it("is withdrawn like any other when it is destroyed", async () => {
    const { code, output } = await at.stack.destroy("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
    assert.equal(at.emulator.control.envelope(id).status, "ARCHIVED");
  });

  it("cannot be taken over any more then", async () => {
    const { code, stdout } = await yotisign("adopt", id);
    assert.deepEqual(
      [code, stdout],
      [1, `Nothing was written: envelope ${id} was withdrawn (ARCHIVED), and cannot be taken over.\n`],
    );
  });
});
