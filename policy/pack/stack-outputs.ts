import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { callerCommand } from "./caller.ts";

/**
 * The outputs of a stack's resources by URN, as Pulumi's state has them; secrets stay encrypted. Pulumi does not tell a
 * policy what exists, so its own CLI is asked, which only reads. Where it does not answer nothing is known to exist.
 *
 * @param folder of the project
 */
export async function readStackOutputs(folder: string, stack: string): Promise<Map<string, object>> {
  const outputs = new Map<string, object>();
  try {
    const args = ["stack", "export", "--stack", stack, "--non-interactive", "--color", "never"];
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const options = { cwd: folder, env, maxBuffer: 2 ** 30 };
    const { stdout } = await promisify(execFile)(callerCommand(), args, options);
    const { deployment } = JSON.parse(stdout);
    for (const resource of deployment?.resources ?? [])
      if (!resource.delete) outputs.set(resource.urn, resource.outputs ?? {});
  } catch {
    // What is not known to be sent is judged as if it were to be, which is the safe side.
  }
  return outputs;
}
