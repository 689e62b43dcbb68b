import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Makes an empty file that nobody else on this machine may read, for as long as the work takes.
 *
 * @param work gets its path
 */
export async function withPrivateFile<T>(name: string, work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "yotisign-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // The process may also be ended in the middle of the work, by process.exit.
  process.once("exit", remove);
  try {
    const file = join(folder, name);
    writeFileSync(file, "", { mode: 0o600 });
    return await work(file);
  } finally {
    process.off("exit", remove);
    remove();
  }
}
