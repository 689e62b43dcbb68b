import { execFile } from "node:child_process";
import { parse } from "yaml";
import type { Run } from "./stack.ts";

interface Step {
  id?: string;
  if?: string;
  run?: string;
  env?: Record<string, string>;
}

/** Where a job's steps run. */
export interface JobSurroundings {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** What the expressions of the workflow stand for, as in `matrix.stack`. */
  values: Record<string, string>;
}

/**
 * Runs the shell steps of a job of a GitHub workflow, as the runner does: in order, with their own variables, and after one
 * that failed only those that say `always()`. Other people's actions are left out, and what installs packages.
 *
 * @param workflow its text
 * @returns how the job ended: with the first exit code that is not 0
 * @throws Error an expression has no value here
 */
export async function runJob(workflow: string, name: string, at: JobSurroundings): Promise<Run> {
  const { env: shared = {}, jobs } = parse(workflow) as {
    env?: Record<string, string>;
    jobs: Record<string, { steps: Step[] }>;
  };
  const whole: Run = { code: 0, output: "" };
  for (const step of jobs[name]?.steps ?? []) {
    if (step.run === undefined || step.run.startsWith("npm ci")) continue;
    if (whole.code !== 0 && !step.if?.includes("always()")) continue;
    const own = Object.entries({ ...shared, ...step.env }).map(([key, text]) => [
      key,
      evaluated(text, at.values),
    ]);
    const { code, output } = await shell(evaluated(step.run, at.values), {
      cwd: at.cwd,
      env: { ...Object.fromEntries(own), ...at.env },
    });
    whole.output += output;
    whole.code ||= code;
  }
  return whole;
}

function evaluated(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\$\{\{\s*(.+?)\s*\}\}/g, (_, expression: string) => {
    const value = values[expression];
    if (value === undefined) throw new Error(`${expression} has no value in this test`);
    return value;
  });
}

/** With the options that the runner gives bash. */
function shell(script: string, options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<Run> {
  const { promise, resolve } = Promise.withResolvers<Run>();
  const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
  const child = execFile("bash", args, { ...options, maxBuffer: 1e8 }, (_, out, err) =>
    resolve({ code: child.exitCode, output: out + err }),
  );
  return promise;
}
