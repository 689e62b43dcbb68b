import { existsSync } from "node:fs";
import { join } from "node:path";
import { ownerIn } from "../schema/urn.ts";
import { localBackend } from "./journal-path.ts";

/**
 * Whether the stack that a resource belonged to is gone, as after a rename, or still there, as after `pulumi state move`.
 *
 * @param former a URN of that stack
 * @param present a URN of the stack that has the resource now
 * @param cwd the program's folder
 * @returns undefined where nobody can tell: the backend is not a local one, or not laid out as expected
 */
export function stackGone(
  former: string,
  present: string,
  env: NodeJS.ProcessEnv = process.env,
  cwd: string = process.cwd(),
): boolean | undefined {
  const local = localBackend(env, cwd);
  if (local === undefined) return undefined;
  const its = stateFiles(local, former);
  const ours = stateFiles(local, present);
  if (!ours.some(existsSync)) return undefined;
  // Without projects in its paths, a backend has one file for a name, whatever the project.
  return !its.some((path) => !ours.includes(path) && existsSync(path));
}

/** Where Pulumi keeps a stack's state: by project, or as it did before; compressed or not. */
function stateFiles(local: string, urn: string): string[] {
  const { project = "", stack = "" } = ownerIn(urn);
  const paths = [join(local, "stacks", project, stack), join(local, "stacks", stack)];
  return paths.flatMap((path) => [`${path}.json`, `${path}.json.gz`]);
}
