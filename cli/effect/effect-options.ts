import type { Command } from "commander";
import { ConfigError } from "../../sdk/client/index.ts";

/** Where an envelope is looked up, and by which service and key. */
export interface TargetOptions {
  stack?: string;
  cwd?: string;
  baseUrl?: string;
  account?: string;
}

/** How what has an effect is shown, confirmed and reported. */
export interface EffectOptions extends TargetOptions {
  people?: true;
  dryRun?: true;
  yes?: true;
  json?: true;
}

/** Adds the options of {@link TargetOptions}. */
export const withTargetOptions = (command: Command): Command =>
  command
    .option("--stack <name>", "the Pulumi stack; default: the one selected")
    .option("--cwd <folder>", "a folder of the Pulumi project; default: this one")
    .option("--base-url <url>", "the service: sandbox, production or a URL; default: as configured")
    .option("--account <name>", "which account's key, where there are several; default: the sender's");

/** Adds the options of {@link EffectOptions}. */
export const withEffectOptions = (command: Command): Command => withConfirmation(withTargetOptions(command));

/** Adds those that say how it is shown, confirmed and reported. */
export const withConfirmation = (command: Command): Command =>
  command
    .option("--people", "show recipients' names and whole e-mail addresses")
    .option("--dry-run", "show what would be done, and do nothing")
    .option("--yes", "do it without asking")
    .option("--json", "print JSON instead of text; asks nothing, so it needs --yes or --dry-run");

/**
 * Refuses what could not be confirmed, before anybody is asked anything.
 *
 * @throws ConfigError `--json` alone
 */
export function checkEffectOptions({ json, yes, dryRun }: EffectOptions): void {
  if (json && !yes && !dryRun)
    throw new ConfigError(
      "Nothing was done: with --json nobody is asked. Confirm with --yes, or look with --dry-run.",
    );
}
