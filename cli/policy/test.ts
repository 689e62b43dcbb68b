import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { examinePolicy } from "../../policy/host/load-policy.ts";
import { isTest } from "../../policy/host/own-rules.ts";
import { PolicyError } from "../../policy/policy-error.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import { processOutput } from "../command-output.ts";
import { type PolicySurroundings, policyFileOf, policyOption } from "./surroundings.ts";

/**
 * `yotisign policy test [files]`: runs the tests of rules of one's own with Node.js's test runner, in which
 * `testRule` needs nothing else. Exit code 1 when one fails.
 */
export const testCommand = (surroundings: PolicySurroundings): Command =>
  new Command("test")
    .description("run the tests of your own rules")
    .argument("[files...]", "default: all *.test.ts (.js, .mts …) beside the policy's own rules")
    .option(...policyOption)
    .action((files: string[], { policy }: { policy?: string }) => test(files, policy, surroundings));

async function test(
  named: readonly string[],
  policy: string | undefined,
  { output = processOutput, cwd, env = process.env }: PolicySurroundings,
): Promise<void> {
  const files = named.length > 0 ? named : await testsOf(policyFileOf(policy, cwd));
  // Within a test run of Node.js's the child would report to that one.
  const { NODE_TEST_CONTEXT: _, ...rest } = env;
  const child = spawn(process.execPath, ["--test", "--test-reporter=spec", ...files], {
    cwd,
    env: rest,
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => output.write(text));
  const [code] = await once(child, "close");
  if (code !== 0) output.setExitCode(1);
}

async function testsOf(policy: string): Promise<string[]> {
  const { file, modules, issues } = await examinePolicy(policy);
  const unread = issues.filter(({ path: [first], level }) => first === "ownRules" && level === "error");
  if (unread.length > 0) throw new PolicyError(file, unread);
  const folders = [...new Set(modules.map((module) => dirname(module)))];
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter(isTest)
      .map((name) => join(folder, name)),
  );
  if (files.length === 0)
    throw new ConfigError(
      modules.length === 0
        ? `${file} names no rules of its own (ownRules), so there is nothing to test.`
        : "There is no test beside the policy's own rules: a file whose name ends with .test.ts or .test.js.",
    );
  return files.toSorted();
}
