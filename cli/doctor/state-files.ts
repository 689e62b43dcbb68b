import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { localBackend } from "../../provider/journal-path.ts";
import type { Project } from "../project.ts";

/**
 * What to do where Pulumi cannot load a stack of a local backend since one of its files is empty. It writes a state beside the
 * one before and then puts it in its place, but overwrites the note beside that (`<stack>.json.attrs`): a CLI that is killed in
 * that moment leaves the note empty, and says "failed to load checkpoint: EOF" from then on.
 *
 * @returns undefined where that is not the reason
 */
export function stateFilesCure({ name, programFolder }: Project, env: NodeJS.ProcessEnv): string | undefined {
  const local = localBackend(env, programFolder);
  if (local === undefined) return undefined;
  const cures = [join(local, "stacks", name), join(local, "stacks")]
    .flatMap((folder) => emptyFiles(folder))
    .map((path) =>
      path.endsWith(".attrs")
        ? `Remove ${path}: it is empty, since Pulumi was killed while it wrote it, and the state beside it is whole.`
        : `Put ${path}.bak in the place of ${path}, which is empty: it is the state before.`,
    );
  return cures.length === 0 ? undefined : [...cures, "Then run `pulumi cancel` and `pulumi up`."].join(" ");
}

/** The states in a folder, and the notes beside them, that are empty. */
function emptyFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.json(\.gz)?(\.attrs)?$/.test(name))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).size === 0);
}
