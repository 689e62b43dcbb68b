import assert from "node:assert/strict";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { keepReceipt, receiptPath } from "../../../../cli/close/keep-receipt.ts";
import { parseReceipt, type Receipt } from "../../../../schema/receipt.ts";
import { ConfigError } from "../../../../sdk/client/index.ts";
import { newFolder } from "../../sdk/client/test-files.ts";

const sha256 = "0".repeat(64);
const receipt: Receipt = {
  receiptVersion: 1,
  envelopeId: "3f0f1d3e-1111-4222-8333-444455556666",
  name: null,
  service: "https://api.example.com",
  status: "COMPLETE",
  sentAt: "2030-01-01T00:00:00.000Z",
  completedAt: null,
  pack: { path: "../signed/x.zip", sha256, bytes: 1 },
  files: [{ name: "nda.pdf", kind: "document", sha256, bytes: 1 }],
  documents: [{ fileName: "nda.pdf", sha256 }],
  signers: [{ role: "Partner", email: "p…@example.com", signedAt: null }],
  verified: { at: "2030-01-02T00:00:00.000Z", roots: "system", problems: [] },
  stack: "test",
  project: "signing",
  resource: "nda",
  urn: "urn:pulumi:test::signing::pulumi-nodejs:dynamic/yotisign:Envelope::nda",
  fingerprint: "f",
};

describe("a receipt", () => {
  it("is written whole, by its published schema, for nobody else to read", async () => {
    await using folder = await newFolder();
    const path = receiptPath(join(folder.path, "receipts"), receipt);
    assert.equal(await keepReceipt(path, receipt), true);
    assert.deepEqual(parseReceipt(await readFile(path, "utf8")), receipt);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.deepEqual(await readdir(join(folder.path, "receipts")), [`nda-${receipt.envelopeId}.json`]);
  });

  it("stays as it is where it is there already, for the same pack", async () => {
    await using folder = await newFolder();
    const path = receiptPath(folder.path, receipt);
    await keepReceipt(path, receipt);
    const { signers: _, ...later } = receipt;
    const verified = { ...receipt.verified, at: "2031-01-01T00:00:00.000Z" };
    assert.equal(await keepReceipt(path, { ...later, verified }), false);
    assert.deepEqual(parseReceipt(await readFile(path, "utf8")), receipt);
  });

  for (const [what, content] of [
    [
      "a receipt of another pack",
      JSON.stringify({ ...receipt, pack: { ...receipt.pack, sha256: "1".repeat(64) } }),
    ],
    ["something else", "{}"],
    ["half of a receipt", "{"],
  ] as const)
    it(`is not written over ${what}`, async () => {
      await using folder = await newFolder();
      const path = receiptPath(folder.path, receipt);
      await writeFile(path, content);
      await assert.rejects(keepReceipt(path, receipt), ConfigError);
      assert.deepEqual([await readFile(path, "utf8"), (await readdir(folder.path)).length], [content, 1]);
    });

  it("is none without what it says it is, and damaged where it says something else", () => {
    assert.equal(parseReceipt("[]"), undefined);
    for (const wrong of [{ ...receipt, status: "ACTIVE" }, { ...receipt, more: 1 }, { receiptVersion: 1 }])
      assert.throws(() => parseReceipt(JSON.stringify(wrong)), SyntaxError);
  });
});
