import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import type { SignedDocumentsState } from "../../schema/signed-documents-state.ts";
import type { SignedFile } from "../../sdk/index.ts";
import { tamperingService } from "../unit/provider/tampering-service.ts";
import { mail } from "./fixtures.ts";
import { TestStack } from "./stack.ts";

const example = fileURLToPath(new URL("../../examples/signed-documents/", import.meta.url));

interface Outputs {
  envelopeId: string;
  status: string;
  files: SignedFile[];
  signedNda: string | null;
}

describe("signed documents, by the example", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let stack: TestStack;

  before(async () => {
    emulator = await startEmulator();
    const env = { YOTI_SIGN_BASE_URL: emulator.url, YOTI_SIGN_API_KEY: emulator.apiKey };
    stack = await TestStack.create({ ...env, YOTI_SIGN_TRUSTED_ROOTS: "emulator" });
    stack.remove("index.js");
    cpSync(example, stack.folder, { recursive: true });
    stack.write("Pulumi.yaml", "name: signing\nruntime: nodejs\n");
  });
  after(async () => {
    stack?.dispose();
    await emulator.close();
  });

  const outputs = async (): Promise<Outputs> => (await stack.outputs()) as unknown as Outputs;
  const downloads = (): number => emulator.control.calls().completedDocuments;
  const inFolder = (...parts: string[]): string => join(stack.folder, ...parts);
  const digestOf = (path: string): string =>
    createHash("sha256")
      .update(readFileSync(inFolder(path)))
      .digest("hex");

  function inState(): SignedDocumentsState & { __provider: string } {
    const { stateFile: file } = stack;
    const { resources } = JSON.parse(readFileSync(file, "utf8")).checkpoint.latest;
    return resources.find(({ type }: { type: string }) => type.endsWith(":SignedDocuments")).outputs;
  }

  it("are previewed without a key, and are none once the envelope is sent", async () => {
    stack.env.YOTI_SIGN_API_KEY = "";
    const preview = await stack.preview();
    assert.equal(preview.code, 0, preview.output);
    assert.match(preview.output, /3 to create/);
    stack.env.YOTI_SIGN_API_KEY = emulator.apiKey;
    const { code, output } = await stack.up("--skip-preview");
    assert.equal(code, 0, output);
    const { status, files, signedNda } = await outputs();
    assert.deepEqual({ status, files, signedNda }, { status: "waiting", files: [], signedNda: null });
    assert.deepEqual(emulator.control.outbox().map(mail), ["invitation pat.partner@example.com"]);
  });

  it("are refused, and the pack kept aside, where a byte changed on the way", async () => {
    const { envelopeId } = await outputs();
    emulator.control.signAll(envelopeId);
    emulator.control.emptyOutbox();
    await using service = await tamperingService(emulator.url, (pack) => {
      pack[300] = (pack[300] ?? 0) ^ 1;
      return pack;
    });
    // Only what is downloaded goes by the changed way: the envelope is known by the host it was sent to.
    const refreshed = await stack.refresh("--skip-preview");
    assert.equal(refreshed.code, 0, refreshed.output);
    const { YOTI_SIGN_API_KEY, YOTI_SIGN_TRUSTED_ROOTS } = stack.env;
    const env = { YOTI_SIGN_API_KEY, YOTI_SIGN_TRUSTED_ROOTS, YOTI_SIGN_BASE_URL: service.url };
    const other = await TestStack.create(env, program(envelopeId));
    try {
      const { code, output } = await other.up("--skip-preview");
      assert.notEqual(code, 0);
      assert.match(output, /kept aside as signed\/[\w-]+\.rejected\.zip.*damaged-file/s);
      assert.doesNotMatch(output, /emulator-key/);
      assert.deepEqual(readdirSync(join(other.folder, "signed")), [`${envelopeId}.rejected.zip`]);
    } finally {
      other.dispose();
    }
  });

  it("are downloaded and verified by the next up, which e-mails nobody, and exported as file URLs", async () => {
    const { code, output } = await stack.up("--skip-preview");
    assert.equal(code, 0, output);
    const { envelopeId, status, files, signedNda } = await outputs();
    assert.equal(status, "verified");
    assert.equal(signedNda, pathToFileURL(inFolder("signed/nda.pdf")).href);
    assert.deepEqual(
      files.map(({ name, path, sha256, url }) => ({ name, path, sha256, url })),
      inState().files.map(({ name }) => ({
        name,
        path: `signed/${name}`,
        sha256: digestOf(`signed/${name}`),
        url: pathToFileURL(inFolder("signed", name)).href,
      })),
    );
    assert.deepEqual(inState().pack, {
      path: `signed/${envelopeId}.zip`,
      sha256: digestOf(`signed/${envelopeId}.zip`),
    });
    assert.equal(
      inState().__provider,
      'exports.handler=()=>require("pulumi-yotisign/provider").signedDocuments;',
    );
    assert.doesNotMatch(JSON.stringify(inState()), new RegExp(stack.folder));
    assert.deepEqual(emulator.control.outbox(), []);
  });

  it("need nothing done while the program is the same, on another machine too; gone, they are fetched again", async () => {
    emulator.control.clearCalls();
    const { files } = inState();
    rmSync(inFolder("signed"), { recursive: true });
    const same = await stack.up("--expect-no-changes");
    assert.equal(same.code, 0, same.output);
    assert.deepEqual([existsSync(inFolder("signed")), downloads()], [false, 0]);
    const again = await stack.up("--refresh", "--skip-preview");
    assert.equal(again.code, 0, again.output);
    assert.match(
      again.output,
      /warning: signed\/nda\.pdf.* are gone; the next `pulumi up` fetches them again/,
    );
    assert.deepEqual([inState().status, inState().files, downloads()], ["verified", files, 1]);
  });

  it("are published by a command, without being downloaded again, and served", async () => {
    await stack.pulumi("config", "set", "signed-documents:publish", "true", "--stack", "test");
    await using server = await serving(stack);
    stack.env.PUBLISH_URL = server.url;
    const { code, output } = await stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.equal(downloads(), 1);
    const { signedNda } = await outputs();
    assert.match(signedNda ?? "", new RegExp(`^${server.url}/[0-9a-f]{64}/nda\\.pdf$`));
    const served = Buffer.from(await (await fetch(signedNda ?? "")).arrayBuffer());
    assert.deepEqual(served, readFileSync(inFolder("signed/nda.pdf")));
  });

  it("stay on the disk when the stack is destroyed, which says so; so does the complete envelope", async () => {
    const { envelopeId } = await outputs();
    emulator.control.emptyOutbox();
    const { code, output } = await stack.destroy("--skip-preview");
    assert.equal(code, 0, output);
    assert.match(output, /signed files of envelope [\w-]+ stay in signed/);
    assert.ok(readdirSync(inFolder("signed")).includes(`${envelopeId}.zip`));
    assert.deepEqual(emulator.control.outbox(), []);
    assert.deepEqual(
      emulator.control.envelopes().map(({ status }) => status),
      ["COMPLETE"],
    );
  });
});

/** A program with the signed documents of an envelope that is none of its own. */
const program = (envelopeId: string): string => `const { SignedDocuments } = require("pulumi-yotisign");
new SignedDocuments("signed", { envelopeId: "${envelopeId}", envelopeStatus: "COMPLETE", directory: "signed" });
`;

/** The example's server, on any free port. */
async function serving(stack: TestStack): Promise<{ url: string } & AsyncDisposable> {
  const server: ChildProcess = spawn(process.execPath, ["serve.mjs", "0"], { cwd: stack.folder });
  const [line] = await once(server.stdout ?? assert.fail(), "data");
  const [url = ""] = /http:\S+/.exec(String(line)) ?? [];
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      server.kill();
      await once(server, "exit");
    },
  };
}
