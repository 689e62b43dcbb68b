import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import { ConfigError } from "../sdk/client/index.ts";
import { verifyPack } from "../verify/index.ts";
import type { Runtime } from "./runtime.ts";
import { trustedRoots } from "./trusted-roots.ts";

/** The verified pack of an envelope on this disk, or why there is none, as the end of a sentence. */
export type KeptPack = { path: string } | { why: string };

/**
 * Looks whether an envelope's signed documents are kept here, and verifies them at this moment: `<id>.zip` in the
 * directory of `yotisign:packs`, or in the folder of the envelope's id there, which is where `SignedDocuments` puts it.
 */
export async function keptPack(
  runtime: Runtime,
  { envelopeId, documents }: Pick<EnvelopeState, "envelopeId" | "documents">,
): Promise<KeptPack> {
  const { packs } = runtime.settings;
  const paths = [join(packs, `${envelopeId}.zip`), join(packs, envelopeId, `${envelopeId}.zip`)];
  const roots = await trustedRoots(runtime).catch((error) => {
    if (error instanceof ConfigError) return error;
    throw error;
  });
  if (roots instanceof ConfigError) return { why: `its pack cannot be verified: ${roots.message}` };
  let why = `there is no pack of it in ${packs} (yotisign:packs)`;
  for (const path of paths) {
    const content = await readFile(resolve(path)).catch(() => undefined);
    if (!content) continue;
    const { problems } = await verifyPack(content, {
      envelopeId,
      documents: documents.map(({ name }) => ({ fileName: name })),
      ...(roots && { roots }),
      at: new Date(runtime.now()),
    });
    if (problems.length === 0) return { path };
    const codes = new Set(problems.map(({ code }) => code));
    why = `its pack ${path} fails verification (${[...codes].join(", ")})`;
  }
  return { why };
}
