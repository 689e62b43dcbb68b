// @ts-check
/**
 * The Node.js language host of an engine that was built from source: the program Pulumi starts as
 * `pulumi-language-nodejs` to run projects, plugins and policy packs whose runtime is `nodejs`.
 *
 * It is a gRPC server for the service `LanguageRuntime` on the message classes that @pulumi/pulumi ships,
 * and only starts Node on the entry scripts of that package. A copy of this one file lies beside the CLI (hence
 * one file, however long), with a link to this project's node_modules for programs that have none of their own.
 *
 * Usage: node language-host.mjs [engine's log flags] ENGINE_ADDRESS
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";

/** What the npm package's `cmd/run` exits with when it has already told the user what went wrong. */
const EXIT_ALREADY_REPORTED = 32;

/**
 * @typedef {{ rootDirectory: string, directory: string, entryPoint: string, options: Record<string, unknown> }} Program
 */

const ownArguments = process.argv.slice(2);
const engineAddress = ownArguments.at(-1);
const tracingFlag = ownArguments.indexOf("--tracing");
const tracingAddress = tracingFlag < 0 ? undefined : ownArguments[tracingFlag + 1];

/**
 * Finds a module of @pulumi/pulumi as files in the given directories would, the first that can.
 * @param {string} specifier
 * @param {string[]} directories
 * @returns {string} absolute path
 * @throws {Error} when none of the directories has the package installed
 */
function resolveFrom(specifier, directories) {
  for (const directory of directories) {
    try {
      return createRequire(path.join(directory, "program.js")).resolve(specifier);
    } catch {
      // The next directory may have it.
    }
  }
  throw new Error(
    `Cannot find ${specifier} from ${directories.join(" or ")}. ` +
      "Install the program's dependencies there, for example with 'npm install'.",
  );
}

const sdk = createRequire(resolveFrom("@pulumi/pulumi", [import.meta.dirname, process.cwd()]));
const grpc = sdk("@grpc/grpc-js");
const { Empty } = sdk("google-protobuf/google/protobuf/empty_pb.js");
const messages = sdk("@pulumi/pulumi/proto/language_pb.js");
const pluginMessages = sdk("@pulumi/pulumi/proto/plugin_pb.js");
const { LanguageRuntimeService } = sdk("@pulumi/pulumi/proto/language_grpc_pb.js");

/** @type {Set<import("node:child_process").ChildProcess>} */
const children = new Set();

/**
 * Starts a child that ends with the host.
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 */
function start(command, args, options) {
  const child = spawn(command, args, options);
  children.add(child);
  child.once("close", () => children.delete(child));
  child.once("error", () => children.delete(child));
  return child;
}

/** @param {NodeJS.Signals} signal */
function stopChildren(signal) {
  for (const child of children) child.kill(signal);
}

/**
 * @param {any} info a ProgramInfo message
 * @returns {Program}
 */
function programOf(info) {
  return {
    rootDirectory: info.getRootDirectory(),
    directory: info.getProgramDirectory(),
    entryPoint: info.getEntryPoint(),
    options: info.getOptions()?.toJavaScript() ?? {},
  };
}

/**
 * The environment that tells Pulumi's entry scripts about the `runtime.options` of a project.
 * @param {Program} program
 */
function runtimeEnvironment({ options }) {
  return {
    PULUMI_NODEJS_TYPESCRIPT: String(options.typescript !== false),
    ...(typeof options.tsconfig === "string" && options.tsconfig !== ""
      ? { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }
      : {}),
  };
}

/**
 * Splits `runtime.options.nodeargs` at blanks; single or double quotes keep blanks together.
 * @param {unknown} text
 * @returns {string[]}
 */
function nodeArguments(text) {
  const words = typeof text === "string" ? text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) : null;
  return (words ?? []).map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}

/**
 * @param {any} request a RunRequest message
 * @returns {Promise<{ error: string, bail: boolean }>}
 */
async function runProgram(request) {
  if (request.getAttachDebugger()) {
    const cure = "set the runtime's option nodeargs to --inspect-brk in Pulumi.yaml instead";
    return { error: `This language host does not start debuggers; ${cure}.`, bail: false };
  }
  const program = programOf(request.getInfo());
  const entryScript = resolveFrom("@pulumi/pulumi/cmd/run", [program.directory, import.meta.dirname]);
  const flags = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": program.rootDirectory,
    stack: request.getStack(),
    pwd: request.getPwd(),
    parallel: request.getParallel(),
    tracing: tracingAddress,
  };
  const args = [
    ...nodeArguments(program.options.nodeargs),
    entryScript,
    ...Object.entries(flags).flatMap(([flag, value]) => (value ? [`--${flag}=${value}`] : [])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    program.entryPoint,
    ...request.getArgsList(),
  ];
  const env = {
    ...process.env,
    ...runtimeEnvironment(program),
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
  const child = start(process.execPath, args, { env, stdio: ["ignore", "inherit", "inherit"] });
  const { code, signal } = await ended(child);
  if (code === 0) return { error: "", bail: false };
  if (code === EXIT_ALREADY_REPORTED) return { error: "", bail: true };
  const how = signal ? `was ended by ${signal}` : `exited with code ${code}`;
  return { error: `The program ${how}; what it printed above should say why.`, bail: false };
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null }>}
 */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}

/**
 * Runs a child whose output goes to the caller in `response` messages, and stops it when the caller hangs up.
 * @param {any} call a server-streaming call
 * @param {import("node:child_process").ChildProcess} child
 * @param {new () => any} Response has setStdout and setStderr
 */
async function streamOutput(call, child, Response) {
  const send = (/** @type {"setStdout" | "setStderr"} */ setter) => (/** @type {Buffer} */ chunk) => {
    const response = new Response();
    response[setter](chunk);
    call.write(response);
  };
  child.stdout?.on("data", send("setStdout"));
  child.stderr?.on("data", send("setStderr"));
  call.once("cancelled", () => child.kill("SIGINT"));
  const { code } = await ended(child);
  return code ?? -1;
}

/** @param {any} call @returns {Promise<void>} */
async function runPlugin(call) {
  const request = call.request;
  const program = programOf(request.getInfo());
  const isPolicyPack = request.getKind() === "analyzer";
  const script = resolveFrom(`@pulumi/pulumi/cmd/${isPolicyPack ? "run-policy-pack" : "run-plugin"}`, [
    program.directory,
    import.meta.dirname,
  ]);
  const args = isPolicyPack
    ? [...request.getArgsList(), program.directory]
    : [program.directory, ...request.getArgsList()];
  const child = start(process.execPath, [script, ...args], {
    // A policy pack reads its own package.json from the working directory.
    cwd: isPolicyPack ? program.directory : request.getPwd(),
    env: {
      ...Object.fromEntries(request.getEnvList().map(splitVariable)),
      ...runtimeEnvironment(program),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const code = await streamOutput(call, child, messages.RunPluginResponse);
  const last = new messages.RunPluginResponse();
  last.setExitcode(code);
  call.write(last);
}

/** @param {string} variable `NAME=value` @returns {[string, string]} */
function splitVariable(variable) {
  const at = variable.indexOf("=", 1);
  return [variable.slice(0, at), variable.slice(at + 1)];
}

/** @param {any} call @returns {Promise<void>} */
async function installDependencies(call) {
  const { directory, options } = programOf(call.request.getInfo());
  const packageManager = typeof options.packagemanager === "string" ? options.packagemanager : "npm";
  const child = start(packageManager, ["install"], { cwd: directory, stdio: ["ignore", "pipe", "pipe"] });
  const code = await streamOutput(call, child, messages.InstallDependenciesResponse);
  if (code !== 0) throw new Error(`'${packageManager} install' in ${directory} exited with code ${code}.`);
}

/** @param {any} call */
async function getProgramDependencies(call) {
  const { directory } = programOf(call.request.getInfo());
  const depth = call.request.getTransitivedependencies() ? ["--all"] : [];
  const child = start("npm", ["ls", "--json", "--omit=dev", ...depth], {
    cwd: directory,
    stdio: ["ignore", "pipe", "ignore"],
  });
  let json = "";
  child.stdout?.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    json += text;
  });
  await ended(child);
  const found = new Map();
  const collect = (/** @type {any} */ tree) => {
    for (const [name, entry] of Object.entries(tree.dependencies ?? {})) {
      if (entry.version) found.set(`${name}@${entry.version}`, [name, entry.version]);
      collect(entry);
    }
  };
  collect(JSON.parse(json || "{}"));
  const response = new messages.GetProgramDependenciesResponse();
  for (const [name, version] of found.values()) {
    response.addDependencies(new messages.DependencyInfo().setName(name).setVersion(version));
  }
  return response;
}

/**
 * Turns an async function into a gRPC handler of a call with one answer.
 * @param {(call: any) => Promise<unknown> | unknown} answer
 */
function unary(answer) {
  return (/** @type {any} */ call, /** @type {(error: unknown, value?: unknown) => void} */ done) => {
    Promise.resolve(call)
      .then(answer)
      .then(
        (value) => done(null, value),
        (error) => done(grpcError(error)),
      );
  };
}

/**
 * Turns an async function that writes its answers into a gRPC handler.
 * @param {(call: any) => Promise<void>} stream
 */
function streaming(stream) {
  return (/** @type {any} */ call) => {
    stream(call).then(
      () => call.end(),
      (error) => call.emit("error", grpcError(error)),
    );
  };
}

/** @param {any} error */
function grpcError(error) {
  return { code: grpc.status.UNKNOWN, message: error instanceof Error ? error.message : String(error) };
}

const service = {
  handshake: unary(() => new messages.LanguageHandshakeResponse()),
  getPluginInfo: unary(() =>
    new pluginMessages.PluginInfo().setVersion(sdk("@pulumi/pulumi/package.json").version),
  ),
  // Plugins a program needs are found when its resources are registered; naming them here only saves time.
  getRequiredPackages: unary(() => new messages.GetRequiredPackagesResponse()),
  getRequiredPlugins: unary(() => new messages.GetRequiredPluginsResponse()),
  about: unary(() =>
    new messages.AboutResponse().setExecutable(process.execPath).setVersion(process.versions.node),
  ),
  getProgramDependencies: unary(getProgramDependencies),
  installDependencies: streaming(installDependencies),
  run: unary(async (call) => {
    const { error, bail } = await runProgram(call.request);
    return new messages.RunResponse().setError(error).setBail(bail);
  }),
  runPlugin: streaming(runPlugin),
  cancel: unary(() => {
    stopChildren("SIGINT");
    return new Empty();
  }),
};

function shutDown() {
  stopChildren("SIGTERM");
  process.exit(0);
}
process.once("SIGINT", shutDown);
process.once("SIGTERM", shutDown);
// The engine holds the other end of our input: when it closes, the engine has gone.
process.stdin.once("close", shutDown).resume();

// Messages carry whole resource states, so the engine's own limit of 400 MB applies rather than gRPC's 4 MB.
const server = new grpc.Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
server.addService(LanguageRuntimeService, service);
server.bindAsync(
  "127.0.0.1:0",
  grpc.ServerCredentials.createInsecure(),
  (/** @type {Error | null} */ error, /** @type {number} */ port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  },
);
