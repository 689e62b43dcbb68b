import type { Command } from "commander";
import { ConflictError } from "../../sdk/client/index.ts";
import { type EffectSurroundings, surroundingsWith } from "../effect/effect-surroundings.ts";
import { interruptible } from "../interruptible.ts";
import { checkNewFile } from "../new-file.ts";
import { type IdvOptions, idvCommandOf, ofVerification, openIdvRecipient } from "./idv-recipient.ts";

interface PdfOptions extends IdvOptions {
  out: string;
  force?: true;
  json?: true;
}

/**
 * `yotisign idv pdf`: saves a zip with the PDF report of a recipient's identity verification. Exit code 1 while the
 * session is ONGOING, so that there is none.
 */
export const pdfCommand = (surroundings: Partial<EffectSurroundings>): Command =>
  idvCommandOf("pdf", "save the PDF report of a recipient's identity verification, in a zip")
    .requiredOption("--out <file>", "where to save it")
    .option("--force", "replace the file if it exists")
    .option("--json", "print JSON instead of text")
    .action((words: string[], options: PdfOptions) =>
      savePdf(words, options, surroundingsWith(surroundings)),
    );

async function savePdf(
  words: readonly string[],
  { out, force, json, ...options }: PdfOptions,
  surroundings: EffectSurroundings,
): Promise<void> {
  const { output } = surroundings;
  const say = (report: object, text: string) =>
    output.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${text}\n`);
  await checkNewFile(out, force);
  const { client, to } = await openIdvRecipient(words, options, surroundings);
  await using _ = client;
  try {
    const { bytes, sha256 } = await interruptible("Interrupted; nothing was saved.", (signal) =>
      ofVerification(client.idv.downloadPdf(to.id, out, { signal })),
    );
    say({ file: out, bytes, sha256 }, `Saved ${out}: ${bytes} bytes, SHA-256 ${sha256}`);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const reason = "the verification is ONGOING, so there is no report yet";
    say({ file: null, bytes: null, sha256: null, nothing: reason }, `Nothing was saved: ${reason}.`);
    output.setExitCode(1);
  }
}
