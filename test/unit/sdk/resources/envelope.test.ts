import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { MockResourceArgs } from "@pulumi/pulumi/runtime/mocks.js";
import { Envelope, type EnvelopeArgs } from "../../../../sdk/index.ts";

const registered: MockResourceArgs[] = [];

/** The mocks are Pulumi's own harness for programs: they take the engine's place. */
async function usePulumi(): Promise<void> {
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => {
        registered.push(args);
        return { id: "the-id", state: { ...args.inputs, envelopeId: "the-id", status: "ACTIVE" } };
      },
      call: ({ inputs }) => inputs,
    },
    "signing",
    "test",
  );
}

const args: EnvelopeArgs = {
  name: "Mutual NDA",
  documents: ["nda.pdf"],
  recipients: [{ name: "Pat Example", email: "pat@example.com" }],
};

/** What Pulumi's engine is told of an envelope. */
async function registration(name: string, declared: unknown, opts?: pulumi.CustomResourceOptions) {
  const envelope = new Envelope(name, declared as EnvelopeArgs, opts);
  await resolved(envelope.urn);
  const found = registered.find((one) => one.name === name);
  assert.ok(found);
  return { envelope, type: found.type, inputs: found.inputs };
}

const resolved = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => void output.apply((value) => resolve(value as T)));

describe("the Envelope resource", () => {
  before(usePulumi);
  beforeEach(() => registered.splice(0));

  it("registers the one provider text that every state has, under a type that never changes", async () => {
    const { type, inputs } = await registration("nda", args);
    assert.equal(type, "pulumi-nodejs:dynamic/yotisign:Envelope");
    assert.equal(inputs.__provider, 'exports.handler=()=>require("pulumi-yotisign/provider").envelope;');
  });

  it("registers the declaration, its documents by path, and which resource it is", async () => {
    const { inputs } = await registration("nda", { ...args, onDelete: "retain" });
    const { __provider, ...declared } = inputs;
    assert.deepEqual(declared, {
      ...args,
      documents: [{ path: "nda.pdf" }],
      onDelete: "retain",
      identity: "urn:pulumi:test::signing::pulumi-nodejs:dynamic/yotisign:Envelope::nda",
    });
  });

  it("names the types of its parents in its identity", async () => {
    const parent = new pulumi.ComponentResource("example:signing:Round", "round");
    const { envelope, inputs } = await registration("nda", args, { parent });
    assert.equal(
      inputs.identity,
      "urn:pulumi:test::signing::example:signing:Round$pulumi-nodejs:dynamic/yotisign:Envelope::nda",
    );
    assert.equal(inputs.identity, await resolved(envelope.urn));
  });

  it("takes documents as text, object and file asset, and as values that are still to come", async () => {
    const later = Promise.resolve("d.pdf");
    const documents = [
      "a.pdf",
      { path: "b.pdf", fileName: "B.pdf", sha256: "0".repeat(64) },
      new pulumi.asset.FileAsset("c.pdf"),
      pulumi.output("e.pdf"),
      new pulumi.asset.FileAsset(later),
      pulumi.output({ path: pulumi.output("f.pdf") }),
    ];
    for (const given of [documents, pulumi.output(documents), Promise.resolve(documents)]) {
      registered.splice(0);
      const { inputs } = await registration("nda", { ...args, documents: given });
      assert.deepEqual(inputs.documents, [
        { path: "a.pdf" },
        { path: "b.pdf", fileName: "B.pdf", sha256: "0".repeat(64) },
        { path: "c.pdf" },
        { path: "e.pdf" },
        { path: "d.pdf" },
        { path: "f.pdf" },
      ]);
    }
  });

  it("takes every argument as a value that is still to come", async () => {
    const { inputs } = await registration("nda", {
      ...args,
      name: pulumi.output("Later"),
      recipients: pulumi.output([
        { name: Promise.resolve("Pat Example"), email: pulumi.output("pat@example.com") },
      ]),
    });
    assert.deepEqual(
      [inputs.name, inputs.recipients],
      ["Later", [{ name: "Pat Example", email: "pat@example.com" }]],
    );
  });

  it("leaves the caller's arguments as they are", async () => {
    const own = structuredClone(args);
    await registration("nda", own);
    assert.deepEqual(own, args);
  });

  it("does not let a program speak for another resource", async () => {
    const { inputs } = await registration("nda", { ...args, identity: "urn:other", __provider: "other" });
    assert.match(inputs.identity, /::nda$/);
    assert.match(inputs.__provider, /pulumi-yotisign/);
  });

  for (const [what, declared] of [
    ["no arguments", undefined],
    ["arguments that are nothing", null],
    ["no documents", { name: "NDA" }],
    ["documents that are no list", { ...args, documents: "nda.pdf" }],
    ["documents that are nothing", { ...args, documents: [null, 5] }],
  ] as const)
    it(`leaves ${what} to the provider to refuse, with all else that is wrong`, async () => {
      const { inputs } = await registration("nda", declared);
      assert.match(inputs.identity, /::nda$/);
    });

  it("gives outputs", async () => {
    const { envelope } = await registration("nda", args);
    assert.deepEqual(
      [await resolved(envelope.envelopeId), await resolved(envelope.status)],
      ["the-id", "ACTIVE"],
    );
  });

  it("refuses options that cannot work, and says what does", () => {
    assert.throws(
      () => new Envelope("nda", args, { import: "some-id" }),
      /Envelope "nda": the import option.*adopt/,
    );
    assert.throws(
      () => new Envelope("nda", args, { id: "some-id" }),
      /Envelope "nda": .*the id option.*adopt/,
    );
    assert.throws(
      () => new Envelope("nda", args, { deleteBeforeReplace: false }),
      /deleteBeforeReplace: false/,
    );
    const other = new pulumi.ComponentResource("example:signing:Round", "other");
    assert.throws(
      () => new Envelope("nda", args, { replaceWith: [other] }),
      /Envelope "nda": replaceWith .*supersedes/,
    );
    assert.throws(
      () => new Envelope("nda", args, { deletedWith: other }),
      /Envelope "nda": with deletedWith/,
    );
  });

  it("takes the options that work", async () => {
    const opts = {
      protect: true,
      retainOnDelete: true,
      deleteBeforeReplace: true,
      ignoreChanges: ["documents"],
    };
    await registration("nda", args, opts);
  });

  it("is told from other resources, also as another copy of the package makes it", async () => {
    const { envelope } = await registration("nda", args);
    const other = { __pulumiType: "pulumi-nodejs:dynamic/yotisign:Envelope" };
    assert.deepEqual([envelope, other, {}, undefined, null].map(Envelope.isInstance), [
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
