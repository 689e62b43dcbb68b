import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What pdfsig says of one signature of a PDF. */
export interface JudgedSignature {
  readonly field: string;
  readonly type: string;
  readonly signature: string;
  /** Missing where the signature itself does not hold. */
  readonly certificate?: string;
  /** Whether every byte of the file but the signature's own is signed. */
  readonly whole: boolean;
}

/** Our signature as pdfsig sees it when all is well. */
export const soundSignature: JudgedSignature = {
  field: "EmulatorSignature",
  type: "ETSI.CAdES.detached",
  signature: "Signature is Valid.",
  certificate: "Certificate is Trusted.",
  whole: true,
};

/** Programs that trust some roots and nothing else. */
export class Judges {
  readonly #folder = mkdtempSync(join(tmpdir(), "yotisign-judges-"));

  readonly #roots: readonly string[];

  /** @param roots certificates in PEM */
  constructor(...roots: readonly string[]) {
    this.#roots = roots;
    writeFileSync(this.#ca, roots.join(""));
  }

  get #ca(): string {
    return join(this.#folder, "ca.pem");
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** What pdfsig says of each signature of a PDF, in their order in the file. */
  signatures(pdf: Uint8Array): JudgedSignature[] {
    const { stdout } = spawnSync("pdfsig", ["-nssdir", this.#nssDatabase(), this.#write("judged.pdf", pdf)], {
      encoding: "utf8",
    });
    return stdout
      .split(/^Signature #\d+:$/m)
      .slice(1)
      .map((text) => {
        const said = (label: string): string | undefined =>
          text.match(new RegExp(`^ +- ${label}: (.*)$`, "m"))?.[1];
        const certificate = said("Certificate Validation");
        return {
          field: said("Signature Field Name") ?? "",
          type: said("Signature Type") ?? "",
          signature: said("Signature Validation") ?? "",
          ...(certificate !== undefined && { certificate }),
          whole: /^ +- Total document signed$/m.test(text),
        };
      });
  }

  #database: string | undefined;

  /** NSS keeps what it trusts in a database, which takes a moment to make. */
  #nssDatabase(): string {
    if (this.#database === undefined) {
      const database = `sql:${this.#folder}`;
      execFileSync("certutil", ["-N", "-d", database, "--empty-password"]);
      for (const [at, root] of this.#roots.entries()) {
        const path = this.#write("root.pem", Buffer.from(root));
        execFileSync("certutil", ["-A", "-d", database, "-n", `root ${at}`, "-t", "C,C,C", "-i", path]);
      }
      this.#database = database;
    }
    return this.#database;
  }

  /**
   * Lets OpenSSL verify a detached CAdES signature; the signed attribute that names its certificate has to fit it.
   *
   * @returns what it says when it refuses, and nothing when it does not
   */
  cmsProblem(content: Uint8Array, signature: Uint8Array): string {
    const { status, stderr } = spawnSync(
      "openssl",
      [
        ...["cms", "-verify", "-cades", "-binary", "-inform", "DER", "-purpose", "smimesign"],
        ...["-in", this.#write("signature.der", signature), "-content", this.#write("signed", content)],
        ...["-CAfile", this.#ca, "-no-CApath", "-no-CAstore", "-out", this.#write("out", Buffer.alloc(0))],
      ],
      { encoding: "utf8" },
    );
    return status === 0 ? "" : stderr || `openssl ended with ${status}`;
  }

  /** Lets xmlsec1 verify an XML signature; what it says when it refuses, and nothing when it does not. */
  xmlProblem(xml: Uint8Array): string {
    const { status, stderr } = spawnSync(
      "xmlsec1",
      ["--verify", "--trusted-pem", this.#ca, this.#write("judged.xml", xml)],
      { encoding: "utf8" },
    );
    return status === 0 ? "" : stderr || `xmlsec1 ended with ${status}`;
  }

  /** The text of a PDF as poppler lays it out. */
  text(pdf: Uint8Array): string {
    return execFileSync("pdftotext", ["-layout", this.#write("read.pdf", pdf), "-"], { encoding: "utf8" });
  }

  #write(name: string, content: Uint8Array): string {
    const path = join(this.#folder, name);
    writeFileSync(path, content);
    return path;
  }
}

/** The bytes the last signature of a PDF covers, and the signature, without the zeros that fill its room. */
export function lastSignature(pdf: Uint8Array): { covered: Buffer; signature: Buffer } {
  const text = Buffer.from(pdf).toString("latin1");
  const numbers = [...text.matchAll(/\/ByteRange \[ (\d+) (\d+) (\d+) (\d+) *\]/g)].at(-1);
  const [, first = 0, firstLength = 0, second = 0, secondLength = 0] = numbers?.map(Number) ?? [];
  const covered = Buffer.concat([
    pdf.subarray(first, first + firstLength),
    pdf.subarray(second, second + secondLength),
  ]);
  const padded = Buffer.from(text.slice(firstLength + 1, second - 1), "hex");
  // The length of a DER sequence of 256 to 65535 bytes.
  return { covered, signature: padded.subarray(0, 4 + padded.readUInt16BE(2)) };
}
