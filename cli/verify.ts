import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { verifyPack } from "../verify/index.ts";
import { type CommandOutput, processOutput } from "./command-output.ts";
import { expectedPack, type PackExpectations } from "./verify/expected-pack.ts";
import { readable } from "./verify/readable.ts";
import { type NamedReport, verdictJson } from "./verify/verdict-json.ts";
import { verdictText } from "./verify/verdict-text.ts";

interface VerifyOptions extends PackExpectations {
  people?: true;
  json?: true;
}

/**
 * `yotisign verify <pack...>`: judges completion packs, without Pulumi and without the service. Exit code 1 when one of
 * them has a problem, 2 when a file cannot be read.
 *
 * @param output where to print and how to tell the exit code; default: this process
 */
export function verifyCommand(output: CommandOutput = processOutput): Command {
  const several = (value: string, before: string[] = []): string[] => [...before, value];
  return new Command("verify")
    .description("verify completion packs: zip, signatures, certificates, originals; calls nobody")
    .argument("<pack...>", "zips, as `yotisign download` saves them")
    .option("--receipt <file>", "what `yotisign close` wrote about the pack; finds any changed byte")
    .option("--original <file>", "a document as it was sent, to compare with; several times", several)
    .option(
      "--root <file>",
      "PEM file of certificates to trust, instead of the system's; several times",
      several,
    )
    .option("--people", "show whom certificates are issued to")
    .option("--json", "print JSON instead of a table")
    .action((packs: string[], options: VerifyOptions) => verify(packs, options, output));
}

async function verify(
  packs: readonly string[],
  { people, json, ...options }: VerifyOptions,
  output: CommandOutput,
): Promise<void> {
  const expected = await expectedPack(options, packs.length);
  const reports: NamedReport[] = [];
  for (const pack of packs)
    reports.push({ pack, report: await verifyPack(await readable(pack, readFile(pack)), expected) });
  output.write(
    json
      ? verdictJson(reports, people === true)
      : reports.map((one) => verdictText(one, people === true)).join("\n"),
  );
  if (reports.some(({ report }) => report.problems.length > 0)) output.setExitCode(1);
}
