import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { parseBaseUrl } from "../../sdk/client/index.ts";
import { NotKeptError } from "./refusals.ts";

/** A verified file that is to be published. */
export interface PublishedFile {
  /** Its name in the pack. */
  name: string;
  /** Where it is: an absolute path. */
  file: string;
  sha256: string;
  envelopeId: string;
}

/** How long one file may take, in milliseconds. */
const timeout = 600_000;
/** How much of what a program says about its failure is passed on, in characters. */
const saidLength = 2000;

/**
 * Runs a user's program that publishes one file. No shell is involved, so a file's name is nothing but a name. The
 * program gets the path as a last argument, name, digest and envelope as YOTISIGN_ variables, and no API key.
 *
 * @param command the program and its first arguments
 * @returns the URL that its last line gives: https, or http on this machine
 * @throws NotKeptError it cannot be run, fails, takes over 10 minutes, or gives no such URL
 */
export async function publish(
  [program = "", ...args]: readonly string[],
  { name, file, sha256, envelopeId }: PublishedFile,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const failed = (how: string, options?: ErrorOptions): NotKeptError =>
    new NotKeptError(
      `publish: ${program} ${how} for ${name}. The files are verified and in their directory; the next \`pulumi up\` ` +
        "publishes them",
      options,
    );
  const child = spawn(program, [...args, file], {
    env: {
      ...withoutKeys({ ...process.env, ...env }),
      YOTISIGN_FILE: file,
      YOTISIGN_NAME: name,
      YOTISIGN_SHA256: sha256,
      YOTISIGN_ENVELOPE_ID: envelopeId,
    },
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  // Not spawn's own: where there is no such program, that one is never cleared, and keeps the process from ending.
  const overdue = setTimeout(() => child.kill(), timeout);
  const ended = new Promise<string | undefined>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) =>
      resolve(code === 0 ? undefined : signal ? `was ended by ${signal}` : `ended with exit code ${code}`),
    );
  });
  const [said, complaints, problem] = await Promise.all([text(child.stdout), text(child.stderr), ended])
    .catch((cause: NodeJS.ErrnoException) => {
      throw failed(`cannot be run (${cause.code})`, { cause });
    })
    .finally(() => clearTimeout(overdue));
  if (problem !== undefined) throw failed(`${problem}${saying(complaints)}`);
  const url = said.trimEnd().split("\n").at(-1)?.trim() ?? "";
  if (!isPublic(url)) throw failed("printed no https URL as its last line");
  return url;
}

/** What publishes files signs nothing. */
const withoutKeys = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !name.startsWith("YOTI_SIGN_API_KEY") && !name.startsWith("PULUMI_CONFIG_PASSPHRASE"),
    ),
  );

const saying = (complaints: string): string =>
  complaints.trim() === "" ? "" : ` (it says: ${complaints.trim().slice(-saidLength)})`;

function isPublic(text: string): boolean {
  const url = URL.parse(text);
  if (!url || url.username || url.password) return false;
  if (url.protocol === "https:") return true;
  if (url.protocol !== "http:") return false;
  try {
    return parseBaseUrl(url.origin).loopback;
  } catch {
    return false;
  }
}
