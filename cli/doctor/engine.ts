import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { dirname } from "node:path";
import { YotiSignError } from "../../sdk/client/index.ts";
import { findExecutable, pathFolders } from "../executable.ts";
import { findPulumi } from "../pulumi-cli.ts";
import { type Check, fail, ok, warn } from "./check.ts";
import { isAtLeast, versionIn } from "./version.ts";

const oldestNode = "24.0.0";

/** Before it, `pulumi refresh --run-program`, which renews exported addresses, could run for ever (its changelog). */
const oldestPulumi = "3.207.0";

/** What Pulumi starts to run programs in Node.js, and dynamic providers. */
const companions = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];

/** The Node.js that Pulumi will start, which need not be the one that runs this. */
export function checkNode(env: NodeJS.ProcessEnv): Check {
  const node = findExecutable("node", pathFolders(env));
  const install = `Install Node.js ${Number.parseInt(oldestNode, 10)} or newer, and put it first on PATH.`;
  if (!node) return fail("node", "There is no `node` on PATH, which Pulumi starts to run programs.", install);
  const version = versionOf(node, "--version", env);
  if (!version) return fail("node", `${node} does not say its version.`, install);
  const found = `Node.js ${version} (${node})`;
  return isAtLeast(version, oldestNode) ? ok("node", found) : fail("node", `${found} is too old.`, install);
}

/** The Pulumi CLI, and beside it or on PATH the programs it starts for our resources. */
export function checkPulumi(env: NodeJS.ProcessEnv): Check[] {
  let command: string;
  try {
    command = findPulumi(env);
  } catch (error) {
    if (!(error instanceof YotiSignError)) throw error;
    return [fail("pulumi", error.message)];
  }
  const version = versionOf(command, "version", env);
  const install = "Install Pulumi anew (https://www.pulumi.com/docs/install).";
  if (!version) return [fail("pulumi", `${command} does not answer \`pulumi version\`.`, install)];
  const found = `Pulumi ${version} (${command})`;
  const folders = [dirname(realpathSync(command)), dirname(command), ...pathFolders(env)];
  const missing = companions.filter((name) => findExecutable(name, folders) === undefined);
  return [
    isAtLeast(version, oldestPulumi)
      ? ok("pulumi", found)
      : warn("pulumi", `${found} is older than ${oldestPulumi}, the oldest this was tried with.`, install),
    missing.length === 0
      ? ok("pulumi-nodejs", "Pulumi's language host for Node.js and its host of dynamic providers are there.")
      : fail(
          "pulumi-nodejs",
          `Pulumi comes without ${missing.join(" and ")}, which runs our resources.`,
          install,
        ),
  ];
}

function versionOf(command: string, argument: string, env: NodeJS.ProcessEnv): string | undefined {
  try {
    return versionIn(
      execFileSync(command, [argument], {
        encoding: "utf8",
        env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
        stdio: ["ignore", "pipe", "ignore"],
        timeout: 30_000,
      }),
    );
  } catch {
    return undefined;
  }
}
