import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { publish } from "../../../provider/signed-documents/publish.ts";
import { DocumentsStack } from "./documents-stack.ts";
import { failureOf } from "./failure-of.ts";
import { World } from "./world.ts";

/** Notes down how it was called, and prints a URL behind other lines. */
const publisher = `import { appendFileSync } from "node:fs";
const { YOTISIGN_FILE, YOTISIGN_NAME, YOTISIGN_SHA256, YOTISIGN_ENVELOPE_ID } = process.env;
const key = Object.keys(process.env).some((name) => name.startsWith("YOTI_SIGN_API_KEY"));
const file = process.argv.at(-1);
appendFileSync("calls.jsonl", JSON.stringify({ args: process.argv.slice(2, -1), file, YOTISIGN_FILE, YOTISIGN_NAME, YOTISIGN_SHA256, YOTISIGN_ENVELOPE_ID, key }) + "\\n");
console.log("uploading …");
console.log("https://files.example.com/" + encodeURIComponent(YOTISIGN_NAME));
`;

describe("publishing signed documents", () => {
  let world: World;
  let stack: DocumentsStack;

  beforeEach(async () => {
    world = await World.start();
    stack = await DocumentsStack.of(world);
    world.write("publish.mjs", publisher);
  });
  afterEach(() => world.stop());

  const command = [process.execPath, "publish.mjs", "--to", "a bucket; rm -rf ."];
  const calls = (): Record<string, unknown>[] => {
    const lines = readFileSync(join(world.folder, "calls.jsonl"), "utf8").trim().split("\n");
    return lines.map((line) => JSON.parse(line));
  };

  it("runs the command once for each verified file, and exports the URLs that it gives", async () => {
    await stack.up(stack.complete({ publish: command }));
    const { files, envelopeId } = stack.state();
    assert.deepEqual(
      files.map(({ url }) => url),
      files.map(({ name }) => `https://files.example.com/${encodeURIComponent(name)}`),
    );
    assert.deepEqual(
      calls(),
      files.map(({ name, path, sha256 }) => ({
        args: ["--to", "a bucket; rm -rf ."],
        file: join(world.folder, path),
        YOTISIGN_FILE: join(world.folder, path),
        YOTISIGN_NAME: name,
        YOTISIGN_SHA256: sha256,
        YOTISIGN_ENVELOPE_ID: envelopeId,
        key: false,
      })),
    );
  });

  it("does not run it again while the program is the same", async () => {
    const program = stack.complete({ publish: command });
    await stack.up(program);
    const before = calls().length;
    assert.equal(await stack.up(program), "same");
    assert.equal(calls().length, before);
  });

  it("publishes what is here already with a command that came later, or is another", async () => {
    await stack.up(stack.complete());
    world.env.YOTI_SIGN_API_KEY = "";
    await stack.up(stack.complete({ publish: command }));
    const once = calls().length;
    await stack.up(stack.complete({ publish: [...command, "--again"] }));
    assert.deepEqual([calls().length, world.emulator.control.calls().completedDocuments], [2 * once, 1]);
  });

  it("has the file URLs again without a command", async () => {
    await stack.up(stack.complete({ publish: command }));
    await stack.up(stack.complete());
    assert.deepEqual([...new Set(stack.state().files.map(({ url }) => url))], [null]);
    assert.equal(await stack.up(stack.complete({ publish: command })), "update");
    assert.equal(calls().length, 2 * stack.state().files.length);
  });

  for (const [what, source, expected] of [
    [
      "fails",
      'console.error("no such bucket"); process.exit(3)',
      /ended with exit code 3 \(it says: no such bucket\)/,
    ],
    ["prints no URL", 'console.log("done")', /printed no https URL as its last line/],
    ["prints nothing", "", /printed no https URL/],
    [
      "prints an http URL of another machine",
      'console.log("http://files.example.com/x")',
      /printed no https URL/,
    ],
    [
      "prints a URL with a password",
      'console.log("https://me:secret@files.example.com/x")',
      /printed no https URL/,
    ],
  ] as const)
    it(`is an error where the command ${what}; the next run publishes the verified files`, async () => {
      world.write("publish.mjs", source);
      const program = stack.complete({ publish: command });
      const { name, message } = await failureOf(stack.up(program));
      assert.equal(name, "NotKeptError");
      assert.match(message, expected);
      assert.doesNotMatch(message, /secret|@/);
      assert.ok(readdirSync(join(world.folder, "signed")).includes("nda.pdf"));
      world.write("publish.mjs", publisher);
      await stack.up(program);
      assert.deepEqual(
        [stack.state().status, world.emulator.control.calls().completedDocuments],
        ["verified", 1],
      );
    });

  it("is an error where there is no such program", async () => {
    const { message } = await failureOf(stack.up(stack.complete({ publish: ["no-such-program"] })));
    assert.match(message, /publish: no-such-program cannot be run \(ENOENT\) for nda\.pdf/);
  });

  it("takes http of this machine, for trying it out", async () => {
    world.write("publish.mjs", 'console.log("http://localhost:8080/x.pdf")');
    await stack.up(stack.complete({ publish: command }));
    assert.equal(stack.state().files[0]?.url, "http://localhost:8080/x.pdf");
  });

  describe("by a program that leaves another one behind, which has its output open", () => {
    /** Started by the program, as rsync and scp start ssh with ControlPersist. */
    const leftOver = "sleep 600 & echo $! > left-over.pid";
    const endLeftOver = (): unknown =>
      process.kill(Number(readFileSync(join(world.folder, "left-over.pid"), "utf8")), "SIGKILL");
    const run = (script: string, limits?: { timeout: number; notice: number }): Promise<string> => {
      const what = { name: "nda.pdf", file: "nda.pdf", sha256: "0".repeat(64), envelopeId: "an id" };
      return publish(["sh", "-c", `cd ${world.folder}; ${script}`], what, {}, limits);
    };
    afterEach(endLeftOver);

    it("has the URL once the program itself has ended", async () => {
      const url = await run(`${leftOver}; echo https://files.example.com/nda.pdf`);
      assert.equal(url, "https://files.example.com/nda.pdf");
    });

    it("is an error once its time is over", async () => {
      const { message } = await failureOf(run(`${leftOver}; wait`, { timeout: 200, notice: 60_000 }));
      assert.match(message, /was ended by SIGTERM for nda\.pdf/);
    });

    it("is an error once its time is over, also where it does not end when it is told to", async () => {
      const { message } = await failureOf(
        run(`trap "" TERM; ${leftOver}; wait`, { timeout: 200, notice: 200 }),
      );
      assert.match(message, /was ended by SIGKILL for nda\.pdf/);
    });
  });
});
