import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { PulumiStandIn } from "./stand-in.ts";

const main = new URL("../../../cli/main.ts", import.meta.url).pathname;

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the command to its end, as a shell would. */
function yotisign(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, stdout, stderr })));
}

/** Words without the line breaks that a terminal's width makes. */
const unwrapped = (text: string): string => text.replace(/\s+/g, " ");

describe("yotisign", function () {
  this.timeout(60_000);

  it("lists its commands, each with the words of its own help", async () => {
    const { code, stdout } = await yotisign(["--help"]);
    assert.equal(code, 0);
    const names = [...stdout.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, name]) => name ?? "");
    assert.deepEqual(names.slice(0, 19), [
      "emulate",
      "inspect",
      "check",
      "review",
      "comment",
      "approved",
      "status",
      "download",
      "verify",
      "close",
      "erase",
      "adopt",
      "remind",
      "resend-pack",
      "extend",
      "upload-signed",
      "idv",
      "policy",
      "doctor",
    ]);
    for (const name of names) {
      const own = await yotisign([name, "--help"]);
      const [usage, description] = own.stdout.split("\n\n").map(unwrapped);
      assert.match(usage ?? "", new RegExp(`^Usage: yotisign ${name} `));
      assert.ok(unwrapped(stdout).includes(` ${name} ${description} `), `${name}: ${description}`);
    }
    for (const line of stdout.split("\n")) assert.ok(line.length <= 80, line);
  });

  it("says its version", async () => {
    assert.match((await yotisign(["--version"])).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  const wrong: [string, string[], RegExp][] = [
    ["no command", [], /^Usage: yotisign/],
    ["a command that does not exist", ["sign"], /unknown command 'sign'/],
    ["an option that does not exist", ["status", "--fast"], /unknown option '--fast'/],
    ["an argument that is missing", ["inspect"], /missing required argument 'file'/],
    ["a command of idv that does not exist", ["idv", "delete"], /unknown command 'delete'/],
    [
      "an option of idv's that is missing",
      ["idv", "pdf", "lease", "Partner"],
      /required option '--out <file>'/,
    ],
    ["an option's value that is none", ["emulate", "--port", "http"], /whole number/],
  ];
  for (const [what, args, said] of wrong)
    it(`exits with 2 for ${what}`, async () => {
      const { code, stdout, stderr } = await yotisign(args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, said);
    });

  it("shows an error of ours as one sentence", async () => {
    const { code, stdout, stderr } = await yotisign(["status"], { YOTISIGN_PULUMI: "/nowhere/pulumi" });
    assert.deepEqual([code, stdout], [2, ""]);
    assert.equal(
      stderr,
      "yotisign: YOTISIGN_PULUMI does not lead to a program; set it to the path of `pulumi`, or unset it.\n",
    );
  });

  it("shows what the system says as one sentence", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as { port: number };
    const { code, stderr } = await yotisign(["emulate", "--port", String(port)]);
    taken.close();
    assert.equal(code, 2);
    assert.match(stderr, new RegExp(`^yotisign: Port ${port} of 127\\.0\\.0\\.1 is taken.*\\n$`));
  });

  it("shows where an unexpected error comes from", async () => {
    const pulumi = new PulumiStandIn();
    pulumi.answer({ "config --json": {}, "stack export": { deployment: { resources: [{}] } } });
    const { code, stderr } = await yotisign(["status"], { YOTISIGN_PULUMI: pulumi.command });
    pulumi.dispose();
    assert.equal(code, 2);
    assert.match(stderr, /^yotisign: this should not have happened\. TypeError: .*\n +at .*stack-state\.ts/);
  });

  it("ends quietly when its reader has seen enough", async () => {
    const child = spawn(process.execPath, [main, "--help"], { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    assert.deepEqual([code, stderr], [0, ""]);
  });
});
