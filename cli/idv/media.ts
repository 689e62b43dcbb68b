import type { Command } from "commander";
import { type EffectSurroundings, surroundingsWith } from "../effect/effect-surroundings.ts";
import { interruptible } from "../interruptible.ts";
import { checkNewFile } from "../new-file.ts";
import { type IdvOptions, idvCommandOf, ofVerification, openIdvRecipient } from "./idv-recipient.ts";

interface MediaOptions extends IdvOptions {
  out: string;
  force?: true;
  json?: true;
}

/**
 * `yotisign idv media`: saves one medium of a recipient's identity verification, for example the picture of a document;
 * the result names their ids.
 */
export const mediaCommand = (surroundings: Partial<EffectSurroundings>): Command =>
  idvCommandOf("media", "save a picture or text of a recipient's identity verification", "<media-id>")
    .requiredOption("--out <file>", "where to save it")
    .option("--force", "replace the file if it exists")
    .option("--json", "print JSON instead of text")
    .action((words: string[], options: MediaOptions) =>
      saveMedia(words, options, surroundingsWith(surroundings)),
    );

async function saveMedia(
  words: readonly string[],
  { out, force, json, ...options }: MediaOptions,
  surroundings: EffectSurroundings,
): Promise<void> {
  await checkNewFile(out, force);
  const { client, to, rest } = await openIdvRecipient(words, options, surroundings, 1);
  await using _ = client;
  const [mediaId = ""] = rest;
  const saved = await interruptible("Interrupted; nothing was saved.", (signal) =>
    ofVerification(client.idv.downloadMedia(to.id, mediaId, out, { signal })),
  );
  const { contentType = null, bytes, sha256 } = saved;
  surroundings.output.write(
    json
      ? `${JSON.stringify({ file: out, contentType, bytes, sha256 }, null, 2)}\n`
      : `Saved ${out}: ${contentType ?? "of unknown type"}, ${bytes} bytes, SHA-256 ${sha256}\n`,
  );
}
