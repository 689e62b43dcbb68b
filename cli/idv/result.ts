import type { Command } from "commander";
import { type EffectSurroundings, surroundingsWith } from "../effect/effect-surroundings.ts";
import { checkNewFile, writeNewFile } from "../new-file.ts";
import { type IdvOptions, idvCommandOf, ofVerification, openIdvRecipient } from "./idv-recipient.ts";

interface ResultOptions extends IdvOptions {
  out?: string;
  force?: true;
}

/**
 * `yotisign idv result`: prints the result of a recipient's identity verification as JSON, which is personal data, or
 * writes it to a file. Exit code 1 while the session is ONGOING.
 */
export const resultCommand = (surroundings: Partial<EffectSurroundings>): Command =>
  idvCommandOf("result", "print the result of a recipient's identity verification, as JSON: personal data")
    .option("--out <file>", "write it to this file instead, which only you can read")
    .option("--force", "replace the file if it exists")
    .action((words: string[], options: ResultOptions) =>
      showResult(words, options, surroundingsWith(surroundings)),
    );

async function showResult(
  words: readonly string[],
  { out, force, ...options }: ResultOptions,
  surroundings: EffectSurroundings,
): Promise<void> {
  const { output } = surroundings;
  if (out !== undefined) await checkNewFile(out, force);
  const { client, to } = await openIdvRecipient(words, options, surroundings);
  await using _ = client;
  const session = await ofVerification(client.idv.getSession(to.id));
  const text = `${JSON.stringify(session, null, 2)}\n`;
  if (out === undefined) output.write(text);
  else {
    await writeNewFile(out, text, force);
    output.write(`Saved ${out}: the session is ${session.state}.\n`);
  }
  if (session.state === "ONGOING") output.setExitCode(1);
}
