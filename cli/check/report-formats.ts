import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { InvalidArgumentError } from "commander";
import { github } from "../../policy/formats/github.ts";
import { json } from "../../policy/formats/json.ts";
import { junit } from "../../policy/formats/junit.ts";
import { markdown } from "../../policy/formats/markdown.ts";
import type { Report } from "../../policy/formats/report.ts";
import { sarif } from "../../policy/formats/sarif.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import type { CommandOutput } from "../command-output.ts";
import { type CheckTextOptions, checkText } from "./check-text.ts";

type Options = Omit<CheckTextOptions, "colours">;

const formats = {
  terminal: (report: Report, options: Options, toFile: boolean) =>
    checkText(report, { ...options, colours: !toFile }),
  json,
  sarif,
  junit,
  markdown: (report: Report, options: Options) => markdown(report, options),
  github,
} satisfies Record<string, (report: Report, options: Options, toFile: boolean) => string>;

/** The names of the formats. */
export const formatNames = Object.keys(formats).join(", ");

/** A report that is asked for. */
export interface FormatRequest {
  format: keyof typeof formats;
  /** Undefined: standard output. */
  path: string | undefined;
}

/** Reads `sarif` or `sarif=report.sarif`, as a value of an option that may be there several times. */
export function formatRequest(text: string, before: FormatRequest[] = []): FormatRequest[] {
  const [format = "", ...path] = text.split("=");
  if (!Object.hasOwn(formats, format) || (text.includes("=") && path.join("=") === ""))
    throw new InvalidArgumentError(`It must be one of ${formatNames}, and may have =<file> after it.`);
  return [...before, { format: format as FormatRequest["format"], path: path.join("=") || undefined }];
}

/**
 * What is to be written: for the terminal too, where nothing else goes to standard output.
 *
 * @throws ConfigError two reports go to standard output, other than text with annotations
 */
export function completed(requests: readonly FormatRequest[]): FormatRequest[] {
  const printed = requests.filter(({ path }) => path === undefined).map(({ format }) => format);
  const alone = printed.filter((format) => format !== "github" && format !== "terminal");
  if (new Set(printed).size < printed.length || (alone.length > 0 && printed.length > 1))
    throw new ConfigError(
      `Only one report can go to standard output; give the others a file, as in --format ${alone[0] ?? "json"}=<file>.`,
    );
  return printed.length > 0 ? [...requests] : [{ format: "terminal", path: undefined }, ...requests];
}

/** Writes reports; folders are made, files are overwritten. */
export function writeReports(
  requests: readonly FormatRequest[],
  report: Report,
  options: Options,
  output: CommandOutput,
): void {
  for (const { format, path } of requests) {
    const text = formats[format](report, options, path !== undefined);
    if (path === undefined) output.write(text);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
}
