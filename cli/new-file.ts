import { access, open } from "node:fs/promises";
import { ConfigError } from "../sdk/client/index.ts";

/** Refuses to write over a file. @throws ConfigError it exists, and that it be replaced was not said */
export async function checkNewFile(path: string, force: boolean | undefined): Promise<void> {
  if (!force && (await exists(path)))
    throw new ConfigError(`${path} exists. Choose another file with --out, or replace it with --force.`);
}

/**
 * Writes a text about a person to a file that nobody else on this machine may read.
 *
 * @throws ConfigError it exists, and that it be replaced was not said, or it cannot be written
 */
export async function writeNewFile(path: string, text: string, force: boolean | undefined): Promise<void> {
  await checkNewFile(path, force);
  try {
    await using file = await open(path, force ? "w" : "wx", 0o600);
    await file.chmod(0o600);
    await file.writeFile(text);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConfigError(`${path} cannot be written (${code}).`, { cause });
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
