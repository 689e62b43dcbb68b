import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { assertRefused, failureOf } from "./failure-of.ts";
import { providerText, urnOf, withRecipient } from "./sample-envelope.ts";
import { noEffects, World } from "./world.ts";

describe("two runs of one stack at once, as after a cancelled lock", () => {
  let world: World;

  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  const inputs = () => ({ ...world.nda(), identity: urnOf("nda"), __provider: providerText });

  /** A provider before whose intent, the last moment there is, something else happens. */
  const overtakenBy = (work: () => Promise<unknown>) => {
    let overtaken = false;
    return world.provider({
      engine: {
        show: (line) => world.shown.push(line),
        alive: async () => {
          if (!overtaken) {
            overtaken = true;
            await work();
          }
          return true;
        },
      },
    });
  };

  it("send one envelope, and both have it", async () => {
    let first: { id: string } | undefined;
    const second = await overtakenBy(async () => {
      first = await world.provider().create(inputs());
    }).create(inputs());
    assert.equal(second.id, first?.id);
    assert.deepEqual([world.mails(), world.effects().create], [["invitation pat@example.com"], 1]);
  });

  it("send one envelope where the first is still at it", async () => {
    world.emulator.control.addFault({ operation: "create", action: { kind: "hold" } });
    let first: Promise<{ id: string }> | undefined;
    const second = await overtakenBy(async () => {
      first = world.provider().create(inputs());
      await world.emulator.control.held(1);
      await world.emulator.control.process();
    }).create(inputs());
    world.emulator.control.release();
    assert.equal(second.id, (await first)?.id);
    assert.deepEqual([world.mails(), world.effects().create], [["invitation pat@example.com"], 1]);
  });

  it("send one envelope with what the first declares, and the second stops where it declares another", async () => {
    const other = withRecipient(world.nda(), "Partner", { email: "new@example.com" });
    const second = overtakenBy(() => world.provider().create(inputs()));
    await assertRefused(
      second.create({ ...other, identity: urnOf("nda"), __provider: providerText }),
      "This resource already sent envelope",
    );
    assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
  });

  it("edit a recipient once", async () => {
    await world.stack.up({ nda: world.nda() });
    world.mails();
    world.effects();
    const held = world.stack.resources.get("nda");
    assert.ok(held);
    const moved = structuredClone(held.inputs);
    Object.assign(moved.recipients[0] ?? {}, { email: "new@example.com" });
    const update = (provider: ReturnType<World["provider"]>) =>
      provider.update(held.id, structuredClone(held.outputs), structuredClone(moved));
    const { message } = await failureOf(update(overtakenBy(() => update(world.provider()))));
    assert.match(message, /^Another run is editing recipients\["Partner"\] .*run `pulumi up` again$/);
    await update(world.provider());
    assert.deepEqual(
      [world.mails(), world.effects()],
      [["invitation new@example.com"], { ...noEffects, editRecipient: 1 }],
    );
  });

  it("send one envelope where they are processes of their own, ten times", async function () {
    this.timeout(120_000);
    world.emulator.control.reset();
    const env = { ...process.env, ...world.env, YOTI_SIGN_SEARCH_SETTLE_SECONDS: "1" };
    const program = fileURLToPath(new URL("create-child.ts", import.meta.url));
    const processing = setInterval(() => void world.emulator.control.process(), 20);
    try {
      const children = Array.from({ length: 2 }, () =>
        spawn(process.execPath, [program, `${world.folder}/nda.pdf`, "10"], {
          env,
          stdio: ["pipe", "pipe", "inherit"],
        }),
      );
      // Both begin when both are ready.
      await Promise.all(children.map((child) => once(child.stdout, "data")));
      const outputs = children.map((child) => {
        const chunks: Buffer[] = [];
        child.stdout.on("data", (chunk) => chunks.push(chunk));
        child.stdin.end("go\n");
        return once(child, "exit").then(() => JSON.parse(Buffer.concat(chunks).toString()) as string[]);
      });
      const [first, second] = await Promise.all(outputs);
      assert.deepEqual(second, first);
      assert.equal(new Set(first).size, 10);
    } finally {
      clearInterval(processing);
    }
    assert.equal(world.effects().create, 10);
  });
});
