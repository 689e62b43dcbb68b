import assert from "node:assert/strict";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import type { MockResourceArgs } from "@pulumi/pulumi/runtime/mocks.js";
import {
  EmbeddedEnvelope,
  Envelope,
  type EnvelopeArgs,
  SignedDocuments,
  type SignedDocumentsArgs,
} from "../../../../sdk/index.ts";

const registered: MockResourceArgs[] = [];
const id = "2cc44997-82c2-4e61-86ec-5ad2aea48214";
const sha256 = "a".repeat(64);
const files = [
  { name: "nda.pdf", path: "signed/Ünser NDA #1.pdf", sha256, url: null },
  { name: "cover-sheet.pdf", path: "signed/cover-sheet.pdf", sha256, url: "https://files.example.com/c" },
];

/** The mocks are Pulumi's own harness for programs: they take the engine's place. */
async function usePulumi(): Promise<void> {
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => {
        registered.push(args);
        const outputs = args.type.endsWith("Envelope")
          ? { envelopeId: id, status: "COMPLETE", documents: [{ name: "nda.pdf", sha256, bytes: 9 }] }
          : { status: "verified", files, pack: null, verifiedAt: null };
        return { id, state: { ...args.inputs, ...outputs } };
      },
      call: ({ inputs }) => inputs,
    },
    "signing",
    "test",
  );
}

const resolved = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((done) => void output.apply((value) => done(value as T)));

async function registration(args: unknown, opts?: pulumi.CustomResourceOptions) {
  const signed = new SignedDocuments("nda-signed", args as SignedDocumentsArgs, opts);
  await resolved(signed.urn);
  const found = registered.find(({ name }) => name === "nda-signed");
  assert.ok(found);
  const { __provider, identity, ...declared } = found.inputs;
  return { signed, type: found.type, __provider, identity, declared };
}

const envelopeArgs: EnvelopeArgs = {
  name: "Mutual NDA",
  documents: [{ path: "contracts/2026.pdf", fileName: "nda.pdf" }],
  recipients: [{ name: "Pat Example", email: "pat@example.com" }],
  account: "legal",
};

const given: SignedDocumentsArgs = { envelopeId: id, envelopeStatus: "ACTIVE" };

describe("the SignedDocuments resource", () => {
  before(usePulumi);
  beforeEach(() => registered.splice(0));

  it("registers the one provider text that every state has, under a type that never changes", async () => {
    const { type, __provider, identity, signed } = await registration(given);
    assert.equal(type, "pulumi-nodejs:dynamic/yotisign:SignedDocuments");
    assert.equal(__provider, 'exports.handler=()=>require("pulumi-yotisign/provider").signedDocuments;');
    assert.equal(identity, await resolved(signed.urn));
  });

  for (const Kind of [Envelope, EmbeddedEnvelope])
    it(`takes id, status, documents and account from an ${Kind.name}`, async () => {
      const envelope = new Kind("nda", envelopeArgs);
      const { declared } = await registration({ envelope, directory: "signed" });
      assert.deepEqual(declared, {
        envelopeId: id,
        envelopeStatus: "COMPLETE",
        documents: [{ fileName: "nda.pdf", path: "contracts/2026.pdf", sha256 }],
        account: "legal",
        directory: "signed",
      });
    });

  it("compares with other documents and uses another account where the program says so", async () => {
    const envelope = new Envelope("nda", envelopeArgs);
    const { declared } = await registration({ envelope, documents: ["other/nda.pdf"], account: "archive" });
    assert.deepEqual(declared.documents, [{ path: "other/nda.pdf", fileName: "nda.pdf" }]);
    assert.equal(declared.account, "archive");
  });

  it("takes every argument as a value that is still to come", async () => {
    const args: SignedDocumentsArgs = {
      envelopeId: pulumi.output(id),
      envelopeStatus: pulumi.output("COMPLETE" as const),
      directory: Promise.resolve("later"),
      documents: [pulumi.output("nda.pdf"), new pulumi.asset.FileAsset("annex.pdf")],
      roots: [pulumi.output("ca.pem")],
      publish: pulumi.output(["node", "publish.mjs"]),
    };
    const { declared } = await registration(args);
    assert.deepEqual(declared, {
      envelopeId: id,
      envelopeStatus: "COMPLETE",
      directory: "later",
      documents: [
        { path: "nda.pdf", fileName: "nda.pdf" },
        { path: "annex.pdf", fileName: "annex.pdf" },
      ],
      roots: ["ca.pem"],
      publish: ["node", "publish.mjs"],
    });
  });

  it("gives files with their URLs: absolute file URLs of this machine, or where they were published", async () => {
    const { signed } = await registration(given);
    assert.deepEqual(await resolved(signed.files), [
      { ...files[0], url: pathToFileURL(resolve("signed/Ünser NDA #1.pdf")).href },
      files[1],
    ]);
    assert.match(
      (await resolved(signed.files))[0]?.url ?? "",
      /^file:\/\/\/.*\/signed\/%C3%9Cnser%20NDA%20%231\.pdf$/,
    );
  });

  it("refuses what is no envelope of the program, and says what to give", () => {
    for (const envelope of [id, {}, null])
      assert.throws(
        () => new SignedDocuments("nda-signed", { envelope } as unknown as SignedDocumentsArgs),
        /SignedDocuments "nda-signed": envelope is no Envelope.*envelopeId and envelopeStatus/,
      );
  });

  it("leaves missing arguments to the provider to refuse", async () => {
    for (const declared of [undefined, null, {}]) {
      registered.splice(0);
      assert.match((await registration(declared)).identity, /::nda-signed$/);
    }
  });

  it("refuses options that cannot work, and says that they are not needed", () => {
    for (const option of ["import", "id"])
      assert.throws(
        () => new SignedDocuments("nda-signed", given, { [option]: id }),
        new RegExp(`SignedDocuments "nda-signed": the ${option} option cannot work here, and is not needed`),
      );
  });

  it("is told from other resources, also as another copy of the package makes it", async () => {
    const { signed } = await registration(given);
    const other = { __pulumiType: "pulumi-nodejs:dynamic/yotisign:SignedDocuments" };
    assert.deepEqual([signed, other, {}, undefined, null].map(SignedDocuments.isInstance), [
      ...[true, true, false, false, false],
    ]);
  });
});
