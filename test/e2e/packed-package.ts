import { type ChildProcess, type ChildProcessByStdio, execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, normalize } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { ensureEngine } from "../../tools/engine/ensure-engine.mjs";

/** The repository. */
export const root: string = fileURLToPath(new URL("../../", import.meta.url));

/** How a command ended. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What npm says of the archive it made; sizes in bytes, paths relative to the package. */
export interface Archive {
  filename: string;
  size: number;
  unpackedSize: number;
  files: { path: string }[];
}

/** Packs the package as it is now, into a folder. */
async function pack(folder: string, env: NodeJS.ProcessEnv): Promise<Archive> {
  await succeeds(process.execPath, ["tools/build.mjs", "--if-needed"], root, env);
  // The build above is what npm would run before it packs.
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const [archive] = JSON.parse(await succeeds("npm", args, root, env));
  return archive;
}

/** A folder outside the repository in which the packed package is installed, as its users have it. */
export class Installation {
  readonly archive: Archive;
  readonly folder: string;
  readonly #scratch: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #manifest: object;
  readonly #pulumi: string;
  #backend = "";
  #service: NodeJS.ProcessEnv = {};
  #program: string[] = [];
  readonly #started: ChildProcess[] = [];

  private constructor(
    scratch: string,
    folder: string,
    archive: Archive,
    env: NodeJS.ProcessEnv,
    pulumi: string,
  ) {
    this.#scratch = scratch;
    this.folder = folder;
    this.archive = archive;
    this.#env = env;
    this.#pulumi = pulumi;
    this.#manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  }

  /**
   * Packs the package and installs it in an empty folder beside other packages.
   *
   * @param dependencies the other packages, as package.json names them
   * @throws Error when npm does not manage to
   */
  static async create(dependencies: object): Promise<Installation> {
    const { command } = await ensureEngine();
    const scratch = realpathSync(mkdtempSync(join(tmpdir(), "packed-")));
    const env = {
      ...process.env,
      PATH: pathWithoutTheRepository(),
      // Where `npm exec -c` runs the tests, npx would take its command for its own.
      npm_config_call: undefined,
      PULUMI_HOME: join(scratch, "pulumi"),
      PULUMI_CONFIG_PASSPHRASE: "",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    };
    const archive = await pack(scratch, env);
    const folder = join(scratch, "program");
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "signing", ...dependencies }));
    const args = ["install", "--no-audit", "--no-fund", "--prefer-offline", join(scratch, archive.filename)];
    await succeeds("npm", args, folder, env);
    return new Installation(scratch, folder, archive, env, command);
  }

  /** Takes away what is installed for development only. */
  async prune(): Promise<void> {
    await succeeds("npm", ["prune", "--omit=dev", "--no-audit", "--offline"], this.folder, this.#env);
  }

  /**
   * Puts a program in the place of the last one, with a stack on a backend of its own.
   *
   * @param manifest what package.json says beside name and dependencies
   * @param files their contents by name
   * @param service the variables that name service and key
   */
  async write(
    manifest: object,
    files: Record<string, string | Uint8Array>,
    service: NodeJS.ProcessEnv,
  ): Promise<void> {
    for (const name of this.#program) rmSync(join(this.folder, name));
    this.#program = Object.keys(files);
    const all = { "package.json": JSON.stringify({ ...this.#manifest, ...manifest }), ...files };
    for (const [name, content] of Object.entries(all)) writeFileSync(join(this.folder, name), content);
    this.#backend = mkdtempSync(join(this.#scratch, "backend-"));
    this.#service = service;
    const { code, stderr } = await this.pulumi("stack", "init", "test");
    if (code !== 0) throw new Error(stderr);
  }

  /** Runs Pulumi on the program. */
  pulumi(...args: string[]): Promise<Ended> {
    const env = { ...this.#env, ...this.#service, PULUMI_BACKEND_URL: `file://${this.#backend}` };
    return run(this.#pulumi, [...args, "--non-interactive", "--color", "never"], this.folder, env);
  }

  /** Runs a command in the folder, on this Node and on what is installed there. */
  run(command: string, ...args: string[]): Promise<Ended> {
    return run(command, args, this.folder, this.#env);
  }

  /** Starts a command in the folder; {@link dispose} ends it. */
  start(command: string, ...args: string[]): ChildProcessByStdio<null, Readable, null> {
    const child = spawn(command, args, {
      cwd: this.folder,
      env: this.#env,
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.#started.push(child);
    return child;
  }

  /** Ends what still runs and removes everything. */
  dispose(): void {
    for (const child of this.#started) child.kill("SIGKILL");
    rmSync(this.#scratch, { recursive: true, force: true });
  }
}

/** This Node first, and nothing that the repository has installed. */
function pathWithoutTheRepository(): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const others = folders.filter((folder) => !normalize(folder).startsWith(root));
  return [dirname(process.execPath), ...others].join(delimiter);
}

function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(command, args, { cwd, env, maxBuffer: 1e8 }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

/** @returns what the command printed */
async function succeeds(
  command: string,
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, cwd, env);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}: ${stderr}`);
  return stdout;
}
