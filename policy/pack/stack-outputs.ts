import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { hasEncrypted, revealed } from "../../schema/pulumi-secret.ts";
import { callerCommand } from "./caller.ts";

/**
 * The outputs of a stack's resources by URN, as Pulumi's state has them; secrets stay encrypted, but for those of a stack
 * that keeps personal data so: what was sent could not be told otherwise. Pulumi does not tell a policy what exists, so
 * its own CLI is asked, which only reads. Where it does not answer nothing is known to exist.
 *
 * @param folder of the project
 */
export async function readStackOutputs(folder: string, stack: string): Promise<Map<string, object>> {
  const outputs = new Map<string, object>();
  try {
    const exported = await readResources(folder, stack);
    const isHidden = exported.some((one) => one.outputs?.personalData && hasEncrypted(one.outputs.record));
    const resources = isHidden ? await readResources(folder, stack, "--show-secrets") : exported;
    for (const { urn, outputs: found = {}, delete: leaves } of resources)
      if (!leaves) outputs.set(urn, found.personalData ? (revealed(found) as object) : found);
  } catch {
    // What is not known to be sent is judged as if it were to be, which is the safe side.
  }
  return outputs;
}

interface Resource {
  urn: string;
  outputs?: Record<string, unknown>;
  delete?: boolean;
}

async function readResources(folder: string, stack: string, ...more: string[]): Promise<Resource[]> {
  const args = ["stack", "export", ...more, "--stack", stack, "--non-interactive", "--color", "never"];
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const options = { cwd: folder, env, maxBuffer: 2 ** 30 };
  const { stdout } = await promisify(execFile)(callerCommand(), args, options);
  return JSON.parse(stdout).deployment?.resources ?? [];
}
