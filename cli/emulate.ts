import { Command, InvalidArgumentError } from "commander";
import { type Emulator, Refusal, startEmulator } from "../emulator/index.ts";
import { ConfigError } from "../sdk/client/index.ts";
import { readFaultPlanFile } from "./emulate/fault-plan-file.ts";
import { readSnapshotFile, writeSnapshotFile } from "./emulate/snapshot-file.ts";

interface EmulateOptions {
  port: number;
  processingMilliseconds: number;
  faults?: string;
  seed?: number;
  snapshot?: string;
}

/**
 * `yotisign emulate`: starts the emulator on the loopback interface, prints its address, its key and the environment
 * variables that lead to it, and runs until SIGINT or SIGTERM.
 */
export function emulateCommand(): Command {
  return new Command("emulate")
    .description("start an emulator of the Yoti Sign API on this machine; nothing is e-mailed")
    .option("--port <number>", "port on 127.0.0.1; 0 takes a free one", wholeNumber(65_535), 0)
    .option(
      "--processing-milliseconds <number>",
      "how long a new envelope stays QUEUED",
      wholeNumber(2 ** 31 - 1),
      0,
    )
    .option("--faults <file>", "JSON with what is to go wrong; see docs/emulator.md")
    .option(
      "--seed <number>",
      "what the probabilities of faults are drawn from, to repeat a run",
      wholeNumber(2 ** 32 - 1),
    )
    .option(
      "--snapshot <file>",
      "start with what this file holds, if it exists, and write it when ended; it has people's data in it",
    )
    .action(emulate);
}

async function emulate(options: EmulateOptions): Promise<void> {
  const { port, processingMilliseconds, snapshot: snapshotFile } = options;
  const plan = options.faults === undefined ? undefined : await readFaultPlanFile(options.faults);
  const snapshot = snapshotFile === undefined ? undefined : await readSnapshotFile(snapshotFile);
  const seed = options.seed ?? plan?.seed;
  const emulator = await startEmulator({
    ...{ port, processingMilliseconds },
    ...(plan && { faults: plan.faults }),
    ...(seed !== undefined && { seed }),
    ...(snapshot && { snapshot }),
  }).catch((error: unknown) => {
    if (error instanceof Refusal) throw new ConfigError(`${snapshotFile}: ${error.message}`);
    throw error;
  });
  const ended = new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  process.stdout.write(welcome(emulator, options));
  await ended;
  try {
    if (snapshotFile !== undefined) await writeSnapshotFile(snapshotFile, emulator.control.snapshot());
  } finally {
    await emulator.close();
  }
}

function welcome({ url, apiKey, control }: Emulator, { faults, seed, snapshot }: EmulateOptions): string {
  return [
    `The Yoti Sign emulator listens on ${url} (API key: ${apiKey}). Nothing is e-mailed.`,
    "",
    `  export YOTI_SIGN_BASE_URL=${url}`,
    `  export YOTI_SIGN_API_KEY=${apiKey}`,
    "",
    `In a browser: ${url} has the e-mails it would have sent; their links open the page that people sign on.`,
    `E-mails as JSON: ${url}/_emulator/outbox`,
    ...(faults === undefined && seed === undefined
      ? []
      : [`Faults are drawn from the seed ${control.seed()}; --seed ${control.seed()} repeats them.`]),
    `Ctrl-C ends it; what it holds is then ${snapshot === undefined ? "gone" : `in ${snapshot}`}.`,
    "",
  ].join("\n");
}

const wholeNumber =
  (largest: number) =>
  (text: string): number => {
    const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (number <= largest) return number;
    throw new InvalidArgumentError(`Write a whole number from 0 to ${largest}.`);
  };
