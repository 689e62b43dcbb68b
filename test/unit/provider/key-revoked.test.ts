import assert from "node:assert/strict";
import { failureOf } from "./failure-of.ts";
import { World } from "./world.ts";

describe("a key that is revoked in the middle of a run", () => {
  let world: World;

  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  const program = () => ({ one: world.nda({ name: "One" }), two: world.nda({ name: "Two" }) });
  /** From so many calls of an operation on, the service does not know the key any more. */
  const revoke = (operation: "create" | "get" | "archive", after: number) =>
    world.emulator.control.addFault({
      operation,
      after,
      count: "all",
      action: { kind: "status", status: 401 },
    });
  const ids = (): string[] => world.emulator.control.envelopes().map(({ envelopeId }) => envelopeId);
  const invitations = ["invitation pat@example.com", "invitation pat@example.com"];

  it("between two creates: the first is in the state, the second is sent by the next run with a new key", async () => {
    revoke("create", 1);
    const { name, message } = await failureOf(world.stack.up(program()));
    assert.equal(name, "UnauthorizedError");
    assert.ok(message.includes("answered 401") && message.includes(world.emulator.url), message);
    assert.deepEqual([[...world.stack.resources.keys()], world.journal().inDoubt()], [["one"], []]);
    world.emulator.control.clearFaults();
    world.env.YOTI_SIGN_API_KEY = "second-key";
    const before = world.now();
    assert.deepEqual(await world.stack.up(program()), ["same", "create"]);
    // A refusal leaves no doubt, so nothing is waited for but the processing.
    assert.ok(Date.parse(world.now()) - Date.parse(before) < 5000);
    assert.deepEqual([world.mails(), ids().length], [invitations, 2]);
  });

  it("between a create and its first read: it is in the state, and the next run goes on with it", async () => {
    revoke("get", 0);
    const { message } = await failureOf(world.stack.up({ one: program().one }));
    assert.match(message, /answered 401/);
    assert.deepEqual(
      [world.stack.state("one").envelopeId, world.stack.state("one").status],
      [ids()[0], "QUEUED"],
    );
    world.emulator.control.clearFaults();
    world.env.YOTI_SIGN_API_KEY = "second-key";
    assert.deepEqual(await world.stack.up(program()), ["update", "create"]);
    assert.deepEqual(
      [world.stack.state("one").status, ids().length, world.mails()],
      ["ACTIVE", 2, invitations],
    );
  });

  it("between two withdrawals: the second stays in the state, and is withdrawn once by the next run", async () => {
    await world.stack.up(program());
    world.mails();
    revoke("archive", 1);
    const { message } = await failureOf(world.stack.up({}));
    assert.match(message, /answered 401/);
    assert.deepEqual([...world.stack.resources.keys()], ["two"]);
    world.emulator.control.clearFaults();
    world.env.YOTI_SIGN_API_KEY = "second-key";
    await world.stack.up({});
    const withdrawal = ["withdrawal pat@example.com", "withdrawal cass@example.com"];
    assert.deepEqual([world.mails(), world.stack.resources.size], [[...withdrawal, ...withdrawal], 0]);
  });
});
