import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DeclaredEntry, ReviewEntry } from "../../../provider/review-file.ts";
import { failureOf } from "./failure-of.ts";
import { type Declared, urnOf, withRecipient } from "./sample-envelope.ts";
import { noEffects, World } from "./world.ts";

describe("a run with a review file", () => {
  let world: World;
  let file: string;
  beforeEach(async () => {
    world = await World.start();
    file = join(world.folder, "review.jsonl");
  });
  afterEach(() => world.stop());

  const reviewed = async (work: () => Promise<unknown>): Promise<ReviewEntry[]> => {
    world.env.YOTI_SIGN_REVIEW_FILE = file;
    await work();
    delete world.env.YOTI_SIGN_REVIEW_FILE;
    if (!existsSync(file)) return [];
    return readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  };

  it("leaves every envelope there, also those that are wrong, and goes on", async () => {
    const program = { wrong: world.nda({ name: "" }), nda: world.nda() };
    const entries = await reviewed(() => world.stack.preview(program));
    const declared = (entries as DeclaredEntry[]).filter(({ inputs }) => inputs);
    assert.deepEqual(
      declared.map(({ identity, issues }) => [identity, issues.length]),
      [
        [urnOf("wrong"), 1],
        [urnOf("nda"), 0],
      ],
    );
    const [document] = declared[1]?.inputs.documents ?? [];
    assert.equal(document?.pages, 2);
  });

  it("leaves what would happen to people there, by resource and fingerprint, of what is in order", async () => {
    const effectsOf = async (program: Record<string, Declared>): Promise<unknown[]> => {
      const entries = await reviewed(() => world.stack.preview(program));
      rmSync(file);
      return entries.flatMap((entry) =>
        "effect" in entry && "parts" in entry.effect
          ? [{ ...entry.effect, parts: Object.keys(entry.effect.parts).length, fingerprint: "" }]
          : [],
      );
    };
    const identity = urnOf("nda");
    const program = {
      wrong: world.nda({ name: "" }),
      adopted: world.nda({ adopt: "some-id" }),
      nda: world.nda(),
    };
    assert.deepEqual(await effectsOf(program), [{ kind: "create", identity, fingerprint: "", parts: 23 }]);
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual(await effectsOf({ nda: world.nda() }), []);
    assert.deepEqual(await effectsOf({ nda: world.nda({ name: "Another" }) }), []);
    const { envelopeId } = world.stack.state();
    assert.deepEqual(await effectsOf({ nda: world.nda({ name: "Another", supersedes: envelopeId }) }), [
      { kind: "replace", identity, fingerprint: "", parts: 23, envelopeId },
    ]);
    const edited = withRecipient(world.nda(), "Partner", { email: "paula@example.com" });
    assert.deepEqual(await effectsOf({ nda: edited }), [
      { kind: "reassign", identity, fingerprint: "", parts: 23, envelopeId },
    ]);
  });

  it("keeps the file from others' eyes", async () => {
    await reviewed(() => world.stack.preview({ nda: world.nda() }));
    assert.equal(statSync(file).mode & 0o077, 0);
  });

  it("holds no provider text and no key", async () => {
    await reviewed(() => world.stack.preview({ nda: world.nda() }));
    assert.doesNotMatch(readFileSync(file, "utf8"), /exports\.handler|emulator-key/);
  });

  it("says how far an envelope is, and what would have been refused", async () => {
    await world.stack.up({ nda: world.nda() });
    const entries = await reviewed(() => world.stack.preview({ nda: world.nda({ name: "Another" }) }));
    const { envelopeId, sent } = world.stack.state();
    const [, second, third] = entries as [unknown, { sent: object }, { refused: string }];
    const { recipients: _, ...told } = second.sent as { recipients: unknown };
    assert.deepEqual(told, { envelopeId, status: "ACTIVE", at: sent.at, signatures: 0 });
    assert.match(third.refused, /name differs from what was sent/);
  });

  it("goes on where what was sent is declared as no envelope at all", async () => {
    await world.stack.up({ nda: world.nda() });
    for (const wrong of [
      { recipients: "x" },
      { recipients: [{ email: "pat@example.com" }] },
      { recipients: [null] },
      { recipients: [{ name: "Pat Example", email: 5 }] },
      { documents: undefined },
    ]) {
      const program = { nda: world.nda(wrong as never), other: world.nda() };
      const entries = (await reviewed(() => world.stack.preview(program))) as DeclaredEntry[];
      const declared = entries.filter(({ issues }) => issues).slice(-2);
      assert.deepEqual(
        declared.map(({ identity, issues }) => [identity, issues.length > 0]),
        [
          [urnOf("nda"), true],
          [urnOf("other"), false],
        ],
      );
    }
  });

  it("does nothing when it is no preview", async () => {
    await world.stack.up({ nda: world.nda() });
    world.mails();
    world.effects();
    for (const work of [
      () => world.stack.up({ nda: world.nda(), other: world.nda() }),
      () => world.stack.up({ nda: world.nda({ onDelete: "retain" }) }),
      () => world.stack.destroy(),
    ])
      await reviewed(async () => assert.equal((await failureOf(work())).name, "ConfigError"));
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });
});
