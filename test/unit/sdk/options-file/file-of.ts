import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type EmbeddedEnvelopeArgs,
  envelopeArgsFromFile,
  OptionsFileError,
  type OptionsFileSettings,
} from "../../../../sdk/index.ts";

const folder = mkdtempSync(join(tmpdir(), "yotisign-options-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

/** A file with this content, and where it is. */
export function fileOf(content: string | Uint8Array, name = "request.yaml"): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The arguments that a file with this content makes. */
export const argsOf = (
  content: string | Uint8Array,
  variables?: OptionsFileSettings["variables"],
): EmbeddedEnvelopeArgs =>
  envelopeArgsFromFile(fileOf(content), { documents: ["nda.pdf"], ...(variables && { variables }) });

/** What is wrong with a file of this content, a line each: `line 3, recipients[0].email: …`. */
export function problemsOf(content: string | Uint8Array, variables?: Record<string, unknown>): string[] {
  try {
    argsOf(content, variables as OptionsFileSettings["variables"]);
    return [];
  } catch (error) {
    if (!(error instanceof OptionsFileError)) throw error;
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
}
