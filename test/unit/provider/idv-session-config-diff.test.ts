import assert from "node:assert/strict";
import { unknownValue } from "../../../schema/unknown.ts";
import { configsAt } from "./config-service.ts";
import { ConfigStack, configUrn, type DeclaredConfig, passport } from "./config-stack.ts";
import { assertRefused } from "./failure-of.ts";
import { World } from "./world.ts";

describe("a session configuration that exists", () => {
  let world: World;
  let stack: ConfigStack;

  beforeEach(async () => {
    world = await World.start();
    stack = new ConfigStack(world);
    await stack.up({ passport });
    world.emulator.control.clearCalls();
    world.shown.splice(0);
  });
  afterEach(() => world.stop());

  const calls = (): number => Object.values(world.emulator.control.calls()).reduce((sum, one) => sum + one);
  const names = async () => (await configsAt(world.emulator.url)).map(({ name }) => name);

  it("needs nothing done while the program is the same", async () => {
    assert.deepEqual(await stack.up({ passport }), ["same"]);
    const spelledOut = { ...passport, isPrivate: false };
    assert.deepEqual(await stack.up({ passport: spelledOut }), ["same"]);
    assert.deepEqual([calls(), world.shown], [0, []]);
  });

  it("is the same in another order of its keys", async () => {
    const entries = Object.entries(passport.sessionConfig).toReversed();
    const sessionConfig = Object.fromEntries(entries);
    assert.deepEqual(await stack.up({ passport: { ...passport, sessionConfig } }), ["same"]);
  });

  it("is judged in a preview without key and service", async () => {
    world.env.YOTI_SIGN_API_KEY = "";
    world.env.YOTI_SIGN_BASE_URL = "";
    assert.deepEqual(await stack.preview({ passport }), ["same"]);
    assert.equal(calls(), 0);
  });

  for (const [field, change] of [
    ["sessionConfig", { sessionConfig: { requested_checks: [] } }],
    ["isPrivate", { isPrivate: true }],
    ["sessionConfig and isPrivate", { sessionConfig: {}, isPrivate: true }],
  ] as const)
    it(`refuses another ${field} under the same name, in a preview already`, async () => {
      const before = structuredClone(stack.resources.get("passport"));
      for (const run of [stack.preview, stack.up])
        await assertRefused(
          run.call(stack, { passport: { ...passport, ...change } }),
          new RegExp(`^${field} differ`),
          world.emulator.url,
          "Give it another name",
        );
      assert.deepEqual([stack.resources.get("passport"), calls()], [before, 0]);
    });

  it("is created anew under another name, and the old one stays, which is said", async () => {
    const renamed: DeclaredConfig = { ...passport, name: "Passport 2", sessionConfig: {} };
    assert.deepEqual(await stack.up({ passport: renamed }), ["replace"]);
    assert.deepEqual(await names(), ["Passport and selfie", "Passport 2"]);
    assert.deepEqual(world.shown, [
      {
        severity: "warning",
        message:
          `Session configuration "Passport and selfie" stays at ${world.emulator.url}: the API cannot remove one. ` +
          "Declared again as it is, it is taken over",
        urn: configUrn("passport"),
      },
    ]);
    assert.equal(stack.state().name, "Passport 2");
  });

  it("goes back to its old name by taking over the old one", async () => {
    await stack.up({ passport: { ...passport, name: "Passport 2" } });
    await stack.up({ passport });
    assert.deepEqual(
      [await names(), stack.state().name],
      [["Passport and selfie", "Passport 2"], "Passport and selfie"],
    );
  });

  it("is another one as another account", async () => {
    const provider = stack.provider();
    const { id, inputs, outputs } = stack.resources.get("passport") ?? assert.fail();
    const { inputs: checked } = await provider.check(inputs, { ...inputs, account: "legal" });
    assert.deepEqual(await provider.diff(id, outputs, checked), { replaces: ["account"] });
  });

  it("is not judged by values that are not known yet", async () => {
    for (const change of [
      { name: unknownValue, sessionConfig: {} },
      { sessionConfig: { requested_checks: [unknownValue] } },
      { isPrivate: unknownValue as never },
    ])
      assert.deepEqual(await stack.preview({ passport: { ...passport, ...change } }), ["update"]);
  });

  it("stays at the service when it is no longer declared, which is said without calling anything", async () => {
    world.env.YOTI_SIGN_API_KEY = "";
    assert.deepEqual(await stack.up({}), ["delete"]);
    assert.deepEqual([calls(), world.shown.map(({ severity }) => severity)], [0, ["warning"]]);
    assert.deepEqual(await names(), ["Passport and selfie"]);
  });

  it("stays at the service when the stack is destroyed, which is said", async () => {
    await stack.destroy();
    assert.match(world.shown[0]?.message ?? "", /stays at/);
    assert.deepEqual([await names(), calls()], [["Passport and selfie"], 1]);
  });

  it("records under which name it is declared after an alias", async () => {
    const held = stack.resources.get("passport") ?? assert.fail();
    stack.resources.delete("passport");
    stack.resources.set("identity", held);
    assert.deepEqual(await stack.up({ identity: passport }), ["update"]);
    assert.equal(stack.state("identity").identity, configUrn("identity"));
    assert.deepEqual([calls(), await stack.up({ identity: passport })], [0, ["same"]]);
  });

  it("is refused to a run that talks to another service, which names both", async () => {
    world.env.YOTI_SIGN_BASE_URL = "https://sign.example.com";
    await assertRefused(stack.up({ passport }), `is at ${world.emulator.url}`, "https://sign.example.com");
  });
});
