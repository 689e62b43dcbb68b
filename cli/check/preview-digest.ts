import { stripVTControlCharacters } from "node:util";
import { ConfigError } from "../../sdk/client/index.ts";
import { type PulumiCall, type PulumiRun, runPulumi, saidBy } from "../pulumi-cli.ts";

/** A step that a preview foresees. */
export interface PreviewStep {
  op: string;
  urn: string;
  oldState?: PreviewState;
  newState?: PreviewState;
}

/** A resource, as a preview prints it. */
export interface PreviewState {
  type?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

/** What `pulumi preview --json` prints. */
export interface PreviewDigest {
  config?: Record<string, string>;
  steps?: PreviewStep[];
  diagnostics?: { urn?: string; severity?: string; message?: string }[];
}

/**
 * Runs a preview.
 *
 * @throws ConfigError it failed; the message has Pulumi's own words
 */
export async function runPreview(call: PulumiCall, signal: AbortSignal): Promise<PreviewDigest> {
  const run = await runPulumi(["preview", "--json"], call, signal);
  const digest = digestIn(run.stdout);
  if (run.failure !== undefined || !digest)
    throw new ConfigError(`The preview failed, so there is nothing to judge. ${whyOf(run, digest)}`);
  return digest;
}

function digestIn(stdout: string): PreviewDigest | undefined {
  try {
    // Warnings may come before it.
    return JSON.parse(stdout.slice(stdout.indexOf("{")));
  } catch {
    return undefined;
  }
}

function whyOf({ failure, stderr }: PulumiRun, digest: PreviewDigest | undefined): string {
  const said = errorsIn(digest?.diagnostics ?? []);
  const words = said.length > 0 ? said.join("\n") : saidBy(stderr);
  if (words) return `Pulumi says:\n${words}`;
  return failure === undefined
    ? "Pulumi printed no JSON; install a newer one."
    : `Pulumi says nothing but ${failure}.`;
}

/** The errors among Pulumi's messages, without the marks it has for colours. */
export const errorsIn = (diagnostics: readonly { severity?: string; message?: string }[]): string[] =>
  diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ message = "" }) => stripVTControlCharacters(message.replace(/<\{%.*?%\}>/g, "")).trim())
    .map((message) => message.replace(/^error: /, ""))
    .filter(Boolean);
