import { withoutControls } from "../../document/index.ts";
import { ConfigError } from "../../sdk/client/index.ts";

/** A file's content, or words about why there is none. @throws ConfigError */
export const readable = <T>(path: string, reading: Promise<T>): Promise<T> =>
  reading.catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === "ENOENT" ? "it does not exist" : (cause.code ?? cause.message);
    throw new ConfigError(`${withoutControls(path)} cannot be read: ${why}. Check the path.`, { cause });
  });
