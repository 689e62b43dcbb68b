import { Command } from "commander";
import type { EnvelopeStatus } from "../sdk/client/index.ts";
import { type CommandOutput, processOutput } from "./command-output.ts";
import { type TargetOptions, withTargetOptions } from "./effect/effect-options.ts";
import { filesTimeoutSeconds } from "./effect/service-access.ts";
import { locateEnvelope } from "./effect/target.ts";
import { interruptible } from "./interruptible.ts";
import { checkNewFile } from "./new-file.ts";

/** The world that `yotisign download` runs in; tests give their own. */
export interface DownloadSurroundings {
  env?: NodeJS.ProcessEnv;
  output?: CommandOutput;
}

interface DownloadOptions extends TargetOptions {
  out?: string;
  force?: true;
}

/**
 * `yotisign download <envelope>`: saves the completion pack of a fully signed envelope, a zip. Exit code 1 when the
 * envelope is not complete, so that there is nothing to save; 2 when it could not be saved.
 */
export function downloadCommand(surroundings: DownloadSurroundings = {}): Command {
  return withTargetOptions(
    new Command("download")
      .description("save the signed documents of a complete envelope, as a zip")
      .argument("<envelope>", "its resource's name in the stack, or its id, as in the output `envelopeId`")
      .option("--out <file>", "where to save it; default: <envelope>.zip in this folder")
      .option("--force", "replace the file if it exists"),
  ).action((envelope: string, options: DownloadOptions) => download(envelope, options, surroundings));
}

async function download(
  envelope: string,
  { out = `${envelope.replaceAll(/[^\w.-]+/g, "-")}.zip`, force, ...options }: DownloadOptions,
  { env = process.env, output = processOutput }: DownloadSurroundings,
): Promise<void> {
  const lookUp = { ...options, totalTimeoutSeconds: filesTimeoutSeconds };
  const { client, envelopeId, explain } = await locateEnvelope(envelope, lookUp, env);
  await using _ = client;
  const { status } = await client.getEnvelopeStatus(envelopeId).catch((error) => {
    throw explain(error);
  });
  if (status !== "COMPLETE") {
    output.write(`Nothing was saved: envelope ${envelope} ${whyNothing[status]}.\n`);
    return output.setExitCode(1);
  }
  await checkNewFile(out, force);
  const saved = await interruptible("Interrupted; nothing was saved.", (signal) =>
    client.downloadCompletedDocuments(envelopeId, out, { signal }),
  );
  output.write(`Saved ${out}: ${saved.bytes} bytes, SHA-256 ${saved.sha256}\n`);
}

const whyNothing: Record<Exclude<EnvelopeStatus, "COMPLETE">, string> = {
  QUEUED: "is still being processed (QUEUED)",
  ACTIVE: "is not signed by everyone yet (ACTIVE)",
  ARCHIVED: "was withdrawn (ARCHIVED)",
  ERRORED: "could not be sent, because of its files (ERRORED)",
};
