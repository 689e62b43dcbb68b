import { resolve } from "node:path";
import { styleText } from "node:util";
import { Command } from "commander";
import { journalPlace } from "../provider/journal-path.ts";
import { readSettings, type Settings } from "../provider/settings.ts";
import { YotiSignError } from "../sdk/client/index.ts";
import { type CommandOutput, processOutput } from "./command-output.ts";
import { accountKeys, checkAccount } from "./doctor/accounts.ts";
import { type Check, fail, ok } from "./doctor/check.ts";
import { checkNode, checkPulumi } from "./doctor/engine.ts";
import { checkJournal } from "./doctor/journal.ts";
import { checkPackages, checkProject } from "./doctor/program.ts";
import { checkAccess, checkKey, checkService } from "./doctor/service.ts";
import { stateFilesCure } from "./doctor/state-files.ts";
import { findProject, type Project } from "./project.ts";
import { askPulumi, type PulumiCall } from "./pulumi-cli.ts";
import { noConfig, readStackConfig, type StackConfig } from "./stack-config.ts";
import { exportStack } from "./stack-export.ts";
import { countEnvelopes } from "./stack-state.ts";
import { wrapped } from "./wrapped.ts";

/** The world that `yotisign doctor` runs in; tests give their own. */
export interface DoctorSurroundings {
  env?: NodeJS.ProcessEnv;
  output?: CommandOutput;
  /** Milliseconds since 1970. */
  now?: () => number;
}

interface DoctorOptions {
  stack?: string;
  cwd: string;
  json?: true;
  offline?: true;
}

/**
 * `yotisign doctor`: checks what a run needs, and says what to do where something is missing. It changes nothing, and
 * asks the service one question. Exit code 1 when a check fails.
 */
export function doctorCommand(surroundings: DoctorSurroundings = {}): Command {
  return new Command("doctor")
    .description("check what a run needs: Node.js, Pulumi, packages, service, key, clock, journal")
    .option("--stack <name>", "the Pulumi stack; default: the one selected")
    .option("--cwd <folder>", "a folder of the Pulumi project", ".")
    .option("--json", "print JSON instead of text")
    .option("--offline", "do not call the service")
    .action((options: DoctorOptions) => doctor(options, surroundings));
}

async function doctor(
  { stack, cwd, json, offline }: DoctorOptions,
  { env = process.env, output = processOutput, now = Date.now }: DoctorSurroundings,
): Promise<void> {
  const project = findProject(cwd);
  const engine = checkPulumi(env);
  const checks = [checkNode(env), ...engine, checkProject(project, resolve(cwd))];
  if (project) checks.push(...checkPackages(project.programFolder));
  const found =
    project && engine[0]?.verdict !== "fail" ? await findStack(project, { cwd, env, stack }) : noStack;
  checks.push(...found.checks);
  const settings = settingsOf(found.config, env);
  if (settings instanceof YotiSignError) checks.push(fail("settings", settings.message));
  else {
    const key = checkKey(settings, found.config, env);
    checks.push(checkService(settings, env), key);
    const { baseUrl, apiKey } = settings;
    if (!offline && baseUrl && apiKey && key.verdict !== "fail")
      checks.push(...(await checkAccess(baseUrl, apiKey, now)));
    for (const [account, accountKey] of Object.entries(accountKeys(settings, env)))
      checks.push(...(await checkAccount(account, accountKey, offline ? undefined : baseUrl, now)));
    const journal = journalOf(settings, project, found.name, env);
    if (journal) {
      const call = { cwd, env, stack };
      const path = resolve(project?.programFolder ?? cwd, journal);
      checks.push(await checkJournal(path, () => envelopesOf(found.name === undefined ? undefined : call)));
    }
  }
  const failed = checks.some(({ verdict }) => verdict === "fail");
  output.write(json ? `${JSON.stringify({ ok: !failed, checks }, null, 2)}\n` : asText(checks));
  if (failed) output.setExitCode(1);
}

/** A stack's name and config; without either where Pulumi does not tell. */
interface FoundStack {
  name?: string;
  config: StackConfig;
  checks: Check[];
}

/** What is found where there is nobody to ask, which other checks have said. */
const noStack: FoundStack = { config: noConfig, checks: [] };

async function findStack(project: Project, call: PulumiCall): Promise<FoundStack> {
  try {
    const [config, shown] = await Promise.all([
      readStackConfig(call),
      call.stack ?? askPulumi(["stack", "--show-name"], call),
    ]);
    // `organisation/project/stack` is the same stack, and its resources bear the last part only.
    const name = shown.trim().split("/").at(-1) ?? "";
    return { name, config, checks: [ok("stack", name)] };
  } catch (error) {
    if (!(error instanceof YotiSignError)) throw error;
    const cure =
      stateFilesCure(project, call.env) ??
      "`pulumi stack ls` lists the stacks; name one with --stack, or log in where they are.";
    return { config: noConfig, checks: [fail("stack", error.message, cure)] };
  }
}

/** How many envelopes a stack's state has; 0 where Pulumi does not tell, which other checks have said. */
async function envelopesOf(call: PulumiCall | undefined): Promise<number> {
  if (!call) return 0;
  try {
    return countEnvelopes(await exportStack(call));
  } catch (error) {
    if (error instanceof YotiSignError) return 0;
    throw error;
  }
}

function settingsOf(config: StackConfig, env: NodeJS.ProcessEnv): Settings | YotiSignError {
  try {
    return readSettings(config.read, env);
  } catch (error) {
    if (error instanceof YotiSignError) return error;
    throw error;
  }
}

function journalOf(
  { journal }: Settings,
  project: Project | undefined,
  stack: string | undefined,
  env: NodeJS.ProcessEnv,
): string | undefined {
  if (journal || !project || !stack) return journal;
  // A resource's URN is asked for; project and stack are all that is taken from it.
  return journalPlace(`urn:pulumi:${stack}::${project.name}::`, env, project.programFolder).path;
}

const labelWidth = 15;

function asText(checks: readonly Check[]): string {
  const colours = { ok: "green", warn: "yellow", fail: "red" } as const;
  const lines = checks.flatMap(({ check, verdict, found, cure }) => {
    const label = `${check.padEnd(labelWidth)}${styleText(colours[verdict], verdict.padEnd(6))}`;
    const indent = labelWidth + 6;
    const text = wrapped(label, indent, found);
    return cure ? [text, wrapped(" ".repeat(indent), indent, `→ ${cure}`)] : [text];
  });
  return `${lines.join("\n")}\n`;
}
