import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { Staging } from "../../../provider/signed-documents/staging.ts";
import { DocumentsStack } from "./documents-stack.ts";
import { failureOf } from "./failure-of.ts";
import { tamperingService } from "./tampering-service.ts";
import { World } from "./world.ts";

describe("where signed documents are kept", () => {
  let world: World;
  let stack: DocumentsStack;
  let id: string;

  beforeEach(async () => {
    world = await World.start();
    stack = await DocumentsStack.of(world);
    id = stack.id;
  });
  afterEach(() => world.stop());

  const inFolder = (...parts: string[]): string => join(world.folder, ...parts);
  /** All files below the directory, hidden ones too. */
  const kept = (): string[] =>
    existsSync(inFolder("signed"))
      ? (readdirSync(inFolder("signed"), { recursive: true }) as string[]).toSorted()
      : [];

  /** What `up` says when the pack that arrives is another than the service gave. */
  async function upWith(change: (pack: Buffer) => Uint8Array) {
    const program = stack.complete();
    await using service = await tamperingService(world.emulator.url, change);
    world.env.YOTI_SIGN_BASE_URL = service.url;
    return await failureOf(stack.up(program));
  }

  const repacked = (change: (entries: Record<string, Uint8Array>) => void) => (pack: Buffer) => {
    const entries = unzipSync(pack);
    change(entries);
    return zipSync(entries);
  };

  it("has a pack with a changed byte aside, and nothing else, and the error says what is wrong", async () => {
    await stack.up(stack.declared);
    const before = structuredClone(stack.held);
    let arrived: Buffer | undefined;
    const { name, message } = await upWith((pack) => {
      pack[200] = (pack[200] ?? 0) ^ 1;
      arrived = Buffer.from(pack);
      return pack;
    });
    assert.equal(name, "PackRejectedError", message);
    assert.match(
      message,
      new RegExp(`kept aside as signed/${id}\\.rejected\\.zip.*damaged-file: .*nda\\.pdf`, "s"),
    );
    assert.doesNotMatch(message, /@|Pat |Cass |emulator-key/);
    assert.deepEqual(kept(), [`${id}.rejected.zip`]);
    assert.deepEqual(readFileSync(inFolder("signed", `${id}.rejected.zip`)), arrived);
    assert.deepEqual(stack.held, before);
  });

  it("has each rejected pack aside once, and the documents once they are what they say", async () => {
    const damaged = (at: number) => (pack: Buffer) => {
      pack[at] = (pack[at] ?? 0) ^ 1;
      return pack;
    };
    await upWith(damaged(200));
    await upWith(damaged(200));
    assert.deepEqual(kept(), [`${id}.rejected.zip`]);
    await upWith(damaged(201));
    assert.equal(kept().length, 2);
    assert.match(kept()[0] ?? "", /^[\w-]+\.rejected\.[0-9a-f]{8}\.zip$/);
    world.env.YOTI_SIGN_BASE_URL = world.emulator.url;
    await stack.up(stack.complete());
    assert.equal(stack.state().status, "verified");
  });

  for (const name of ["../escaped.pdf", "/tmp/escaped.pdf", "a/../../escaped.pdf", "..\\escaped.pdf"])
    it(`has nothing of a pack with an entry ${name}`, async () => {
      const failure = await upWith(
        repacked((entries) => {
          entries[name] = entries["nda.pdf"] ?? new Uint8Array();
        }),
      );
      assert.equal(failure.name, "PackRejectedError");
      assert.match(failure.message, /unsafe-name/);
      assert.deepEqual(kept(), [`${id}.rejected.zip`]);
      assert.deepEqual(existsSync(inFolder("escaped.pdf")), false);
    });

  it("has no half file when the answer is cut off, and no folder that was made for it", async () => {
    const { name } = await upWith((pack) => pack.subarray(0, pack.length / 2));
    assert.equal(name, "ResponseError");
    assert.deepEqual(kept(), []);
    assert.equal(existsSync(inFolder("signed")), false);
  });

  it("keeps another file of the same name, which the error names, and writes none", async () => {
    mkdirSync(inFolder("signed"));
    writeFileSync(inFolder("signed", "nda.pdf"), "mine");
    const { name, message } = await failureOf(stack.up(stack.complete()));
    assert.equal(name, "NotKeptError");
    assert.match(message, /^signed has another file under the name of nda\.pdf.*Nothing was overwritten/);
    assert.deepEqual([kept(), readFileSync(inFolder("signed", "nda.pdf"), "utf8")], [["nda.pdf"], "mine"]);
  });

  it("keeps what a link leads to, too", async () => {
    mkdirSync(inFolder("signed"));
    writeFileSync(inFolder("elsewhere.pdf"), "mine");
    symlinkSync(inFolder("elsewhere.pdf"), inFolder("signed", "nda.pdf"));
    const { name } = await failureOf(stack.up(stack.complete()));
    assert.equal(name, "NotKeptError");
    assert.equal(readFileSync(inFolder("elsewhere.pdf"), "utf8"), "mine");
  });

  it("writes nothing through a link that leads nowhere", async () => {
    mkdirSync(inFolder("signed"));
    symlinkSync(inFolder("nowhere.pdf"), inFolder("signed", "nda.pdf"));
    const { name } = await failureOf(stack.up(stack.complete()));
    assert.equal(name, "NotKeptError");
    assert.equal(existsSync(inFolder("nowhere.pdf")), false);
  });

  it("keeps the same file, and adds what is missing", async () => {
    await stack.up(stack.complete());
    const before = kept();
    stack.held = undefined;
    await stack.up(stack.complete());
    assert.deepEqual(kept(), before);
  });

  it("is an error that names the directory where that cannot be written", async () => {
    world.write("signed", "a file in the way");
    const { name, message } = await failureOf(stack.up(stack.complete()));
    assert.equal(name, "NotKeptError");
    assert.match(message, /^signed cannot be written \((EEXIST|ENOTDIR)\)/);
  });

  it("has neither the first nor half of the second file where the disk takes no more", function () {
    if (process.platform === "win32") this.skip();
    const script = `import { Staging } from ${JSON.stringify(new URL("../../../provider/signed-documents/staging.ts", import.meta.url))};
      const file = (name, bytes) => ({ name, sha256: name, from: { content: Buffer.alloc(bytes) } });
      try {
        await using staging = await Staging.open("signed", "the-id");
        await staging.place([file("small.pdf", 10), file("large.pdf", 100_000)]);
      } catch (error) {
        console.log(error.message);
      }`;
    // A limit on the size of files is the disk that can be filled without being root.
    const args = ["-c", 'ulimit -f 16; exec "$0" --input-type=module -e "$1"', process.execPath, script];
    const said = execFileSync("sh", args, { cwd: world.folder, encoding: "utf8" });
    assert.match(said, /^signed cannot be written \(EFBIG\)\. No half file is left there/);
    assert.equal(existsSync(inFolder("signed")), false);
  });

  it("is made anew where a run was killed half way", async () => {
    mkdirSync(inFolder("signed", `.${id}.999999999.abcdef01.part`), { recursive: true });
    mkdirSync(inFolder("signed", `.${id}.${process.pid}.abcdef01.part`));
    await stack.up(stack.complete());
    assert.deepEqual(
      kept().filter((name) => name.startsWith(".")),
      [`.${id}.${process.pid}.abcdef01.part`],
    );
  });

  it("takes no name that leads out of it, whoever gives it", async () => {
    await using staging = await Staging.open(inFolder("signed"), id);
    const content = Buffer.from("content");
    const sha256 = createHash("sha256").update(content).digest("hex");
    for (const name of ["../out", "a/../../out", inFolder("out")])
      await assert.rejects(staging.place([{ name, sha256, from: { content } }]), { name: "NotKeptError" });
    assert.equal(existsSync(inFolder("out")), false);
  });

  it("has both when two envelopes' files fit into one directory, and an error when they do not", async () => {
    await stack.up(stack.complete());
    await world.stack.up({ nda: world.nda(), other: world.nda({ name: "Other" }) });
    const other = world.stack.state("other").envelopeId;
    world.emulator.control.signAll(other);
    stack.held = undefined;
    const { message } = await failureOf(stack.up(stack.complete({ envelopeId: other })));
    assert.match(message, /signed has other files under the name of .*cover-sheet\.pdf/);
    assert.equal(kept().includes(`${other}.zip`), false);
  });
});
