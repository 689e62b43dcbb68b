import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Engine } from "../../../../tools/engine/check-engine.mjs";
import { ensureEngine } from "../../../../tools/engine/ensure-engine.mjs";

const NODE_MODULES = path.resolve(import.meta.dirname, "../../../../node_modules");

// These run real programs on the engine this machine has: with one built from source, on our language host.
describe("a Node.js program on the engine", function () {
  this.timeout(120_000);
  let engine: Engine;
  let directory: string;
  let program: string;

  before(async function () {
    this.timeout(15 * 60_000);
    engine = await ensureEngine();
  });

  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "program-"));
    program = path.join(directory, "program");
    for (const name of ["home", "state"]) fs.mkdirSync(path.join(directory, name));
    files({ "Pulumi.yaml": "name: small\nruntime: nodejs\n", "package.json": "{}" });
    fs.symlinkSync(NODE_MODULES, path.join(program, "node_modules"), "junction");
  });

  afterEach(() => {
    fs.rmSync(directory, { recursive: true });
  });

  function files(contents: Record<string, string>): void {
    for (const [name, content] of Object.entries(contents)) {
      fs.mkdirSync(path.dirname(path.join(program, name)), { recursive: true });
      fs.writeFileSync(path.join(program, name), content);
    }
  }

  async function pulumi(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const child = spawn(engine.command, [...args, "--non-interactive"], {
      cwd: program,
      env: {
        ...process.env,
        PATH: [engine.binDir, path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
        PULUMI_BACKEND_URL: `file://${path.join(directory, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_HOME: path.join(directory, "home"),
        PULUMI_SKIP_UPDATE_CHECK: "true",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const printed = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        printed[stream] += text;
      });
    }
    const [code] = await once(child, "close");
    return { code, ...printed };
  }

  async function succeed(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await pulumi(...args);
    assert.equal(code, 0, `pulumi ${args.join(" ")}: ${stdout}${stderr}`);
    return stdout;
  }

  /** Makes a stack, brings it up and reads its outputs, secrets masked as the CLI masks them. */
  async function up(...args: string[]): Promise<Record<string, unknown>> {
    await succeed("stack", "init", "dev");
    await succeed("up", "--yes", "--skip-preview", ...args);
    return JSON.parse(await succeed("stack", "output", "--json"));
  }

  it("runs from stack init to destroy in TypeScript with CommonJS and a dynamic provider", async () => {
    files({
      "index.ts": `
        import * as pulumi from "@pulumi/pulumi";
        class Note extends pulumi.dynamic.Resource {
          constructor(name: string, args: { text: pulumi.Input<string> }) {
            super({ create: async (inputs: { text: string }) => ({ id: "note-1", outs: inputs }) }, name, args);
          }
        }
        const config = new pulumi.Config();
        const count: number = config.requireNumber("count");
        export const noteId = new Note("note", { text: "hello" }).id;
        export const next = count + 1;
        export const password = config.requireSecret("password");`,
    });
    await succeed("stack", "init", "dev");
    await succeed("config", "set", "count", "41");
    await succeed("config", "set", "--secret", "password", "open sesame");
    await succeed("up", "--yes");

    const preview = JSON.parse(await succeed("preview", "--json"));
    const outputs = JSON.parse(await succeed("stack", "output", "--json"));
    await succeed("destroy", "--yes");
    const left = JSON.parse(await succeed("stack", "export"));

    assert.deepEqual(
      { changes: preview.changeSummary, outputs, left: left.deployment.resources ?? [] },
      { changes: { same: 2 }, outputs: { noteId: "note-1", next: 42, password: "[secret]" }, left: [] },
    );
  });

  it("runs an ES module in plain JavaScript", async () => {
    files({
      "package.json": JSON.stringify({ type: "module" }),
      "index.js": `
        import { Config, getStack } from "@pulumi/pulumi";
        export const stack = getStack();
        export const kind = await Promise.resolve(new Config().get("kind") ?? "module");`,
    });

    assert.deepEqual(await up(), { stack: "dev", kind: "module" });
  });

  it("starts at the file that main names, in that file's directory", async () => {
    files({
      "Pulumi.yaml": "name: small\nruntime: nodejs\nmain: deploy/start.ts\n",
      "deploy/start.ts": `
        import * as path from "node:path";
        import { getRootDirectory } from "@pulumi/pulumi";
        export const from = path.relative(getRootDirectory(), process.cwd());`,
    });

    assert.deepEqual(await up(), { from: "deploy" });
  });

  it("starts in the directory that main names", async () => {
    files({
      "Pulumi.yaml": "name: small\nruntime: nodejs\nmain: deploy\n",
      "deploy/index.js": `exports.from = require("node:path").basename(process.cwd());`,
    });

    assert.deepEqual(await up(), { from: "deploy" });
  });

  it("hands over the runtime's options", async () => {
    files({
      "Pulumi.yaml": [
        "name: small",
        "runtime:",
        "  name: nodejs",
        "  options:",
        "    typescript: false",
        "    nodeargs: --stack-trace-limit=7 '--title=two words'",
        "",
      ].join("\n"),
      "index.js": `
        exports.limit = Error.stackTraceLimit;
        exports.title = process.title;
        exports.typescript = process.env.PULUMI_NODEJS_TYPESCRIPT;`,
    });

    assert.deepEqual(await up(), { limit: 7, title: "two words", typescript: "false" });
  });

  it("fails with the message of a program that throws, once", async () => {
    files({ "index.ts": `throw new Error("the program gave up");` });
    await succeed("stack", "init", "dev");

    const { code, stdout } = await pulumi("preview", "--json");

    const errors = JSON.parse(stdout).diagnostics.filter(
      ({ severity }: { severity: string }) => severity === "error",
    );
    assert.deepEqual({ failed: code !== 0, errors: errors.length }, { failed: true, errors: 1 });
    assert.match(errors[0].message, /the program gave up/);
  });

  it("fails when a program ends with an exit code of its own", async () => {
    files({ "index.js": "process.exit(3);" });
    await succeed("stack", "init", "dev");

    const { code, stdout, stderr } = await pulumi("preview");

    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /The program exited with code 3/);
  });

  it("fails when the program's dependencies are not installed", async () => {
    fs.rmSync(path.join(program, "node_modules"));
    files({ "index.js": `require("not-installed");` });
    await succeed("stack", "init", "dev");

    const { code, stdout, stderr } = await pulumi("preview");

    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /Cannot find module 'not-installed'/);
  });

  it("runs a provider plugin that is written in JavaScript", async () => {
    files({
      "Pulumi.yaml":
        "name: small\nruntime: nodejs\nplugins:\n  providers:\n    - name: small\n      path: ./plugin\n",
      "index.js": `
        const { CustomResource } = require("@pulumi/pulumi");
        class Thing extends CustomResource {
          constructor(name, args) { super("small:index:Thing", name, { ...args, size: undefined }); }
        }
        const thing = new Thing("thing", { colour: "red" });
        exports.id = thing.id;
        exports.size = thing.size;`,
      "plugin/PulumiPlugin.yaml": "runtime: nodejs\n",
      "plugin/package.json": JSON.stringify({ name: "small", version: "1.0.0" }),
      "plugin/index.js": `
        require("@pulumi/pulumi/provider").main(
          { version: "1.0.0", create: async (urn, inputs) => ({ id: "thing-1", outs: { ...inputs, size: 12 } }) },
          process.argv.slice(2),
        );`,
    });

    assert.deepEqual(await up(), { id: "thing-1", size: 12 });
  });

  it("starts a policy pack in its own directory and shows why it failed", async () => {
    files({
      "index.js": "",
      "pack/PulumiPolicy.yaml": "runtime: nodejs\nversion: 1.0.0\n",
      "pack/package.json": JSON.stringify({ name: "pack", version: "1.0.0" }),
      "pack/index.js": `throw new Error("pack in " + require("node:path").basename(process.cwd()));`,
    });
    await succeed("stack", "init", "dev");

    const { code, stdout, stderr } = await pulumi("preview", "--policy-pack", "pack");

    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /pack in pack/);
  });

  it("installs a program's dependencies with npm", async () => {
    fs.rmSync(path.join(program, "node_modules"));
    files({
      "package.json": JSON.stringify({ dependencies: { local: "file:./local" } }),
      "local/package.json": JSON.stringify({ name: "local", version: "1.0.0" }),
    });

    await succeed("install");

    assert.ok(fs.existsSync(path.join(program, "node_modules", "local", "package.json")));
  });

  it("tells what a program depends on", async () => {
    fs.rmSync(path.join(program, "node_modules"));
    files({
      "package.json": JSON.stringify({ dependencies: { local: "file:./local" } }),
      "local/package.json": JSON.stringify({ name: "local", version: "1.2.3" }),
    });
    await succeed("install");

    const about = JSON.parse(await succeed("about", "--json"));

    assert.deepEqual(about.dependencies, [{ name: "local", version: "1.2.3" }]);
  });
});
