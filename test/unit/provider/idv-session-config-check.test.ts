import assert from "node:assert/strict";
import { unknownValue } from "../../../schema/unknown.ts";
import { ConfigStack, configUrn, type DeclaredConfig, passport } from "./config-stack.ts";
import { World } from "./world.ts";

describe("the check of a declared session configuration", () => {
  let world: World;

  before(async () => {
    world = await World.start();
  });
  after(() => world.stop());
  beforeEach(() => world.shown.splice(0));

  const check = (declared: unknown, old: object = {}) =>
    new ConfigStack(world)
      .provider()
      .check(old, structuredClone({ ...(declared as DeclaredConfig), identity: configUrn("passport") }));

  async function complaints(declared: unknown): Promise<string> {
    const { failures } = await check(declared);
    for (const { property } of failures) assert.equal(property, "");
    return failures.map(({ reason }) => reason).join("\n");
  }

  it("fills in that it is not private, and calls nothing", async () => {
    const { inputs, failures } = await check(passport);
    assert.deepEqual(
      [inputs, failures],
      [{ ...passport, isPrivate: false, identity: configUrn("passport") }, []],
    );
    assert.deepEqual(new Set(Object.values(world.emulator.control.calls())), new Set([0]));
  });

  it("needs neither key nor service", async () => {
    const { YOTI_SIGN_API_KEY, YOTI_SIGN_BASE_URL } = world.env;
    world.env.YOTI_SIGN_API_KEY = "";
    world.env.YOTI_SIGN_BASE_URL = "";
    assert.equal(await complaints(passport), "");
    Object.assign(world.env, { YOTI_SIGN_API_KEY, YOTI_SIGN_BASE_URL });
  });

  it("leaves the content as it is, whatever its names look like", async () => {
    const sessionConfig = { snake_case: { camelCase: [{ "with space": 1 }] }, PascalCase: null };
    const { inputs, failures } = await check({ ...passport, sessionConfig });
    assert.deepEqual([inputs.sessionConfig, failures], [sessionConfig, []]);
  });

  for (const [what, change, complaint] of [
    ["no name", { name: undefined }, /^name is required \(nothing was created\)$/],
    ["an empty name", { name: "" }, /^name must NOT have fewer than 1 characters/],
    ["no content", { sessionConfig: undefined }, /^sessionConfig is required/],
    ["content as JSON text", { sessionConfig: "{}" }, /^sessionConfig must be an? object/],
    ["content that is a list", { sessionConfig: [] }, /^sessionConfig must be an? object/],
    ["privacy that is a text", { isPrivate: "yes" }, /^isPrivate must be a boolean/],
    ["an account that is no name", { account: "" }, /^account must be an account's name/],
    [
      "a field as the API writes it",
      { is_private: true },
      /^is_private is not a field here; there are: name, isPrivate, sessionConfig, account/,
    ],
  ] as const)
    it(`refuses ${what}`, async () => {
      assert.match(await complaints({ ...passport, ...change }), complaint);
    });

  it("names everything that is wrong at once, and no value", async () => {
    const lines = (await complaints({ name: 5, isPrivate: "secret-word" })).split("\n");
    assert.deepEqual(
      lines.map((line) => line.trim().split(" ").slice(0, 2).join(" ")),
      ["3 things", "- sessionConfig", "- name", "- isPrivate"],
    );
    assert.doesNotMatch(lines.join(), /secret-word/);
  });

  it("passes over what is not known yet", async () => {
    for (const declared of [
      { name: unknownValue, isPrivate: unknownValue, sessionConfig: unknownValue, account: unknownValue },
      { ...passport, sessionConfig: { requested_checks: [unknownValue] } },
    ])
      assert.equal(await complaints(declared), "");
  });

  it("warns of names in camelCase, which the service may take without a word, until it exists", async () => {
    const declared = { ...passport, sessionConfig: { requestedChecks: [] } };
    assert.equal(await complaints(declared), "");
    const [{ severity, message, urn } = {}] = world.shown.splice(0);
    assert.deepEqual([severity, urn], ["warning", configUrn("passport")]);
    assert.match(String(message), /sessionConfig\.requestedChecks.*requested_checks/);
    await check(declared, declared);
    assert.deepEqual(world.shown, []);
  });
});
