import { writeFile } from "node:fs/promises";
import { Command } from "commander";
import { ConfigError, type EnvelopeStatus } from "../sdk/client/index.ts";
import { envelopeProgram } from "./adopt/envelope-program.ts";
import { knownEnvelope } from "./adopt/known-envelope.ts";
import { type CommandOutput, processOutput } from "./command-output.ts";
import { accessService } from "./effect/service-access.ts";
import { noConfig } from "./stack-config.ts";

/** The world that `yotisign adopt` runs in; tests give their own. */
export interface AdoptSurroundings {
  env?: NodeJS.ProcessEnv;
  output?: CommandOutput;
}

interface AdoptOptions {
  out?: string;
  name?: string;
  force?: true;
  baseUrl?: string;
  account?: string;
}

/**
 * `yotisign adopt <envelope-id>`: writes a TypeScript program that takes an existing envelope over, with what the
 * service does not tell marked as to be filled in. It only reads. Exit code 1 when the envelope is in no state to be
 * taken over; 2 when the program could not be written.
 */
export function adoptCommand(surroundings: AdoptSurroundings = {}): Command {
  return new Command("adopt")
    .description("write a program for an envelope that is out already; nothing is sent")
    .argument("<envelope-id>", "the envelope's id, a UUID")
    .option("--out <file>", "where to write it; default: standard output")
    .option("--name <resource>", "the resource's name; default: envelope- and 8 digits of the id")
    .option("--force", "replace the file if it exists")
    .option("--base-url <url>", "the service: sandbox, production or a URL; default: YOTI_SIGN_BASE_URL")
    .option("--account <name>", "which account's key, where there are several")
    .action((envelopeId: string, options: AdoptOptions) => adopt(envelopeId, options, surroundings));
}

async function adopt(
  envelopeId: string,
  // Names of envelopes often name people, and names of resources are in every message.
  { out, name = `envelope-${envelopeId.slice(0, 8).toLowerCase()}`, force, ...access }: AdoptOptions,
  { env = process.env, output = processOutput }: AdoptSurroundings,
): Promise<void> {
  if (name.trim() === "") throw new ConfigError("--name is empty; a resource needs a name.");
  await using client = accessService(access, env, noConfig).client;
  const envelope = await client.getEnvelope(envelopeId);
  const [summary] = await client.findEnvelopes([envelopeId]);
  const { status } = envelope;
  const obstacle = status in whyNot ? whyNot[status as keyof typeof whyNot] : summary ? undefined : unlisted;
  if (!summary || obstacle) {
    output.write(`Nothing was written: envelope ${envelopeId} ${obstacle}.\n`);
    return output.setExitCode(1);
  }
  const program = envelopeProgram(knownEnvelope(summary, envelope), name);
  if (out === undefined) return void output.write(program);
  await save(program, out, force);
  output.write(
    `Wrote ${out}. Complete what is marked FILL IN, put the documents in place, and look at a \`pulumi preview\` before \`pulumi up\`.\n`,
  );
}

const whyNot: Record<Exclude<EnvelopeStatus, "ACTIVE" | "COMPLETE">, string> = {
  QUEUED: "is still being processed (QUEUED); try again in a minute",
  ARCHIVED: "was withdrawn (ARCHIVED), and cannot be taken over",
  ERRORED: "could not be sent, because of its files (ERRORED); declare a new one",
};

const unlisted = "is not found by its id, which taking it over needs; the key may belong to another account";

async function save(program: string, out: string, force: true | undefined): Promise<void> {
  try {
    await writeFile(out, program, { flag: force ? "w" : "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new ConfigError(`${out} exists. Choose another file with --out, or replace it with --force.`);
  }
}
