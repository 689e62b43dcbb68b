import assert from "node:assert/strict";
import { bodyDroppingProxy, configsAt, createOutside } from "./config-service.ts";
import { ConfigStack, configUrn, passport } from "./config-stack.ts";
import { assertRefused, failureOf } from "./failure-of.ts";
import { World } from "./world.ts";

const atService = {
  name: passport.name,
  is_private: false,
  is_custom: true,
  session_config: passport.sessionConfig,
};

describe("a session configuration that is created", () => {
  let world: World;
  let stack: ConfigStack;

  beforeEach(async () => {
    world = await World.start();
    stack = new ConfigStack(world);
  });
  afterEach(() => world.stop());

  const posts = (): number => world.emulator.control.calls().createIdvSessionConfig;
  const own = () => configsAt(world.emulator.url);
  const fail = (operation: "listIdvSessionConfigs" | "createIdvSessionConfig", status: number): void =>
    world.emulator.control.addFault({ operation, action: { kind: "status", status } });

  it("is at the service as it was declared, and its name is its id", async () => {
    assert.deepEqual(await stack.up({ passport }), ["create"]);
    assert.deepEqual(await own(), [atService]);
    assert.equal(stack.resources.get("passport")?.id, passport.name);
  });

  it("is not created by a run that only reviews", async () => {
    world.env.YOTI_SIGN_REVIEW_FILE = `${world.folder}/review.jsonl`;
    const { name } = await failureOf(stack.up({ passport }));
    assert.deepEqual([name, posts()], ["ConfigError", 0]);
  });

  it("is private where that was asked for", async () => {
    await stack.up({ passport: { ...passport, isPrivate: true } });
    assert.deepEqual(await own(), [{ ...atService, is_private: true }]);
  });

  it("keeps in its state no more than name, privacy, status and one line", async () => {
    await stack.up({ passport });
    const { record, ...rest } = stack.resources.get("passport")?.outputs ?? assert.fail();
    assert.deepEqual(rest, { name: passport.name, isPrivate: false, status: "LISTED" });
    assert.match(record, /^http:\S+ \S{8} {2}\S{22} \S{22} urn:pulumi:\S+$/);
    assert.doesNotMatch(record, /emulator-key/);
  });

  it("is created as the account that it names, which its state remembers", async () => {
    world.env.YOTI_SIGN_API_KEY_LEGAL = "other-key";
    await stack.up({ passport: { ...passport, account: "legal" } });
    assert.deepEqual([await own(), await configsAt(world.emulator.url, "other-key")], [[], [atService]]);
    assert.equal(stack.state().accountName, "legal");
    assert.equal(await stack.refresh(), false);
  });

  it("has names of its own making passed on unchanged", async () => {
    const sessionConfig = { camelCase: { snake_case: [1, null, { "with space": "ünïcode" }] } };
    await stack.up({ passport: { ...passport, sessionConfig } });
    assert.deepEqual(await own(), [{ ...atService, session_config: sessionConfig }]);
  });

  it("is taken over where it exists, whatever the order of its keys", async () => {
    const { requested_checks, resources_ttl } = passport.sessionConfig as Record<string, unknown>;
    const session_config = { resources_ttl, requested_checks };
    await createOutside(world.emulator.url, { name: passport.name, is_private: false, session_config });
    world.emulator.control.clearCalls();
    await stack.up({ passport });
    assert.deepEqual([posts(), (await own()).length, stack.state().status], [0, 1, "LISTED"]);
    assert.match(world.shown.at(-1)?.message ?? "", /taken over, nothing was created/);
    assert.equal(world.shown.at(-1)?.urn, configUrn("passport"));
  });

  it("is taken over again after the state was lost", async () => {
    await stack.up({ passport });
    const before = stack.state();
    stack.resources.clear();
    await stack.up({ passport });
    assert.deepEqual([stack.state(), posts()], [before, 1]);
  });

  for (const [what, change] of [
    ["content", { session_config: { requested_checks: [] } }],
    ["privacy", { is_private: true }],
  ] as const)
    it(`is refused where the name has another ${what}, which stays as it is`, async () => {
      const { is_custom: _, ...config } = { ...atService, ...change };
      await createOutside(world.emulator.url, config);
      await assertRefused(
        stack.up({ passport }),
        '"Passport and selfie" at',
        world.emulator.url,
        "with other content",
        "Give this one another name",
      );
      assert.deepEqual([await own(), stack.resources.size], [[{ ...config, is_custom: true }], 0]);
    });

  it("is refused under the name of one of Yoti's own, which can be used as it is", async () => {
    await assertRefused(stack.up({ hr: { ...passport, name: "HR" } }), "of Yoti's own", "sessionConfigName");
    assert.deepEqual([await own(), posts()], [[], 0]);
  });

  it("is refused where a proxy hides what the name has", async () => {
    await stack.up({ passport });
    stack.resources.clear();
    await using proxy = await bodyDroppingProxy(world.emulator.url);
    world.env.YOTI_SIGN_BASE_URL = proxy.url;
    await assertRefused(stack.up({ passport }), "does not tell its content", "proxy");
  });

  it("is created through a proxy that drops the bodies of GET requests, and then listed", async () => {
    await using proxy = await bodyDroppingProxy(world.emulator.url);
    world.env.YOTI_SIGN_BASE_URL = proxy.url;
    await stack.up({ passport });
    assert.equal(await stack.refresh(), false);
    assert.deepEqual([await own(), stack.state().status], [[atService], "LISTED"]);
  });

  it("is created once by two resources that declare it in one run", async () => {
    await stack.upAtOnce({ passport, again: passport });
    assert.deepEqual([posts(), await own()], [1, [atService]]);
  });

  it("is refused to the second of two resources that declare other content under one name", async () => {
    await assertRefused(
      stack.upAtOnce({ passport, other: { ...passport, sessionConfig: {} } }),
      "with other content",
    );
    assert.deepEqual([posts(), await own()], [1, [atService]]);
  });

  it("is taken over where somebody was faster", async () => {
    world.emulator.control.addFault({ operation: "listIdvSessionConfigs", action: { kind: "hold" } });
    const run = stack.up({ passport });
    await world.emulator.control.held();
    const { is_custom: _, ...config } = atService;
    await createOutside(world.emulator.url, config);
    world.emulator.control.release();
    await run;
    assert.deepEqual([await own(), stack.state().status], [[atService], "LISTED"]);
  });

  it("is refused where somebody was faster with other content", async () => {
    world.emulator.control.addFault({ operation: "listIdvSessionConfigs", action: { kind: "hold" } });
    const run = failureOf(stack.up({ passport }));
    await world.emulator.control.held();
    await createOutside(world.emulator.url, { name: passport.name, is_private: false, session_config: {} });
    world.emulator.control.release();
    const { name, message } = await run;
    assert.deepEqual([name, /with other content/.test(message)], ["RefusedError", true]);
  });

  it("is refused where the name is taken and this key does not see it", async () => {
    fail("createIdvSessionConfig", 409);
    await assertRefused(stack.up({ passport }), "may not see it", "Give this one another name");
  });

  it("is not created a second time where the answer was lost", async () => {
    world.emulator.control.addFault({ operation: "createIdvSessionConfig", action: { kind: "reset-after" } });
    await stack.up({ passport });
    assert.deepEqual([posts(), await own(), stack.state().status], [1, [atService], "LISTED"]);
  });

  it("is in doubt where it is not listed after a lost answer; the next run looks, and settles it", async () => {
    world.emulator.control.addFault({
      operation: "createIdvSessionConfig",
      action: { kind: "reset-before" },
    });
    const { name, message } = await failureOf(stack.up({ passport }));
    assert.equal(name, "CreationInDoubtError");
    assert.match(
      message,
      /the answer was lost.*The next `pulumi up` looks for it before it creates anything/,
    );
    assert.deepEqual([posts(), stack.resources.size], [1, 0]);
    await stack.up({ passport });
    assert.deepEqual([posts(), await own()], [2, [atService]]);
  });

  it("is in doubt where the list cannot be read either", async () => {
    world.onWait = async () => {
      world.emulator.control.addFault({
        operation: "listIdvSessionConfigs",
        action: { kind: "status", status: 401 },
      });
    };
    world.emulator.control.addFault({ operation: "createIdvSessionConfig", action: { kind: "reset-after" } });
    const { name } = await failureOf(stack.up({ passport }));
    assert.equal(name, "CreationInDoubtError");
    await stack.up({ passport });
    assert.deepEqual([posts(), await own()], [1, [atService]]);
  });

  it("is not created once Pulumi has ended", async () => {
    world.engineLives = false;
    await assertRefused(stack.up({ passport }), "Pulumi has ended");
    assert.equal(posts(), 0);
  });

  it("is not created where the list is forbidden, and says whose key to use", async () => {
    fail("listIdvSessionConfigs", 403);
    await assertRefused(stack.up({ passport }), world.emulator.url, "403", "list session configurations");
    assert.deepEqual([posts(), stack.resources.size], [0, 0]);
  });

  it("says what to correct where the service refuses it", async () => {
    fail("createIdvSessionConfig", 403);
    await assertRefused(stack.up({ passport }), "does not let the key", "create session configurations");
    fail("createIdvSessionConfig", 422);
    await assertRefused(stack.up({ passport }), "answered 422", "Correct sessionConfig");
    assert.deepEqual(await own(), []);
  });

  it("says which variable has the key that the service does not know", async () => {
    world.env.YOTI_SIGN_API_KEY = "wrong-key";
    const { name, message } = await failureOf(stack.up({ passport }));
    assert.equal(name, "UnauthorizedError");
    assert.match(message, /YOTI_SIGN_API_KEY/);
    assert.doesNotMatch(message, /wrong-key/);
  });

  it("is judged again right before it is created", async () => {
    const provider = stack.provider();
    const identity = configUrn("passport");
    const { name } = await failureOf(provider.create({ ...passport, isPrivate: false, identity, name: "" }));
    assert.equal(name, "ValidationError");
    assert.equal(posts(), 0);
  });
});
