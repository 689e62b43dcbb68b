import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { MockResourceArgs } from "@pulumi/pulumi/runtime/mocks.js";
import { IdvSessionConfig, type IdvSessionConfigArgs } from "../../../../sdk/index.ts";

const registered: MockResourceArgs[] = [];

/** The mocks are Pulumi's own harness for programs: they take the engine's place. */
async function usePulumi(): Promise<void> {
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => {
        registered.push(args);
        return { id: args.inputs.name, state: { isPrivate: false, ...args.inputs, status: "LISTED" } };
      },
      call: ({ inputs }) => inputs,
    },
    "signing",
    "test",
  );
}

const args: IdvSessionConfigArgs = {
  name: "Passport and selfie",
  sessionConfig: { requested_checks: [{ type: "LIVENESS" }], someName: 1 },
};

async function registration(name: string, declared: unknown, opts?: pulumi.CustomResourceOptions) {
  const config = new IdvSessionConfig(name, declared as IdvSessionConfigArgs, opts);
  await resolved(config.urn);
  const found = registered.find((one) => one.name === name);
  assert.ok(found);
  return { config, type: found.type, inputs: found.inputs };
}

const resolved = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => void output.apply((value) => resolve(value as T)));

describe("the IdvSessionConfig resource", () => {
  before(usePulumi);
  beforeEach(() => registered.splice(0));

  it("registers the one provider text that every state has, under a type that never changes", async () => {
    const { type, inputs } = await registration("passport", args);
    assert.equal(type, "pulumi-nodejs:dynamic/yotisign:IdvSessionConfig");
    assert.equal(
      inputs.__provider,
      'exports.handler=()=>require("pulumi-yotisign/provider").idvSessionConfig;',
    );
  });

  it("registers the declaration with the names as they are, and which resource it is", async () => {
    const parent = new pulumi.ComponentResource("example:signing:Round", "round");
    const { config, inputs } = await registration(
      "passport",
      { ...args, isPrivate: true, account: "legal" },
      { parent },
    );
    const { __provider, ...declared } = inputs;
    assert.deepEqual(declared, {
      ...args,
      isPrivate: true,
      account: "legal",
      identity:
        "urn:pulumi:test::signing::example:signing:Round$pulumi-nodejs:dynamic/yotisign:IdvSessionConfig::passport",
    });
    assert.equal(inputs.identity, await resolved(config.urn));
  });

  it("takes every argument as a value that is still to come", async () => {
    const { inputs } = await registration("passport", {
      name: pulumi.output("Later"),
      isPrivate: Promise.resolve(true),
      sessionConfig: { requested_checks: [{ type: pulumi.output("LIVENESS") }] },
    });
    assert.deepEqual(
      [inputs.name, inputs.isPrivate, inputs.sessionConfig],
      ["Later", true, { requested_checks: [{ type: "LIVENESS" }] }],
    );
  });

  it("does not let a program speak for another resource", async () => {
    const { inputs } = await registration("passport", {
      ...args,
      identity: "urn:other",
      __provider: "other",
    });
    assert.match(inputs.identity, /::passport$/);
    assert.match(inputs.__provider, /pulumi-yotisign/);
  });

  it("leaves missing arguments to the provider to refuse", async () => {
    for (const declared of [undefined, null, {}]) {
      registered.splice(0);
      const { inputs } = await registration("passport", declared);
      assert.match(inputs.identity, /::passport$/);
    }
  });

  it("gives outputs", async () => {
    const { config } = await registration("passport", args);
    assert.deepEqual(
      [await resolved(config.name), await resolved(config.isPrivate), await resolved(config.status)],
      ["Passport and selfie", false, "LISTED"],
    );
  });

  it("refuses options that cannot work, and says that they are not needed", () => {
    for (const option of ["import", "id"])
      assert.throws(
        () => new IdvSessionConfig("passport", args, { [option]: "Passport and selfie" }),
        new RegExp(`IdvSessionConfig "passport": the ${option} option cannot work here.*taken over`),
      );
  });

  it("takes the options that work", async () => {
    const opts = { protect: true, retainOnDelete: true, ignoreChanges: ["sessionConfig"] };
    await registration("passport", args, opts);
  });

  it("is told from other resources, also as another copy of the package makes it", async () => {
    const { config } = await registration("passport", args);
    const other = { __pulumiType: "pulumi-nodejs:dynamic/yotisign:IdvSessionConfig" };
    assert.deepEqual([config, other, {}, undefined, null].map(IdvSessionConfig.isInstance), [
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
