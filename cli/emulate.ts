import { Command, InvalidArgumentError } from "commander";
import { startEmulator } from "../emulator/index.ts";

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
    .action(emulate);
}

async function emulate(options: { port: number; processingMilliseconds: number }): Promise<void> {
  const emulator = await startEmulator(options);
  const ended = new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  process.stdout.write(
    [
      `The Yoti Sign emulator listens on ${emulator.url} (API key: ${emulator.apiKey}). Nothing is e-mailed.`,
      "",
      `  export YOTI_SIGN_BASE_URL=${emulator.url}`,
      `  export YOTI_SIGN_API_KEY=${emulator.apiKey}`,
      "",
      `E-mails it would have sent: ${emulator.url}/_emulator/outbox`,
      "Ctrl-C ends it; what it holds is then gone.",
      "",
    ].join("\n"),
  );
  await ended;
  await emulator.close();
}

const wholeNumber =
  (largest: number) =>
  (text: string): number => {
    const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (number <= largest) return number;
    throw new InvalidArgumentError(`Write a whole number from 0 to ${largest}.`);
  };
