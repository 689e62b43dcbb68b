import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Person } from "./person.ts";
import type { Place } from "./place.ts";

/**
 * The copies of a state that a local backend keeps beside it: the one before, history and backups. What is encrypted
 * there is not decrypted.
 *
 * @param backend the folder of a local backend
 * @param held URNs of resources that hold the person today: an encrypted copy of one of them may, too
 */
export function placesInBackend(
  backend: string,
  { project, stack }: { project: string; stack: string },
  person: Person,
  held: readonly string[],
): Place[] {
  const files = ["stacks", "history", "backups"].flatMap((part) => {
    const folder = join(backend, part, project);
    const own = part === "stacks" ? folder : join(folder, stack);
    return filesIn(own).filter((path) => part !== "stacks" || isCopyOf(path.slice(folder.length + 1), stack));
  });
  return files.flatMap((path): Place[] => {
    const text = textOf(path);
    const holds = person.tracesIn(text);
    const hidden = text.includes('"ciphertext"') && held.some((urn) => text.includes(JSON.stringify(urn)));
    if (holds.length === 0 && !hidden) return [];
    const encrypted = holds.length > 0 ? false : "unknown";
    return [{ kind: "state-copy", where: path, holds, encrypted, remedy: `rm '${path}'` }];
  });
}

/** The state itself is looked at through Pulumi. */
const isCopyOf = (name: string, stack: string): boolean =>
  name.startsWith(`${stack}.json`) && name !== `${stack}.json` && name !== `${stack}.json.gz`;

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function textOf(path: string): string {
  const content = readFileSync(path);
  return (path.endsWith(".gz") || path.endsWith(".gz.bak") ? gunzipSync(content) : content).toString("utf8");
}
