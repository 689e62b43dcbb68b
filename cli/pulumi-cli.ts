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

/**
 * Asks Pulumi something about a stack; no command that changes anything is run here.
 *
 * @param args the command, for example `["stack", "export"]`
 * @returns what it printed on standard output
 * @throws ConfigError there is no Pulumi or no such folder, or Pulumi says no; the message has Pulumi's own words
 */
export async function askPulumi(args: readonly string[], { cwd, env, stack }: PulumiCall): Promise<string> {
  const command = findPulumi(env);
  if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory())
    throw new ConfigError(`There is no folder ${cwd}; set --cwd to the folder of a Pulumi project.`);
  const all = [...args, "--non-interactive", "--color", "never", ...(stack ? ["--stack", stack] : [])];
  const options = { cwd, env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" }, maxBuffer: 2 ** 30 };
  return await new Promise((fulfil, reject) => {
    const child = execFile(command, all, options, (error, stdout, stderr) => {
      // Without cause: the error that Node makes repeats all that was printed.
      if (error)
        reject(new ConfigError(`\`pulumi ${args.join(" ")}\` failed: ${saidBy(stderr) || error.code}`));
      else fulfil(stdout);
    });
    // Whatever it may want to ask, nobody is there to answer.
    child.stdin?.end();
  });
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
const saidBy = (stderr: string): string => stderr.trim().replace(/^error: /, "");
