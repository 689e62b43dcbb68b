import { github } from "../../policy/formats/github.ts";
import { json } from "../../policy/formats/json.ts";
import { junit } from "../../policy/formats/junit.ts";
import { markdown } from "../../policy/formats/markdown.ts";
import type { Report } from "../../policy/formats/report.ts";
import { sarif } from "../../policy/formats/sarif.ts";
import type { CommandOutput } from "../command-output.ts";
import { type CheckTextOptions, checkText } from "./check-text.ts";
import { type FormatRequest, writeReport } from "./format-request.ts";

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

type Format = keyof typeof formats;

/** The names of the formats. */
export const formatNames = Object.keys(formats) as Format[];

/** Writes reports; folders are made, files are overwritten. */
export function writeReports(
  requests: readonly FormatRequest<Format>[],
  report: Report,
  options: Options,
  output: CommandOutput,
): void {
  for (const { format, path } of requests) {
    const text = formats[format](report, options, path !== undefined);
    if (path === undefined) output.write(text);
    else writeReport(path, text);
  }
}
