import assert from "node:assert/strict";
import { assertRefused, failureOf } from "./failure-of.ts";
import { type Declared, withRecipient } from "./sample-envelope.ts";
import { noEffects, World } from "./world.ts";

describe("a stack whose state is lost", () => {
  let world: World;
  let program: Record<string, Declared>;
  let ids: Record<string, string>;

  const idsInState = (): Record<string, string> =>
    Object.fromEntries(
      [...world.stack.resources.keys()].map((name) => [name, world.stack.state(name).envelopeId]),
    );

  /** Envelopes in every situation: out, complete, edited, archived outside, failed; and one whose answer was lost. */
  const build = async (): Promise<void> => {
    const named = (name: string) => world.nda({ name });
    const edited = withRecipient(named("Edited"), "Company", { email: "new@example.com" });
    program = {
      active: named("Active"),
      complete: named("Complete"),
      edited: named("Edited"),
      archived: named("Archived"),
      renamed: named("Renamed"),
    };
    const { renamed, ...others } = program;
    await world.stack.up({ ...others, old: renamed as Declared });
    world.emulator.control.signAll(world.stack.state("complete").envelopeId);
    await world.outside("PATCH", world.stack.state("archived").envelopeId);
    world.stack.alias("old", "renamed");
    program.edited = edited;
    await world.stack.up(program);
    world.emulator.control.addFault({ operation: "create", action: { kind: "reset-after" } });
    program.lost = named("Lost");
    await failureOf(world.stack.up(program));
    await world.emulator.control.process();
    ids = { ...idsInState(), lost: world.emulator.control.envelopes().at(-1)?.envelopeId ?? "" };
    world.mails();
    world.effects();
    world.stack.resources.clear();
  };

  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  it("is rebuilt from journal and service: every envelope adopted, and nobody e-mailed", async () => {
    await build();
    await world.stack.up(program);
    assert.deepEqual(idsInState(), ids);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    assert.deepEqual(
      Object.keys(program).map((name) => world.stack.state(name).status),
      ["ACTIVE", "COMPLETE", "ACTIVE", "ARCHIVED", "ACTIVE", "ACTIVE"],
    );
  });

  it("is rebuilt from references where the journal is lost too; what was archived is not sent again", async () => {
    world.config["yotisign:reference"] = "suffix";
    await build();
    world.loseJournal();
    const { archived, renamed, ...others } = program;
    await world.stack.up(others);
    const { archived: archivedId, renamed: renamedId, ...otherIds } = ids;
    assert.deepEqual(idsInState(), otherIds);
    await assertRefused(world.stack.up({ ...others, archived: archived as Declared }), archivedId ?? "");
    // It was sent under its old name's reference, so that the guard has to know it.
    await assertRefused(world.stack.up({ ...others, renamed: renamed as Declared }), `adopt: "${renamedId}"`);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("sends nothing where neither journal nor references are left: the guard names each", async () => {
    await build();
    world.loseJournal();
    for (const name of ["active", "complete", "edited", "renamed", "lost"])
      await assertRefused(world.stack.up({ [name]: program[name] as Declared }), `adopt: "${ids[name]}"`);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });
});

describe("a stack that moves to another backend, without its journal", () => {
  let world: World;

  beforeEach(async () => {
    world = await World.start();
    delete world.env.YOTI_SIGN_JOURNAL;
    world.env.PULUMI_BACKEND_URL = `file://${world.folder}/old`;
    await world.stack.up({ nda: world.nda() });
  });
  afterEach(() => world.stop());

  const move = (): void => {
    world.env.PULUMI_BACKEND_URL = `file://${world.folder}/new`;
    world.mails();
    world.effects();
  };
  const other = () => world.nda({ name: "Other NDA" });

  it("goes on with what its state has, and e-mails nobody", async () => {
    move();
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
    await world.stack.refresh();
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("withdraws as ever", async () => {
    move();
    await world.stack.up({});
    assert.deepEqual(world.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
  });

  it("stops at what was being sent when it was cut off, also where a search shows that late", async () => {
    world.emulator.control.addFault({ operation: "create", action: { kind: "search-lag", seconds: 30 } });
    world.emulator.control.addFault({ operation: "create", action: { kind: "reset-after" } });
    await failureOf(world.stack.up({ nda: world.nda(), other: other() }));
    await world.emulator.control.process();
    const id = world.emulator.control.envelopes()[1]?.envelopeId;
    move();
    await assertRefused(world.stack.up({ nda: world.nda(), other: other() }), `adopt: "${id}"`);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    await world.stack.up({ nda: world.nda(), other: world.nda({ name: "Other NDA", adopt: id as string }) });
    assert.deepEqual([world.stack.state("other").envelopeId, world.mails()], [id, []]);
  });
});
