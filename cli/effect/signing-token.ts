import { ConfigError } from "../../sdk/client/index.ts";
import { isUuid } from "./target.ts";

/**
 * The token in a signing link.
 *
 * @param text the whole link, as it is e-mailed, or the token alone
 * @throws ConfigError there is none in it; the text is not repeated, being a secret
 */
export function signingToken(text: string): string {
  const [path = ""] = text.trim().split(/[?#]/);
  const last = path.replace(/\/+$/, "").split("/").at(-1) ?? "";
  if (isUuid(last)) return last.toLowerCase();
  throw new ConfigError(
    "A signing link that was given is none: it must be a token, which is a UUID, or an address that ends in one.",
  );
}

/** The tokens in a text with one signing link a line. @throws ConfigError a line is none, or there is no line */
export async function readTokens(input: AsyncIterable<string | Uint8Array>): Promise<string[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  const lines = Buffer.concat(chunks).toString().split(/\s+/).filter(Boolean);
  if (lines.length === 0)
    throw new ConfigError("There is no signing link on standard input; write one a line.");
  return lines.map(signingToken);
}
