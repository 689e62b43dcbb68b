import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { InvalidArgumentError } from "commander";
import { ConfigError } from "../../sdk/client/index.ts";

/** A report that is asked for. */
export interface FormatRequest<Format extends string> {
  format: Format;
  /** Undefined: standard output. */
  path: string | undefined;
}

/**
 * Makes the reader of an option that may be there several times: `sarif`, or `sarif=report.sarif`.
 *
 * @param formats their names
 */
export const formatReader =
  <Format extends string>(formats: readonly Format[]) =>
  (text: string, before: FormatRequest<Format>[] = []): FormatRequest<Format>[] => {
    const [name = "", ...path] = text.split("=");
    const format = formats.find((one) => one === name);
    if (format === undefined || (text.includes("=") && path.join("=") === ""))
      throw new InvalidArgumentError(
        `It must be one of ${formats.join(", ")}, and may have =<file> after it.`,
      );
    return [...before, { format, path: path.join("=") || undefined }];
  };

/**
 * What is to be written: for the terminal too, where nothing else goes to standard output.
 *
 * @throws ConfigError two reports go to standard output, other than text with annotations
 */
export function completed<Format extends string>(
  requests: readonly FormatRequest<Format | "terminal">[],
): FormatRequest<Format | "terminal">[] {
  const printed = requests.filter(({ path }) => path === undefined).map(({ format }) => format);
  const alone = printed.filter((format) => format !== "github" && format !== "terminal");
  if (new Set(printed).size < printed.length || (alone.length > 0 && printed.length > 1))
    throw new ConfigError(
      `Only one report can go to standard output; give the others a file, as in --format ${alone[0] ?? "json"}=<file>.`,
    );
  return printed.length > 0 ? [...requests] : [{ format: "terminal", path: undefined }, ...requests];
}

/** Writes a report to a file: its folder is made, and one that is there is written over. */
export function writeReport(path: string, text: string, mode?: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, mode === undefined ? {} : { mode });
}
