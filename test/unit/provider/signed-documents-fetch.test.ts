import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { DocumentsStack, documentsUrn } from "./documents-stack.ts";
import { failureOf } from "./failure-of.ts";
import { noEffects, World } from "./world.ts";

const digestOf = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");

describe("the signed documents of an envelope", () => {
  let world: World;
  let stack: DocumentsStack;
  let id: string;

  beforeEach(async () => {
    world = await World.start();
    stack = await DocumentsStack.of(world);
    id = stack.id;
  });
  afterEach(() => world.stop());

  const packAtService = async (): Promise<Buffer> => {
    const headers = { authorization: `Bearer ${world.emulator.apiKey}` };
    const answer = await fetch(`${world.emulator.url}/v2/envelopes/${id}/completed-documents`, { headers });
    return Buffer.from(await answer.arrayBuffer());
  };

  const downloads = (): number => world.emulator.control.calls().completedDocuments;
  const inFolder = (...parts: string[]): string => join(world.folder, ...parts);

  it("are none while it is not complete, which is no error, and needs no key", async () => {
    world.env.YOTI_SIGN_API_KEY = "";
    assert.equal(await stack.up(stack.declared), "create");
    const { envelopeId, status, files, pack, verifiedAt } = stack.state();
    assert.deepEqual(
      { envelopeId, status, files, pack, verifiedAt },
      { envelopeId: id, status: "waiting", files: [], pack: null, verifiedAt: null },
    );
    assert.deepEqual([readdirSync(world.folder).includes("signed"), downloads()], [false, 0]);
  });

  it("are downloaded, verified and kept once it is complete", async () => {
    await stack.up(stack.declared);
    assert.equal(await stack.up(stack.complete()), "update");
    const pack = await packAtService();
    const entries = unzipSync(pack);
    const names = Object.keys(entries);
    assert.deepEqual(names.slice(0, 1), ["nda.pdf"]);
    const { identity, compared: _, publishedBy, ...shown } = stack.state();
    assert.deepEqual(shown, {
      envelopeId: id,
      status: "verified",
      files: names.map((name) => ({
        name,
        path: `signed/${name}`,
        sha256: digestOf(entries[name] ?? new Uint8Array()),
        url: null,
      })),
      pack: { path: `signed/${id}.zip`, sha256: digestOf(pack) },
      verifiedAt: world.now(),
      directory: "signed",
    });
    assert.deepEqual([identity, publishedBy], [documentsUrn, ""]);
    assert.deepEqual(readdirSync(inFolder("signed")).toSorted(), [...names, `${id}.zip`].toSorted());
    for (const name of names)
      assert.deepEqual(new Uint8Array(readFileSync(inFolder("signed", name))), entries[name]);
    assert.deepEqual(readFileSync(inFolder("signed", `${id}.zip`)), pack);
  });

  it("are the envelope's also where its id is declared in capitals", async () => {
    await stack.up(stack.complete({ envelopeId: stack.id.toUpperCase() }));
    assert.equal(stack.state().status, "verified");
  });

  it("are for their owner's eyes", async () => {
    await stack.up(stack.complete());
    const modes = ["", "nda.pdf", `${id}.zip`].map((name) =>
      (statSync(inFolder("signed", name)).mode & 0o777).toString(8),
    );
    assert.deepEqual(modes, ["700", "600", "600"]);
  });

  it("are downloaded at once where it is complete already, and nobody is e-mailed", async () => {
    const program = stack.complete();
    world.mails();
    assert.equal(await stack.up(program), "create");
    assert.deepEqual([stack.state().status, downloads()], ["verified", 1]);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("need nothing done while the program is the same, also where no file is there", async () => {
    const program = stack.complete();
    await stack.up(program);
    const before = stack.state();
    const elsewhere = await World.start();
    try {
      const other = await DocumentsStack.of(elsewhere);
      other.held = structuredClone(stack.held);
      elsewhere.env.YOTI_SIGN_API_KEY = "";
      assert.equal(await other.up(program), "same");
      assert.deepEqual(other.state(), before);
    } finally {
      await elsewhere.stop();
    }
    assert.doesNotMatch(JSON.stringify(stack.held), new RegExp(world.folder));
  });

  it("are previewed without a key and without a call", async () => {
    world.env.YOTI_SIGN_API_KEY = "";
    const program = stack.complete();
    world.emulator.control.clearCalls();
    assert.equal(await stack.preview(program), "create");
    assert.deepEqual(new Set(Object.values(world.emulator.control.calls())), new Set([0]));
    assert.deepEqual(readdirSync(world.folder).includes("signed"), false);
  });

  for (const [envelopeStatus, status] of [
    ["QUEUED", "waiting"],
    ["ARCHIVED", "archived"],
    ["ERRORED", "errored"],
    ["MISSING", "missing"],
  ] as const)
    it(`are ${status} where it is ${envelopeStatus}`, async () => {
      await stack.up(stack.declared);
      await stack.up({ ...stack.declared, envelopeStatus });
      assert.deepEqual([stack.state().status, stack.state().files, downloads()], [status, [], 0]);
    });

  it("stay where they are when the service deletes it later", async () => {
    await stack.up(stack.complete());
    const { files } = stack.state();
    assert.equal(await stack.up({ ...stack.declared, envelopeStatus: "MISSING" }), "update");
    assert.deepEqual([stack.state().status, stack.state().files, downloads()], ["verified", files, 1]);
  });

  it("go by default into a folder of the envelope's own", async () => {
    const { directory: _, ...program } = stack.complete();
    await stack.up(program);
    assert.equal(stack.state().pack?.path, `signed/${id}/${id}.zip`);
    assert.equal(await stack.up(program), "same");
  });

  it("are not downloaded for a setting that only steers, nor is a key needed then", async () => {
    await stack.up(stack.complete());
    world.emulator.control.clearCalls();
    world.env.YOTI_SIGN_API_KEY = "";
    const documents = stack.declared.documents?.map((document) => ({ ...document, path: "moved.pdf" }));
    assert.equal(
      await stack.up(
        stack.complete({ account: "legal", roots: ["other.pem"], ...(documents && { documents }) }),
      ),
      "update",
    );
    assert.deepEqual([stack.state().status, downloads()], ["verified", 0]);
  });

  it("are put where they are to be now, from the pack that is here, and stay where they were", async () => {
    await stack.up(stack.complete());
    world.env.YOTI_SIGN_API_KEY = "";
    await stack.up(stack.complete({ directory: "archive/2026 Vertrag é ✓" }));
    assert.deepEqual(stack.state().files[0]?.path, "archive/2026 Vertrag é ✓/nda.pdf");
    assert.deepEqual(
      readdirSync(inFolder("archive/2026 Vertrag é ✓")).toSorted(),
      readdirSync(inFolder("signed")).toSorted(),
    );
    assert.equal(downloads(), 1);
  });

  it("are another envelope's, in their place, where the id is another", async () => {
    await stack.up(stack.complete());
    await world.stack.up({ nda: world.nda(), other: world.nda({ name: "Other" }) });
    const other = world.stack.state("other").envelopeId;
    world.emulator.control.signAll(other);
    const program = { ...stack.complete({ envelopeId: other, directory: "other" }) };
    assert.equal(await stack.up(program), "replace");
    assert.deepEqual([stack.held?.id, stack.state().pack?.path], [other, `other/${other}.zip`]);
    assert.match(
      world.shown.at(-1)?.message ?? "",
      new RegExp(`signed files of envelope ${id} stay in signed`),
    );
    assert.ok(readdirSync(inFolder("signed")).includes("nda.pdf"));
  });

  it("leave the state and stay on the disk when they are no longer declared", async () => {
    await stack.up(stack.complete());
    const before = readdirSync(inFolder("signed"));
    world.env.YOTI_SIGN_API_KEY = "";
    await stack.destroy();
    assert.deepEqual(readdirSync(inFolder("signed")), before);
    const { severity, message, urn } = world.shown.at(-1) ?? {};
    assert.deepEqual([severity, urn], ["info", documentsUrn]);
    assert.match(message ?? "", /stay in signed.*never deletes/);
  });

  it("are taken from the disk where the state was lost", async () => {
    await stack.up(stack.complete());
    const before = stack.state();
    stack.held = undefined;
    await stack.up(stack.complete());
    assert.deepEqual([stack.state(), downloads()], [before, 1]);
  });

  it("are compared with what was sent, as far as it is still there", async () => {
    world.write("nda.pdf", "something else by now");
    await stack.up(stack.complete());
    assert.equal(stack.state().status, "verified");
    assert.match(
      world.shown.map(({ message }) => message).join("\n"),
      /nda\.pdf is not what was sent any more/,
    );
  });

  it("have to have every document that was sent", async () => {
    const documents = [...(stack.declared.documents ?? []), { fileName: "annex.pdf" }];
    const { name, message } = await failureOf(stack.up(stack.complete({ documents })));
    assert.equal(name, "PackRejectedError");
    assert.match(message, /missing-document: .*annex\.pdf/);
    assert.deepEqual(readdirSync(inFolder("signed")), [`${id}.rejected.zip`]);
  });

  it("are verified anew against what is declared now, from the pack that is here", async () => {
    await stack.up(stack.complete());
    const before = stack.state();
    const documents = [{ fileName: "annex.pdf" }];
    const { name, message } = await failureOf(stack.up(stack.complete({ documents })));
    assert.equal(name, "PackRejectedError");
    assert.match(
      message,
      new RegExp(`^signed/${id}\\.zip is not what .*missing-document: .*annex\\.pdf`, "s"),
    );
    assert.equal(readdirSync(inFolder("signed")).includes(`${id}.rejected.zip`), false);
    assert.deepEqual([stack.state(), downloads()], [before, 1]);
    await stack.up(stack.complete({ documents: [{ fileName: "nda.pdf" }] }));
    assert.deepEqual([stack.state().status, downloads()], ["verified", 1]);
  });

  it("are not downloaded where an original cannot be read and nothing says what was sent", async () => {
    const documents = [{ fileName: "nda.pdf", path: "gone.pdf" }];
    const { name, message } = await failureOf(stack.up(stack.complete({ documents })));
    assert.equal(name, "ConfigError");
    assert.match(message, /gone\.pdf does not exist\. .* Nothing is compared with it/);
    assert.equal(downloads(), 0);
  });

  it("are an error where the key is another account's, and nothing is written", async () => {
    const program = stack.complete();
    world.env.YOTI_SIGN_API_KEY = "other-key";
    const { name } = await failureOf(stack.up(program));
    assert.equal(name, "ForbiddenError");
    assert.deepEqual(readdirSync(world.folder).includes("signed"), false);
  });

  it("are of a text that names nobody in the state but by file", async () => {
    await stack.up(stack.complete());
    assert.doesNotMatch(JSON.stringify(stack.held), /example\.com|Pat |Cass |emulator-key/);
    assert.ok(strFromU8(readFileSync(inFolder("signed", "nda.pdf")).subarray(0, 5)).startsWith("%PDF-"));
  });

  it("are refused in the words of whoever reviews, without being downloaded", async () => {
    world.env.YOTI_SIGN_REVIEW_FILE = inFolder("review");
    const { name } = await failureOf(stack.up(stack.complete()));
    assert.deepEqual([name, downloads()], ["ConfigError", 0]);
  });
});
