import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { adoptCommand } from "../../../cli/adopt.ts";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import { envelopeRequest } from "../../../provider/request.ts";
import { envelopeShape, requestShape } from "../../../provider/shape.ts";
import type { EnvelopeInputs } from "../../../schema/envelope-inputs.ts";
import type { WireOptions } from "../../../schema/generated/wire.ts";
import { ConfigError, ForbiddenError, NotFoundError, YotiSignClient } from "../../../sdk/client/index.ts";
import { complaints } from "../../property/judged.ts";
import { pdfOfPages } from "../document/sample-pdf.ts";
import { newFolder, type TestFolder } from "../sdk/client/test-files.ts";
import { declaredIn, typeErrors } from "./adopt/declared-in.ts";
import { CollectedOutput } from "./stand-in.ts";

const signature = { type: "signature" as const, file_name: "nda.pdf", page_number: 1, x: 0.1, y: 0.8 };
const options: WireOptions = {
  name: `The "Mutual" NDA; \${name}, 'now'`,
  emails: { invitation: { body: { message: "Please sign." } } },
  recipients: [
    {
      type: "SIGNER",
      role: "Partner",
      name: 'Pat "P" O\'Example',
      email: "pat@example.com",
      tags: [signature],
    },
    {
      type: "SIGNER",
      role: "Company",
      name: "Žofie 名前",
      email: "zofie@example.com",
      auth_type: "sign-auth",
      sign_group: 2,
      active_for_seconds: 3600,
      witness: { tags: [signature] },
    },
    { type: "CC", name: "Ari Copy", email: "archive@example.com" },
  ],
};

describe("yotisign adopt", function () {
  this.timeout(60_000);
  let emulator: Emulator;
  let client: YotiSignClient;
  let folder: TestFolder;
  let env: NodeJS.ProcessEnv;

  before(async () => {
    folder = await newFolder();
    emulator = await startEmulator({ processing: "manual", accounts: { key: "one", other: "two" } });
    client = new YotiSignClient({ baseUrl: emulator.url, apiKey: "key" });
    env = { YOTI_SIGN_BASE_URL: emulator.url, YOTI_SIGN_API_KEY: "key" };
    await folder.write("nda.pdf", pdfOfPages("/MediaBox [0 0 612 792]"));
  });
  after(async () => {
    await client.close();
    await emulator.close();
    await folder[Symbol.asyncDispose]();
  });

  /** The id of a new envelope, processed or not. */
  async function sent(process = true, more: Partial<WireOptions> = {}): Promise<string> {
    const files = [{ path: join(folder.path, "nda.pdf"), fileName: "nda.pdf" }];
    const { envelopeId } = await client.createEnvelope({ options: { ...options, ...more }, files });
    if (process) await emulator.control.process(envelopeId);
    return envelopeId;
  }

  async function run(args: string[], surroundings = env): Promise<CollectedOutput> {
    const output = new CollectedOutput();
    await adoptCommand({ env: surroundings, output }).parseAsync(args, { from: "user" });
    return output;
  }

  it("prints a program that declares all that the service tells, and nothing else", async () => {
    const id = await sent();
    const { text, exitCode } = await run([id]);
    assert.equal(exitCode, 0);
    assert.deepEqual(declaredIn(text), {
      resource: `envelope-${id.slice(0, 8)}`,
      args: {
        adopt: id,
        name: options.name,
        emails: { invitation: { body: { message: "FILL IN: the message that it was sent with" } } },
        documents: ["nda.pdf"],
        recipients: [
          { role: "Partner", name: 'Pat "P" O\'Example', email: "pat@example.com", signGroup: 1 },
          {
            role: "Company",
            name: "Žofie 名前",
            email: "zofie@example.com",
            signGroup: 2,
            authType: "sign-auth",
          },
          { type: "CC", name: "Ari Copy", email: "archive@example.com" },
        ],
      },
    });
  });

  it("prints a program that the compiler accepts as it stands", async () => {
    const { text } = await run([await sent()]);
    assert.deepEqual(typeErrors(text), []);
    assert.equal(typeErrors(text.replace("signGroup: 2", "signGruop: 2")).length, 1);
  });

  it("prints a program that Pulumi's check accepts and adopt knows for the same envelope", async () => {
    const id = await sent();
    const { args } = declaredIn((await run([id])).text);
    const { documents, ...rest } = args as Omit<EnvelopeInputs, "documents"> & { documents: string[] };
    const inputs = { ...rest, documents: documents.map((path) => ({ path, pages: 1 })) };
    assert.deepEqual(complaints(inputs, "standard"), []);
    assert.equal(
      requestShape(envelopeRequest(inputs)),
      envelopeShape(options.name, await client.getEnvelope(id)),
    );
  });

  it("says of a signer what to fill in, by how they sign", async () => {
    const { text } = await run([await sent()]);
    assert.match(text, /FILL IN, as it was sent: tags, yotiAttributes, witness, verification,/);
    assert.equal(text.match(/FILL IN, as it was sent:/g)?.length, 2);
  });

  it("writes a program for an envelope that is complete", async () => {
    const id = await sent();
    emulator.control.signAll(id);
    const { text, exitCode } = await run([id]);
    assert.equal(exitCode, 0);
    assert.match(text, /as Yoti Sign has it: COMPLETE, created/);
  });

  it("names the resource as it is told to", async () => {
    const { text } = await run([await sent(), "--name", 'nda "2030"']);
    assert.equal(declaredIn(text).resource, 'nda "2030"');
    await assert.rejects(run([await sent(), "--name", " "]), ConfigError);
  });

  it("gives keys to signers whose roles are none", async () => {
    const [partner, company] = options.recipients;
    assert(partner && company);
    const recipients = [
      { ...partner, role: "someone@example.com" },
      { ...company, role: "0" },
    ];
    const { text } = await run([await sent(true, { recipients })]);
    const declared = declaredIn(text).args as { recipients: { key?: string }[] };
    assert.deepEqual(
      declared.recipients.map(({ key }) => key),
      ["recipient-1", "recipient-2"],
    );
  });

  it("writes the program to a file, and says so without a name or an address", async () => {
    const id = await sent();
    const out = join(folder.path, "fresh.ts");
    const { text } = await run([id, "--out", out]);
    assert.match(text, /^Wrote .*fresh\.ts\. Complete what is marked FILL IN/);
    assert.doesNotMatch(text, /Pat|example\.com|NDA/);
    assert.equal(await readFile(out, "utf8"), (await run([id])).text);
  });

  it("leaves an existing file alone, unless it is told to replace it", async () => {
    const id = await sent();
    const out = await folder.write("index.ts", "old");
    await assert.rejects(run([id, "--out", out]), (error) => {
      assert(error instanceof ConfigError);
      return /index\.ts exists\. .* --force/.test(error.message);
    });
    assert.equal(await readFile(out, "utf8"), "old");
    await run([id, "--out", out, "--force"]);
    assert.match(await readFile(out, "utf8"), /^import \{ Envelope \}/);
  });

  it("writes nothing for an envelope that cannot be taken over, and exits with 1", async () => {
    const [queued, archived, failed] = [await sent(false), await sent(), await sent(false)];
    await client.archiveEnvelope(archived);
    emulator.control.addFault({ operation: "create", action: { kind: "file-error", code: "FILE_DAMAGED" } });
    const errored = await sent();
    for (const [id, why] of [
      [queued, /is still being processed \(QUEUED\)/],
      [archived, /was withdrawn \(ARCHIVED\)/],
      [errored, /could not be sent, because of its files \(ERRORED\)/],
    ] as const) {
      const out = join(folder.path, "never.ts");
      const { text, exitCode } = await run([id, "--out", out]);
      assert.match(text, why);
      assert.equal(text.split("\n").length, 2);
      assert.equal(exitCode, 1);
      await assert.rejects(readFile(out), /ENOENT/);
    }
    await emulator.control.process(failed);
  });

  it("passes on what the service says about an id or a key", async () => {
    await assert.rejects(run(["11111111-2222-4333-8444-555555555555"]), NotFoundError);
    await assert.rejects(run([await sent()], { ...env, YOTI_SIGN_API_KEY: "other" }), ForbiddenError);
  });

  it("asks no service that was not chosen, and none without a key", async () => {
    const id = await sent();
    await assert.rejects(run([id], { YOTI_SIGN_API_KEY: "key" }), /Set YOTI_SIGN_BASE_URL/);
    await assert.rejects(run([id, "--base-url", emulator.url], {}), /Set YOTI_SIGN_API_KEY/);
  });

  it("e-mails nobody", async () => {
    const id = await sent();
    emulator.control.emptyOutbox();
    await run([id]);
    assert.deepEqual(emulator.control.outbox(), []);
  });
});
