import { type ChildProcess, execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { EnvelopeState } from "../../schema/envelope-state.ts";
import { ensureEngine } from "../../tools/engine/ensure-engine.mjs";

const root = new URL("../../", import.meta.url).pathname;

/** Declares what declared.json says, so that a test changes its program by writing JSON. */
const program = `const { Envelope, EmbeddedEnvelope } = require("pulumi-yotisign");
const declared = require("./declared.json");
for (const [name, { opts, embedded, ...args }] of Object.entries(declared)) {
  const { id, status, signedDocumentsUrl } = new (embedded ? EmbeddedEnvelope : Envelope)(name, args, opts);
  exports[name] = { id, status, signedDocumentsUrl };
}
`;

/** A declaration as the program passes it on; `opts` are Pulumi's resource options, `embedded` says of which kind. */
export type Declared = Record<string, unknown>;

export interface Run {
  /** 0: success. */
  code: number | null;
  /** All that the CLI wrote, colours off. */
  output: string;
}

/** A resource as Pulumi's state has it. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  inputs: Record<string, unknown>;
  outputs: EnvelopeState & Record<string, unknown>;
  initErrors?: string[];
}

/** A new folder below the project, so that programs find the package by its public name. */
function newFolder(): string {
  mkdirSync(join(root, ".cache", "e2e"), { recursive: true });
  return mkdtempSync(join(root, ".cache", "e2e", "stack-"));
}

const placesIn = (folder: string): NodeJS.ProcessEnv => ({
  PULUMI_BACKEND_URL: `file://${folder}/backend`,
  PULUMI_HOME: join(folder, "home"),
});

/** One project with one stack on a local backend, driven by the real CLI. */
export class TestStack {
  readonly folder: string;
  /** Added to the CLI's environment; undefined takes a variable away. */
  readonly env: NodeJS.ProcessEnv;
  readonly #command: string;

  private constructor(folder: string, command: string, env: NodeJS.ProcessEnv) {
    this.folder = folder;
    this.#command = command;
    this.env = env;
  }

  /** Where Pulumi keeps the state of the stack `test`. */
  get stateFile(): string {
    return join(this.folder, "backend/.pulumi/stacks/signing/test.json");
  }

  /**
   * @param env the service's address and key, and whatever a test needs beside
   * @param source the program; by default one that declares what {@link declare} was given
   */
  static async create(env: NodeJS.ProcessEnv, source = program): Promise<TestStack> {
    const { command } = await ensureEngine();
    const folder = newFolder();
    mkdirSync(join(folder, "backend"));
    writeFileSync(join(folder, "package.json"), '{ "private": true }');
    writeFileSync(
      join(folder, "Pulumi.yaml"),
      "name: signing\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n",
    );
    writeFileSync(join(folder, "index.js"), source);
    const stack = new TestStack(folder, command, {
      ...placesIn(folder),
      PULUMI_CONFIG_PASSPHRASE: "",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      // Each run starts three processes of Node.js, which load the same large modules.
      NODE_COMPILE_CACHE: join(root, ".cache", "compiled"),
      YOTI_SIGN_SEARCH_SETTLE_SECONDS: "0",
      ...env,
    });
    await stack.pulumi("stack", "init", "test");
    return stack;
  }

  /** A stack that is where this one is, in a folder of its own: program, files, state and journal. */
  copy(env: NodeJS.ProcessEnv = {}): TestStack {
    const folder = newFolder();
    cpSync(this.folder, folder, { recursive: true });
    return new TestStack(folder, this.#command, { ...this.env, ...placesIn(folder), ...env });
  }

  /** Rewrites the program's envelopes, by resource name. */
  declare(envelopes: Record<string, Declared>): void {
    writeFileSync(join(this.folder, "declared.json"), JSON.stringify(envelopes));
  }

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  remove(name: string): void {
    rmSync(join(this.folder, name));
  }

  /** Runs the CLI to its end; `started` gets the process while it runs. */
  pulumi(...args: string[]): Promise<Run> {
    return this.start(args).done;
  }

  /** Starts the CLI, in a process group of its own. */
  start(args: string[]): { process: ChildProcess; done: Promise<Run> } {
    const { promise: done, resolve } = Promise.withResolvers<Run>();
    const options = {
      cwd: this.folder,
      env: { ...process.env, ...this.env },
      maxBuffer: 1e8,
      detached: true,
    };
    const child = execFile(
      this.#command,
      [...args, "--non-interactive", "--color", "never"],
      options,
      (_, out, err) => resolve({ code: child.exitCode, output: out + err }),
    );
    return { process: child, done };
  }

  up = (...args: string[]): Promise<Run> => this.pulumi("up", "--yes", "--stack", "test", ...args);
  preview = (...args: string[]): Promise<Run> => this.pulumi("preview", "--stack", "test", ...args);
  refresh = (...args: string[]): Promise<Run> => this.pulumi("refresh", "--yes", "--stack", "test", ...args);
  destroy = (...args: string[]): Promise<Run> => this.pulumi("destroy", "--yes", "--stack", "test", ...args);

  async outputs(): Promise<Record<string, Record<string, string>>> {
    return JSON.parse((await this.pulumi("stack", "output", "--json", "--stack", "test")).output);
  }

  /** The envelopes in Pulumi's state, by resource name. */
  envelopes(): Record<string, StateResource> {
    const { resources = [] } = JSON.parse(readFileSync(this.stateFile, "utf8")).checkpoint.latest ?? {};
    const own = (resources as StateResource[]).filter(({ type }) =>
      /^pulumi-nodejs:dynamic\/yotisign:(Embedded)?Envelope$/.test(type),
    );
    return Object.fromEntries(own.map((resource) => [resource.urn.split("::").at(-1), resource]));
  }

  /** Removes the folder; what the emulator holds is not touched. */
  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
