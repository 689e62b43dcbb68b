import assert from "node:assert/strict";
import { createOutside, respellingService } from "./config-service.ts";
import { ConfigStack, configUrn, passport } from "./config-stack.ts";
import { assertRefused, failureOf } from "./failure-of.ts";
import { World } from "./world.ts";

describe("a refreshed session configuration", () => {
  let world: World;
  let stack: ConfigStack;

  beforeEach(async () => {
    world = await World.start();
    stack = new ConfigStack(world);
    await stack.up({ passport });
    world.shown.splice(0);
  });
  afterEach(() => world.stop());

  const { name, sessionConfig: session_config } = passport;

  it("is as it was, which is no drift", async () => {
    const before = stack.state();
    assert.equal(await stack.refresh(), false);
    assert.deepEqual(stack.state(), before);
  });

  it("is kept as missing once it is gone, which is drift, and not created again", async () => {
    world.emulator.control.reset();
    assert.equal(await stack.refresh(), true);
    assert.deepEqual([stack.state().status, stack.resources.get("passport")?.id], ["MISSING", name]);
    assert.equal(await stack.refresh(), false);
    assert.deepEqual(await stack.up({ passport }), ["same"]);
    assert.equal(world.emulator.control.calls().createIdvSessionConfig, 0);
    assert.deepEqual(
      world.shown.map(({ severity, urn }) => [severity, urn]),
      [["warning", configUrn("passport")]],
    );
    assert.match(world.shown[0]?.message ?? "", /no longer lists it.*Nothing was created.*another name/);
  });

  it("leaves the state without a word once it is gone", async () => {
    world.emulator.control.reset();
    await stack.refresh();
    await stack.destroy();
    assert.deepEqual(world.shown, []);
  });

  it("is listed again once it is back", async () => {
    world.emulator.control.reset();
    await stack.refresh();
    await createOutside(world.emulator.url, { name, is_private: false, session_config });
    assert.equal(await stack.refresh(), true);
    assert.equal(stack.state().status, "LISTED");
  });

  for (const [what, change] of [
    ["content", { session_config: {} }],
    ["privacy", { is_private: true }],
  ] as const)
    it(`is changed where the name has another ${what} now`, async () => {
      world.emulator.control.reset();
      await createOutside(world.emulator.url, { name, is_private: false, session_config, ...change });
      assert.equal(await stack.refresh(), true);
      assert.equal(stack.state().status, "CHANGED");
      await stack.up({ passport });
      assert.match(world.shown[0]?.message ?? "", /lists another content under its name/);
    });

  it("is as it was where the service lists it in a spelling of its own", async () => {
    await using service = await respellingService(world.emulator.url);
    world.env.YOTI_SIGN_BASE_URL = service.url;
    stack.resources.clear();
    await stack.up({ second: { ...passport, name: "Second" } });
    const drifted = await stack.refresh("second");
    assert.deepEqual([drifted, stack.state("second").status], [false, "LISTED"]);
  });

  it("is found with another key of the account that created it", async () => {
    world.env.YOTI_SIGN_API_KEY = "second-key";
    assert.equal(await stack.refresh(), false);
    assert.equal(stack.state().status, "LISTED");
  });

  it("keeps its state when another account's key does not see it", async () => {
    const before = stack.state();
    world.env.YOTI_SIGN_API_KEY = "other-key";
    await assertRefused(stack.refresh(), before.account, world.emulator.url, "The state is kept");
    assert.deepEqual(stack.state(), before);
  });

  it("keeps its state when the run talks to another service, and names both", async () => {
    const before = stack.state();
    world.env.YOTI_SIGN_BASE_URL = "https://sign.example.com";
    await assertRefused(stack.refresh(), world.emulator.url, "https://sign.example.com");
    assert.deepEqual(stack.state(), before);
  });

  it("keeps its state when the service does not know the key, or forbids the list", async () => {
    const before = stack.state();
    const operation = "listIdvSessionConfigs";
    world.emulator.control.addFault({ operation, action: { kind: "status", status: 403 } });
    await assertRefused(stack.refresh(), "403", world.emulator.url, "The state is kept");
    world.env.YOTI_SIGN_API_KEY = "wrong-key";
    assert.equal((await failureOf(stack.refresh())).name, "UnauthorizedError");
    assert.deepEqual(stack.state(), before);
  });
});
