import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ConfigError, parseBaseUrl } from "../sdk/client/index.ts";
import { findProject } from "./project-files.ts";
import type { Runtime } from "./runtime.ts";

/** Paths of PEM files, or the certificate authority of the emulator that a run talks to. */
export type RootsChoice = "emulator" | readonly string[];

/**
 * The certificates that signatures in packs are trusted by: those that are declared, else those of the stack's config.
 *
 * An emulator's authority is trusted where that is asked for and the run talks to this machine, and nowhere else: what an
 * emulator signed must never pass for signed.
 *
 * @param declared paths relative to the program's folder
 * @param cwd a folder of the project
 * @returns PEM texts; undefined: the certificate authorities of system and Node
 * @throws ConfigError a file cannot be read or is no certificate, or the service is no emulator on this machine
 */
export async function trustedRoots(
  runtime: Runtime,
  declared?: RootsChoice,
  cwd = process.cwd(),
): Promise<string[] | undefined> {
  if (declared === "emulator") return emulatorRoots(runtime, "roots");
  if (declared) return Promise.all(declared.map((path) => certificatesIn(path, "roots")));
  const { trustedRoots: configured } = runtime.settings;
  if (configured === "emulator") return emulatorRoots(runtime, "yotisign:trustedRoots");
  const folder = findProject(cwd)?.folder ?? "";
  return configured && Promise.all(configured.map((path) => certificatesIn(resolve(folder, path), path)));
}

async function certificatesIn(path: string, shown: string): Promise<string> {
  const where = shown === "roots" ? `roots: ${path}` : `yotisign:trustedRoots: ${shown}`;
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new ConfigError(`${where} cannot be read (${cause.code}). Name PEM files with certificates`, {
      cause,
    });
  });
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new ConfigError(`${where} has no certificate in it. Name PEM files with certificates`);
}

async function emulatorRoots(runtime: Runtime, where: string): Promise<string[]> {
  const { baseUrl } = runtime.settings;
  const { origin = "no service", loopback = false } = baseUrl === undefined ? {} : parseBaseUrl(baseUrl);
  if (!loopback)
    throw new ConfigError(
      `${where} is emulator, which trusts the emulator on this machine, but this run talks to ${origin}. Nothing was ` +
        "downloaded. Name PEM files, or leave it out to trust the certificate authorities of the system",
    );
  const answer = await fetch(`${origin}/_emulator/ca.pem`).catch((cause) => {
    throw new ConfigError(`${where} is emulator, but ${origin} cannot be reached. Start it, and try again`, {
      cause,
    });
  });
  const text = await answer.text();
  if (answer.ok && text.includes("-----BEGIN CERTIFICATE-----")) return [text];
  throw new ConfigError(
    `${where} is emulator, but ${origin} answered ${answer.status} and no certificate, so it is none. Name PEM files`,
  );
}
