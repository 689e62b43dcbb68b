import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { findExecutable, pathDirectories } from "../../../../tools/engine/run-command.mjs";
import type { scratchFolder } from "../../document/test-files.ts";

/** Programs of other people that judge signatures, and the Debian packages they are in. */
const packages = {
  pdfsig: "poppler-utils",
  pdftotext: "poppler-utils",
  certutil: "libnss3-tools",
  openssl: "openssl",
  xmlsec1: "xmlsec1",
} as const;

/** Skips the running test or suite, and says so, when one of these programs is not there. */
export function needPrograms(context: Mocha.Context, ...programs: (keyof typeof packages)[]): void {
  const missing = programs.filter((one) => !findExecutable(one, pathDirectories(process.env)));
  if (missing.length === 0) return;
  const cures = missing.map((one) => `${one} is not installed; it is in the package ${packages[one]}`);
  console.warn(`    skipped: ${cures.join("; ")}`);
  context.skip();
}

/** What `pdfsig` says of one signature. */
export interface PdfsigVerdict {
  readonly field: string | undefined;
  readonly type: string | undefined;
  readonly signedAt: string | undefined;
  readonly coversAll: boolean;
  readonly signature: string | undefined;
  /** Undefined where the signature does not hold, so that nobody looks further. */
  readonly certificate: string | undefined;
}

/** A valid signature of the emulator's, under a root that is trusted. */
export const validAndTrusted = {
  type: "ETSI.CAdES.detached",
  coversAll: true,
  signature: "Signature is Valid.",
  certificate: "Certificate is Trusted.",
} as const;

/** Asks `pdfsig` about a PDF's signatures, with these certificates in PEM, and none else, trusted. */
export class Pdfsig {
  readonly #scratch: ReturnType<typeof scratchFolder>;
  readonly #database: string;

  constructor(scratch: ReturnType<typeof scratchFolder>, ...roots: readonly string[]) {
    this.#scratch = scratch;
    this.#database = scratch.path("nss");
    mkdirSync(this.#database, { recursive: true });
    execFileSync("certutil", ["-N", "-d", `sql:${this.#database}`, "--empty-password"]);
    for (const [index, root] of roots.entries()) {
      const file = scratch.write(`root-${index}.pem`, root);
      const trust = ["-A", "-d", `sql:${this.#database}`, "-n", `root-${index}`, "-t", ",C,", "-i", file];
      execFileSync("certutil", trust);
    }
  }

  judge(pdf: Uint8Array): PdfsigVerdict[] {
    const file = this.#scratch.write("judged.pdf", pdf);
    // Times are printed in the machine's zone.
    const env = { ...process.env, TZ: "UTC" };
    const { stdout } = spawnSync("pdfsig", ["-nssdir", this.#database, file], { encoding: "utf8", env });
    const after = (text: string, label: string): string | undefined =>
      text.match(new RegExp(`  - ${label}: (.*)$`, "m"))?.[1];
    return stdout
      .split(/^Signature #\d+:$/m)
      .slice(1)
      .map((text) => ({
        field: after(text, "Signature Field Name"),
        type: after(text, "Signature Type"),
        signedAt: after(text, "Signing Time"),
        coversAll: /^ {2}- Total document signed$/m.test(text),
        signature: after(text, "Signature Validation"),
        certificate: after(text, "Certificate Validation"),
      }));
  }
}

/** What a PDF's last signature signs, and the signature (CMS in DER, with the zeros after it). */
export function lastSignature(pdf: Uint8Array): { signed: Buffer; cms: Buffer } {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString("latin1");
  const at = text.lastIndexOf("/ByteRange");
  const [first, length, second, rest] = (
    text.slice(at, at + 100).match(/\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/) ?? []
  )
    .slice(1)
    .map(Number) as [number, number, number, number];
  return {
    signed: Buffer.concat([bytes.subarray(first, first + length), bytes.subarray(second, second + rest)]),
    cms: Buffer.from(text.slice(length + 1, second - 1), "hex"),
  };
}
