import { access } from "node:fs/promises";
import { Command } from "commander";
import {
  ConfigError,
  type EnvelopeStatus,
  productionUrl,
  sandboxUrl,
  YotiSignClient,
} from "../sdk/client/index.ts";
import { type CommandOutput, processOutput } from "./command-output.ts";
import { interruptible } from "./interruptible.ts";

/** The world that `yotisign download` runs in; tests give their own. */
export interface DownloadSurroundings {
  env?: NodeJS.ProcessEnv;
  output?: CommandOutput;
}

interface DownloadOptions {
  out?: string;
  force?: true;
  baseUrl?: string;
}

/** Signed files and what signers attached may be large, and the line slow: an hour. */
const totalTimeoutSeconds = 3600;

/**
 * `yotisign download <envelope-id>`: saves the completion pack of a fully signed envelope, a zip. Exit code 1 when the
 * envelope is not complete, so that there is nothing to save; 2 when it could not be saved.
 */
export function downloadCommand(surroundings: DownloadSurroundings = {}): Command {
  return new Command("download")
    .description("save the signed documents of a complete envelope, as a zip")
    .argument("<envelope-id>", "the envelope's id, as in the output `envelopeId`")
    .option("--out <file>", "where to save it; default: <envelope-id>.zip in this folder")
    .option("--force", "replace the file if it exists")
    .option("--base-url <url>", "the service: sandbox, production or a URL; default: YOTI_SIGN_BASE_URL")
    .action((envelopeId: string, options: DownloadOptions) => download(envelopeId, options, surroundings));
}

async function download(
  envelopeId: string,
  { out = `${envelopeId}.zip`, force, baseUrl }: DownloadOptions,
  { env = process.env, output = processOutput }: DownloadSurroundings,
): Promise<void> {
  await using client = new YotiSignClient({
    baseUrl: serviceUrl(baseUrl ?? env.YOTI_SIGN_BASE_URL?.trim()),
    apiKey: env.YOTI_SIGN_API_KEY?.trim() ?? "",
    totalTimeoutSeconds,
  });
  const { status } = await client.getEnvelopeStatus(envelopeId);
  if (status !== "COMPLETE") {
    output.write(`Nothing was saved: envelope ${envelopeId} ${whyNothing[status]}.\n`);
    return output.setExitCode(1);
  }
  if (!force && (await exists(out)))
    throw new ConfigError(`${out} exists. Choose another file with --out, or replace it with --force.`);
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

/** There is no default: whoever asks production must have said so. */
function serviceUrl(service: string | undefined): string {
  if (service === "sandbox") return sandboxUrl;
  if (service === "production") return productionUrl;
  if (service) return service;
  throw new ConfigError(
    "No service is chosen. Set YOTI_SIGN_BASE_URL to sandbox, production or a URL, or give --base-url.",
  );
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
