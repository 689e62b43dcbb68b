import { readFile } from "node:fs/promises";
import { ConfigError } from "../../sdk/client/index.ts";

/**
 * The JSON value that a file holds.
 *
 * @returns undefined when there is no such file
 * @throws ConfigError it cannot be read, or is no JSON; what it holds is not repeated
 */
export async function readJsonFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new ConfigError(`${path} cannot be read (${code}).`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigError(`${path} is not valid JSON.`);
  }
}
