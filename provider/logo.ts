import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { EmbeddedEnvelopeInputs, EnvelopeInputs, LogoInputs } from "../schema/envelope-inputs.ts";
import type { WireOptions } from "../schema/generated/wire.ts";
import type { Issue, Path } from "../schema/issue.ts";
import { unknownPaths } from "../schema/unknown.ts";
import { isObject } from "../schema/wire-options.ts";
import { ValidationError } from "../sdk/client/index.ts";
import { changedIssue } from "./changed-issue.ts";
import type { EnvelopeRequest } from "./request.ts";

const maxBytes = 200_000;
const pngHead = Buffer.from("89504e470d0a1a0a", "hex");
const place: Path = ["branding", "logo"];

/**
 * Finds out about an envelope's logo: is it a PNG that the service takes, and which.
 *
 * @param inputs the declared envelope, of any shape
 * @param old the inputs of the last run, of an envelope that was sent: its logo stands in for a file that is gone
 * @returns the inputs with the logo's sha256, and what is wrong with it
 */
export async function withLogo<Inputs extends EnvelopeInputs>(
  inputs: Inputs,
  old: Partial<EmbeddedEnvelopeInputs>,
): Promise<{ inputs: Inputs; issues: Issue[] }> {
  const { branding } = inputs as Partial<EmbeddedEnvelopeInputs>;
  const declared = isObject(branding) ? branding.logo : undefined;
  if (!branding || declared === undefined || unknownPaths(declared).length > 0) return { inputs, issues: [] };
  const path: unknown = isObject(declared) ? declared.path : declared;
  if (typeof path !== "string" || path === "")
    return { inputs, issues: [{ path: place, message: "must be the path of a PNG file, or { path }" }] };
  const issues: Issue[] = [];
  if (branding.logoOptions?.logoBase64 !== undefined)
    issues.push({ path: place, message: "is given twice; remove it, or logoOptions.logoBase64" });
  const { content, problem } = await readLogo(path);
  const before = old.branding?.logo;
  const pinned: unknown = isObject(declared) ? declared.sha256 : undefined;
  const sent = isObject(before) && before.path === path ? before.sha256 : undefined;
  // ignoreChanges hands the logo over as it was sent; nothing is sent again.
  const kept = !content || (pinned !== undefined && pinned === sent) ? sent : undefined;
  if (problem && kept === undefined) issues.push({ path: place, message: `(${path}) ${problem}` });
  const sha256 = kept ?? (content && hash("sha256", content));
  if (sha256 !== undefined && pinned !== undefined && !isSameDigest(pinned, sha256))
    issues.push({ path: place, message: `has the SHA-256 ${sha256}, not the one that is declared for it` });
  const logo: LogoInputs = { path, ...(sha256 !== undefined && { sha256 }) };
  return { inputs: { ...inputs, branding: { ...branding, logo } }, issues };
}

/**
 * The options of a request with its logo in them, read now.
 *
 * @throws ValidationError when the file is not the one that was checked any more; nothing was sent
 */
export async function withLogoContent({ options, logo }: EnvelopeRequest): Promise<WireOptions> {
  if (!logo) return options;
  const { content } = await readLogo(logo.path);
  if (!content || hash("sha256", content) !== logo.sha256)
    throw new ValidationError("The envelope cannot be sent", [changedIssue(place)]);
  const { branding } = options;
  const logo_options = { ...branding?.logo_options, logo_base64: content.toString("base64") };
  return { ...options, branding: { ...branding, logo_options } };
}

const isSameDigest = (pinned: unknown, sha256: string): boolean =>
  typeof pinned === "string" && pinned.toLowerCase() === sha256;

async function readLogo(path: string): Promise<{ content?: Buffer; problem?: string }> {
  try {
    const content = await readFile(path);
    if (!content.subarray(0, pngHead.length).equals(pngHead))
      return { problem: "is no PNG picture; the service takes no other. Export it as one" };
    if (content.length > maxBytes)
      return { problem: `has ${content.length} bytes; a logo may have at most ${maxBytes}. Make it smaller` };
    return { content };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT")
      return { problem: "does not exist. Correct the path, which the program's folder is the start of" };
    return { problem: `cannot be read (${code})` };
  }
}
