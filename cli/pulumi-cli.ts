import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError } from "../sdk/client/index.ts";
import { findExecutable, isExecutable, pathFolders } from "./executable.ts";

/** Which Pulumi is asked, and about what. */
export interface PulumiCall {
  /** A folder of the project. */
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** The stack's name; undefined: the one selected. */
  stack: string | undefined;
}

/**
 * The `pulumi` that is used: the one that YOTISIGN_PULUMI names, else the first on PATH.
 *
 * @returns its absolute path
 * @throws ConfigError there is none
 */
export function findPulumi(env: NodeJS.ProcessEnv): string {
  const named = env.YOTISIGN_PULUMI;
  if (named) {
    if (isExecutable(resolve(named))) return resolve(named);
    throw new ConfigError(
      "YOTISIGN_PULUMI does not lead to a program; set it to the path of `pulumi`, or unset it.",
    );
  }
  const found = findExecutable("pulumi", pathFolders(env));
  if (found) return found;
  throw new ConfigError(
    "There is no `pulumi` on PATH. Install Pulumi (https://www.pulumi.com/docs/install), or set YOTISIGN_PULUMI to " +
      "where it is.",
  );
}

/** How a run of Pulumi ended. */
export interface PulumiRun {
  /** Undefined: well. Else the code it exited with, or the system's for why it could not be run. */
  failure: number | string | undefined;
  stdout: string;
  stderr: string;
}

/**
 * Runs Pulumi to its end. The one command that changes anything is that of `yotisign close`, which drops what was closed
 * from the state.
 *
 * @param args the command, for example `["stack", "export"]`
 * @param signal ends it
 * @throws ConfigError there is no Pulumi or no such folder
 * @throws the signal's reason when it is aborted
 */
export async function runPulumi(
  args: readonly string[],
  { cwd, env, stack }: PulumiCall,
  signal?: AbortSignal,
): Promise<PulumiRun> {
  const command = findPulumi(env);
  if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory())
    throw new ConfigError(`There is no folder ${cwd}; set --cwd to the folder of a Pulumi project.`);
  const all = [...args, "--non-interactive", "--color", "never", ...(stack ? ["--stack", stack] : [])];
  const options = {
    cwd,
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    maxBuffer: 2 ** 30,
    ...(signal && { signal }),
  };
  return await new Promise((fulfil, reject) => {
    const child = execFile(command, all, options, (error, stdout, stderr) => {
      if (signal?.aborted) reject(signal.reason);
      else fulfil({ failure: error ? (error.code ?? "unknown") : undefined, stdout, stderr });
    });
    // Whatever it may want to ask, nobody is there to answer.
    child.stdin?.end();
  });
}

/**
 * Asks Pulumi something about a stack; otherwise as {@link runPulumi}.
 *
 * @returns what it printed on standard output
 * @throws ConfigError also when Pulumi says no; the message has Pulumi's own words
 */
export async function askPulumi(args: readonly string[], call: PulumiCall): Promise<string> {
  const { failure, stdout, stderr } = await runPulumi(args, call);
  // Without cause: the error that Node makes repeats all that was printed.
  if (failure !== undefined)
    throw new ConfigError(`\`pulumi ${args.join(" ")}\` failed: ${saidBy(stderr) || failure}`);
  return stdout;
}

/**
 * Asks Pulumi for something that it prints as JSON; otherwise as {@link askPulumi}.
 *
 * @throws ConfigError also when what it prints is no JSON
 */
export async function askPulumiForJson(args: readonly string[], call: PulumiCall): Promise<unknown> {
  const printed = await askPulumi(args, call);
  try {
    return JSON.parse(printed);
  } catch {
    // Without cause: the parser's error quotes the text.
    throw new ConfigError(`\`pulumi ${args.join(" ")}\` did not print JSON; install a newer Pulumi.`);
  }
}

/** Pulumi's message without what comes before it. */
export const saidBy = (stderr: string): string => stderr.trim().replace(/^error: /, "");
