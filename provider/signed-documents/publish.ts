import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
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

/** How long one file may take, and a program that is told to end may go on, in milliseconds. */
const limits = { timeout: 600_000, notice: 5000 };
/** How long its output may go on after its end: what it left running may hold that open for ever. In milliseconds. */
const lastWords = 1000;
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
  { timeout, notice } = limits,
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
  const timers = [
    setTimeout(() => child.kill(), timeout),
    setTimeout(() => child.kill("SIGKILL"), timeout + notice),
  ];
  const [said, complained] = [saidTo(child.stdout), saidTo(child.stderr)];
  const problem = await new Promise<string | undefined>((resolve, reject) => {
    const over = (code: number | null, signal: NodeJS.Signals | null): void =>
      resolve(code === 0 ? undefined : signal ? `was ended by ${signal}` : `ended with exit code ${code}`);
    child.once("error", reject).once("close", over);
    child.once("exit", (code, signal) => timers.push(setTimeout(() => over(code, signal), lastWords)));
  })
    .catch((cause: NodeJS.ErrnoException) => {
      throw failed(`cannot be run (${cause.code})`, { cause });
    })
    .finally(() => {
      for (const timer of timers) clearTimeout(timer);
      for (const stream of [child.stdout, child.stderr]) stream.destroy();
    });
  const complaints = complained();
  if (problem !== undefined) throw failed(`${problem}${saying(complaints)}`);
  const url = said().trimEnd().split("\n").at(-1)?.trim() ?? "";
  if (!isPublic(url)) throw failed("printed no https URL as its last line");
  return url;
}

/** What comes through a pipe, as far as it has come. */
function saidTo(stream: Readable): () => string {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
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
