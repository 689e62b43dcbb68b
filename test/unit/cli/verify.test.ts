import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { stripVTControlCharacters } from "node:util";
import { unzipSync, zipSync } from "fflate";
import { verifyCommand } from "../../../cli/verify.ts";
import type { Emulator } from "../../../emulator/index.ts";
import type { Receipt } from "../../../schema/receipt.ts";
import { ConfigError } from "../../../sdk/client/index.ts";
import { scratchFolder } from "../document/test-files.ts";
import { type EmulatedPack, emulatedPack, ORIGINALS, packEmulator } from "../verify/emulated-pack.ts";
import { CollectedOutput } from "./stand-in.ts";

const sha256 = (content: Uint8Array | string): string => hash("sha256", content);

describe("yotisign verify", function () {
  this.timeout(60_000);
  const scratch = scratchFolder();
  let emulator: Emulator;
  let pack: EmulatedPack;
  let zip: string;
  let swapped: string;
  let trusting: string[];

  before(async () => {
    emulator = await packEmulator();
    pack = await emulatedPack(emulator);
    zip = scratch.write("signed.zip", pack.zip);
    const entries = unzipSync(pack.zip);
    const other = entries["terms.pdf"] ?? new Uint8Array();
    swapped = scratch.write("swapped.zip", zipSync({ ...entries, "order.pdf": other }));
    trusting = ["--root", scratch.write("ca.pem", emulator.caCertificate)];
  });
  after(() => emulator.close());

  async function run(...args: string[]): Promise<{ text: string; exitCode: number }> {
    const output = new CollectedOutput();
    await verifyCommand(output).parseAsync(args, { from: "user" });
    return { text: stripVTControlCharacters(output.text), exitCode: output.exitCode };
  }
  const refused = async (message: RegExp, ...args: string[]): Promise<void> => {
    await assert.rejects(run(...args), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, message);
      return true;
    });
  };
  const receipt = (changes: Partial<Receipt> = {}): string[] => {
    const kept: Receipt = {
      receiptVersion: 1,
      envelopeId: pack.expected.envelopeId,
      name: null,
      service: "127.0.0.1",
      status: "COMPLETE",
      sentAt: "2026-01-31T12:00:00.000Z",
      completedAt: null,
      pack: { sha256: sha256(pack.zip), bytes: pack.zip.length },
      files: [],
      documents: Object.entries(ORIGINALS).map(([fileName, content]) => ({
        fileName,
        sha256: sha256(content),
      })),
      verified: { at: "2026-02-01T12:00:00.000Z", roots: "given", problems: [] },
      stack: "dev",
      project: "signing",
      resource: "nda",
      urn: "urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:Envelope::nda",
      fingerprint: "f".repeat(64),
      ...changes,
    };
    return ["--receipt", scratch.write("receipt.json", JSON.stringify(kept))];
  };
  const original = (name: string, content = ORIGINALS[name] ?? new Uint8Array()): string[] => [
    "--original",
    scratch.write(name, content),
  ];

  it("shows each file of a good pack with its verdict, and exits with 0", async () => {
    const { text, exitCode } = await run(zip, ...trusting);
    const [title, ...lines] = text.trimEnd().split("\n");
    assert.equal(title, `${zip}: it is what it says`);
    assert.deepEqual(
      lines.filter(Boolean).map((line) => line.trim().split(/ {2,}/)),
      [
        ["FILE", "KIND", "BYTES", "SHA-256", "PAGES", "SIGNATURES"],
        ...Object.entries(pack.entries).map(([name, content]) => [
          name,
          KINDS[name] ?? "document",
          content.length.toLocaleString("en"),
          sha256(content).slice(0, 12),
          ...(name.endsWith(".xml") ? [] : [name === "nda.pdf" ? "2" : "1"]),
          "valid, trusted",
        ]),
      ],
    );
    assert.equal(exitCode, 0);
  });

  it("says below the files what is wrong, and exits with 1", async () => {
    const { text, exitCode } = await run(swapped, ...trusting);
    assert.match(text, /swapped\.zip: 1 problem\n/);
    assert.match(text, /\n {2}! file-differs: The file "order\.pdf" is another one than the signed list/);
    assert.equal(exitCode, 1);
  });

  it("judges several packs, and exits with 1 when one of them has a problem", async () => {
    const { text, exitCode } = await run(zip, swapped, ...trusting);
    assert.deepEqual(text.match(/^\/.*$/gm), [`${zip}: it is what it says`, `${swapped}: 1 problem`]);
    assert.equal(exitCode, 1);
  });

  it("trusts what this machine trusts unless it is told otherwise", async () => {
    const { text, exitCode } = await run(zip, "--json");
    const [{ problems }] = JSON.parse(text).packs;
    assert.deepEqual(
      [...new Set(problems.map(({ code }: { code: string }) => code))],
      ["untrusted-certificate"],
    );
    assert.equal(exitCode, 1);
  });

  it("prints JSON without contents, and whom certificates are issued to only when asked", async () => {
    const { text } = await run(swapped, ...trusting, "--json");
    const { ok, packs } = JSON.parse(text);
    const [{ files, ...rest }] = packs;
    assert.deepEqual([ok, packs.length], [false, 1]);
    assert.deepEqual(rest, {
      pack: swapped,
      ok: false,
      sha256: rest.sha256,
      problems: [
        {
          code: "file-differs",
          file: "order.pdf",
          message: 'The file "order.pdf" is another one than the signed list of the pack has.',
        },
      ],
      notes: [],
    });
    const [first] = files;
    const content = pack.entries["nda.pdf"] ?? new Uint8Array();
    const signature = {
      signedAt: first.signatures[0].signedAt,
      covers: "whole",
      valid: true,
      trusted: true,
    };
    assert.deepEqual(first, {
      name: "nda.pdf",
      kind: "document",
      sha256: sha256(content),
      bytes: content.length,
      signatures: [signature],
      pages: 2,
    });
    const people = JSON.parse((await run(zip, ...trusting, "--json", "--people")).text);
    assert.match(people.packs[0].files[0].signatures[0].signer, /CN=Emulated signing service/);
  });

  it("holds a pack against its receipt and what was sent", async () => {
    const { exitCode } = await run(zip, ...trusting, ...receipt(), ...original("nda.pdf"));
    assert.equal(exitCode, 0);
    const codes = async (...args: string[]): Promise<string[]> => {
      const [{ problems }] = JSON.parse((await run(zip, ...trusting, "--json", ...args)).text).packs;
      return problems.map(({ code }: { code: string }) => code);
    };
    assert.deepEqual(
      [
        await codes(...receipt({ pack: { sha256: "0".repeat(64), bytes: 1 } })),
        await codes(...receipt({ envelopeId: "22222222-2222-4222-8222-222222222222" })),
        await codes(...receipt({ documents: [{ fileName: "gone.pdf", sha256: "0".repeat(64) }] })),
        await codes(...original("order.pdf", ORIGINALS["nda.pdf"])),
      ],
      [["pack-differs"], ["other-envelope"], ["missing-document"], ["page-count-differs"]],
    );
  });

  it("refuses files that are not what they are said to be", async () => {
    const nothing = scratch.path("nothing");
    const text = scratch.write("text.txt", "{}");
    await refused(/nothing cannot be read: it does not exist\. Check the path\.$/, nothing);
    await refused(/text\.txt has no certificate in PEM/, zip, "--root", text);
    await refused(/text\.txt is no receipt, which `yotisign close` writes\.$/, zip, "--receipt", text);
    await refused(/^A receipt is about one pack\./, zip, swapped, ...receipt());
    const other = original("nda.pdf", ORIGINALS["order.pdf"]);
    await refused(
      /nda\.pdf is not what was sent: the receipt has another SHA-256\./,
      zip,
      ...receipt(),
      ...other,
    );
    const unknown = original("unknown.pdf", ORIGINALS["order.pdf"]);
    await refused(/the receipt has no document of its name\./, zip, ...receipt(), ...unknown);
  });
});

const KINDS: Readonly<Record<string, string>> = {
  "attachments/passport.pdf": "attachment",
  "cover-sheet.pdf": "cover-sheet",
  "envelope-signature.xml": "signature",
};
