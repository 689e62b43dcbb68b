import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { unknownValue } from "../../../schema/unknown.ts";
import { failureOf } from "./failure-of.ts";
import { approve } from "./reviewed-stack.ts";
import { type Declared, samplePdf, urnOf, withRecipient } from "./sample-envelope.ts";
import { noEffects, World } from "./world.ts";

describe("a run that is held to what was approved", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  const idOf = (): string => world.stack.state().envelopeId;

  /** The nda is out, and what follows is counted from here. */
  async function sent(): Promise<void> {
    await world.stack.up({ nda: world.nda() });
    world.mails();
    world.effects();
  }

  /** A run that has to fail without an effect, whether a plan comes before it or not; returns its message. */
  async function refusal(work: () => Promise<unknown>): Promise<string> {
    const { message } = await failureOf(work());
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    return message;
  }

  it("sends what was approved, and says nothing about it", async () => {
    await approve(world, { nda: world.nda() });
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual(
      [world.mails(), world.shown.filter(({ severity }) => severity === "warning")],
      [["invitation pat@example.com"], []],
    );
  });

  describe("refuses, before anything is sent,", () => {
    beforeEach(() => approve(world, { nda: world.nda() }));

    const cases: [what: string, tamper: () => Declared, says: RegExp][] = [
      [
        "a document that was swapped after the review",
        () => {
          world.write("nda.pdf", samplePdf("other"));
          return world.nda();
        },
        /This is not what was approved on .*: documents\[0\] differs from what was approved/,
      ],
      [
        "a tag that was moved",
        () => {
          const tags = [{ type: "signature", pageNumber: 1, x: 0.2, y: 0.8 } as const];
          return withRecipient(world.nda(), "Partner", { tags });
        },
        /: recipients\["Partner"\]\.tags differs from what was approved/,
      ],
      [
        "a recipient who was added",
        () => {
          const nda = world.nda();
          const extra = { key: "extra", type: "CC" as const, name: "Ed Extra", email: "ed@example.com" };
          return { ...nda, recipients: [...nda.recipients, extra] };
        },
        /: recipients\["extra"\] \(added\) differs from what was approved/,
      ],
      [
        "a recipient with another address",
        () => withRecipient(world.nda(), "Partner", { email: "paula@example.com" }),
        /: recipients\["Partner"\] \(name, e-mail or phone\) differs from what was approved/,
      ],
      [
        "several differences, each by its place",
        () => withRecipient(world.nda({ name: "Other" }), "Company", { signGroup: 1 }),
        /: name, recipients\["Company"\]\.signGroup differ from what was approved/,
      ],
    ];
    for (const [what, tamper, says] of cases)
      it(what, async () => {
        const nda = tamper();
        const message = await refusal(() => world.stack.up({ nda }));
        assert.match(message, says);
        assert.doesNotMatch(message, /@|Paula|Ed Extra/);
      });

    it("an envelope that nobody saw", async () => {
      const message = await refusal(() => world.stack.up({ other: world.nda() }));
      assert.match(message, /nothing of the kind was approved for this resource, which sends an envelope/);
    });

    it("the same as another account", async () => {
      world.config["yotisign:apiKeys"] = JSON.stringify({ legal: "other-key" });
      const message = await refusal(() => world.stack.up({ nda: world.nda({ account: "legal" }) }));
      assert.match(
        message,
        /it was approved for the stack's own account, and this is for the account "legal"/,
      );
    });

    it("what became another after the check", async () => {
      const { inputs } = await world.check(world.nda());
      const changed = withRecipient(inputs, "Partner", { email: "paula@example.com" });
      const { name } = await failureOf(world.provider().create(changed as never));
      assert.deepEqual([name, world.mails(), world.effects()], ["RefusedError", [], noEffects]);
    });

    it("what is not known before the run", async () => {
      const { complaints } = await world.check(world.nda({ message: unknownValue }));
      assert.match(
        complaints.join(),
        /^Nobody can have approved of this envelope, since this is not known before the run: message\./,
      );
    });
  });

  describe("stops in its plan already, in which nothing is done,", () => {
    const notApproved = { message: /This is not what was approved on/ };

    it("for what is to be sent", async () => {
      await approve(world, { nda: world.nda() });
      await assert.rejects(world.stack.preview({ nda: world.nda({ name: "Other" }) }), notApproved);
    });

    it("for what is to be replaced", async () => {
      await sent();
      const second = world.nda({ name: "Second", supersedes: idOf() });
      await approve(world, { nda: second });
      assert.deepEqual(await world.stack.preview({ nda: second }), ["replace"]);
      await assert.rejects(world.stack.preview({ nda: { ...second, name: "Third" } }), notApproved);
    });

    it("for whom it is to go to instead", async () => {
      await sent();
      await approve(world, { nda: world.nda() });
      const edited = withRecipient(world.nda(), "Partner", { email: "paula@example.com" });
      await assert.rejects(world.stack.preview({ nda: edited }), {
        message: /nothing of the kind was approved/,
      });
    });

    it("for people who are not known yet", async () => {
      await sent();
      await approve(world, { nda: world.nda() });
      const unknown = world.nda({ name: unknownValue, supersedes: idOf() });
      await assert.rejects(world.stack.preview({ nda: unknown }), {
        message: /^Nobody can have approved of this envelope, since this is not known before the run: name\./,
      });
    });
  });

  describe("refuses an approval that", () => {
    const up = (): Promise<unknown> => world.stack.up({ nda: world.nda() });

    it("was edited", async () => {
      const file = await approve(world, { nda: world.nda() });
      writeFileSync(file, readFileSync(file, "utf8").replace("2026-03-09", "2036-03-09"));
      assert.match(await refusal(up), /which cannot be used: it was edited after it was made/);
    });

    it("expired", async () => {
      await approve(world, { nda: world.nda() }, { days: 1 });
      world.pass(24 * 60 * 60);
      assert.match(await refusal(up), /expired at 2026-03-03T09:00:00\.000Z\. Nothing was done/);
    });

    it("is another stack's", async () => {
      await approve(world, {}, { stack: "live" });
      assert.match(await refusal(up), /is about the stack live of signing, and this is test of signing/);
    });

    it("is about another service", async () => {
      await approve(world, { nda: world.nda() }, { environment: "sandbox" });
      assert.match(await refusal(up), /is about sandbox, and this run talks to http:\/\/127/);
    });

    it("is not there", async () => {
      world.env.YOTI_SIGN_APPROVED = "/nowhere/review.json";
      assert.match(await refusal(up), /YOTI_SIGN_APPROVED names \/nowhere\/review\.json, .*ENOENT/);
    });

    it("is none", async () => {
      world.env.YOTI_SIGN_APPROVED = world.write("review.json", "{}");
      assert.match(await refusal(up), /cannot be used: it must have required property/);
    });
  });

  describe("withdraws", () => {
    beforeEach(sent);

    it("what it may", async () => {
      await approve(world, {});
      await world.stack.up({});
      assert.deepEqual(world.effects(), { ...noEffects, archive: 1 });
    });

    it("what it may, where the stack was renamed since it was sent and its state has the former name", async () => {
      const now = urnOf("nda").replace(":test::", ":prod::");
      const effect = { kind: "withdraw" as const, identity: now, envelopeId: idOf() };
      await approve(world, { nda: world.nda() }, { stack: "prod", effects: [effect] });
      await world.stack.up({});
      assert.deepEqual(world.effects(), { ...noEffects, archive: 1 });
    });

    it("nothing else by another stack's approval", async () => {
      const now = urnOf("nda").replace(":test::", ":prod::");
      const effect = { kind: "delete" as const, identity: now, envelopeId: idOf() };
      await approve(world, { nda: world.nda() }, { stack: "prod", effects: [effect] });
      assert.match(await refusal(() => world.stack.up({})), /is about the stack prod of signing/);
    });

    it("nothing that was slipped in", async () => {
      await approve(world, { nda: world.nda() });
      const message = await refusal(() => world.stack.up({}));
      assert.match(message, /nothing of the kind was approved for this resource, which withdraws envelope/);
    });

    it("nothing that was to be deleted instead", async () => {
      await approve(world, {});
      await world.stack.up({ nda: world.nda({ onDelete: "delete" }) });
      const message = await refusal(() => world.stack.up({}));
      assert.match(message, /what was approved withdraws envelope .*, and this deletes envelope/);
    });

    it("on destroy nothing but what was approved", async () => {
      await approve(world, { nda: world.nda() });
      await refusal(() => world.stack.destroy());
      await approve(world, {});
      await world.stack.destroy();
      assert.deepEqual(world.effects(), { ...noEffects, archive: 1 });
    });

    it("without asking where nobody notices", async () => {
      await world.outside("PATCH", idOf());
      world.mails();
      world.effects();
      await world.stack.refresh();
      await approve(world, { nda: world.nda() });
      await world.stack.up({});
      assert.deepEqual([world.effects(), world.stack.resources.size], [noEffects, 0]);
    });
  });

  describe("replaces", () => {
    beforeEach(sent);
    const successor = (): Declared => world.nda({ name: "Second", supersedes: idOf() });

    it("what it may, in one step that names both", async () => {
      await approve(world, { nda: successor() });
      assert.deepEqual(await world.stack.up({ nda: successor() }), ["replace"]);
      assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
    });

    it("nothing where the successor is another", async () => {
      await approve(world, { nda: successor() });
      const message = await refusal(() => world.stack.up({ nda: { ...successor(), name: "Third" } }));
      assert.match(message, /: name differs from what was approved/);
    });

    it("nothing where only the sending was approved", async () => {
      const { inputs } = world.stack.resources.get("nda") ?? assert.fail();
      const held = world.stack.resources.get("nda") ?? assert.fail();
      world.stack.forget();
      await approve(world, { nda: world.nda({ name: "Second" }) });
      world.stack.resources.set("nda", { ...held, inputs });
      const message = await refusal(() => world.stack.up({ nda: successor() }));
      assert.match(
        message,
        /what was approved sends an envelope, and this withdraws envelope .* and sends another/,
      );
    });

    it("nothing where the successor's document changed between the plan and the withdrawal", async () => {
      await approve(world, { nda: successor() });
      const provider = world.provider();
      const { id, inputs, outputs } = world.stack.resources.get("nda") ?? assert.fail();
      const declared = { ...inputs, ...successor() };
      const checked = await provider.check(structuredClone(inputs), structuredClone(declared));
      await provider.diff(id, structuredClone(outputs), structuredClone(checked.inputs));
      await provider.check({}, structuredClone(declared));
      world.write("nda.pdf", samplePdf("other"));
      const message = await refusal(() => provider.delete(id, structuredClone(outputs)));
      assert.match(message, /documents\[0\]/);
    });

    it("nothing that Pulumi was asked to replace and nobody approved", async () => {
      await approve(world, { nda: world.nda() });
      await refusal(() => world.stack.upReplacing("nda", successor()));
    });
  });

  describe("edits", () => {
    beforeEach(sent);
    const edited = (): Declared => withRecipient(world.nda(), "Partner", { email: "paula@example.com" });

    it("the person it may", async () => {
      await approve(world, { nda: edited() });
      await world.stack.up({ nda: edited() });
      assert.equal(world.effects().editRecipient, 1);
    });

    it("nobody into somebody else than was approved", async () => {
      await approve(world, { nda: edited() });
      const other = withRecipient(world.nda(), "Partner", { email: "mallory@example.com" });
      const message = await refusal(() => world.stack.up({ nda: other }));
      assert.match(
        message,
        /recipients\["Partner"\] \(name, e-mail or phone\) differs from what was approved/,
      );
    });

    it("nobody when it is asked to without a plan", async () => {
      await approve(world, { nda: world.nda() });
      const { id, inputs, outputs } = world.stack.resources.get("nda") ?? assert.fail();
      const other = withRecipient(inputs, "Partner", { email: "paula@example.com" });
      await refusal(() => world.provider().update(id, structuredClone(outputs), other as never));
    });
  });

  describe("sends once", () => {
    it("what it was given twice", async () => {
      await approve(world, { nda: world.nda() });
      await world.stack.up({ nda: world.nda() });
      await world.stack.up({ nda: world.nda() });
      world.stack.forget();
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("also where the envelope was withdrawn since", async () => {
      const file = await approve(world, { nda: world.nda() });
      const text = readFileSync(file, "utf8");
      await world.stack.up({ nda: world.nda() });
      await approve(world, {});
      await world.stack.destroy();
      world.mails();
      world.effects();
      writeFileSync(file, text);
      const message = await refusal(() => world.stack.up({ nda: world.nda() }));
      assert.match(message, /This was sent already under the approval of 2026-03-02T09:00:00\.000Z/);
    });
  });

  describe("in a stack that requires approvals", () => {
    beforeEach(() => {
      world.config["yotisign:requireApproval"] = "true";
    });

    it("sends nothing without one", async () => {
      const message = await refusal(() => world.stack.up({ nda: world.nda() }));
      assert.match(
        message,
        /needs an approval of what it does \(yotisign:requireApproval\), and none was given/,
      );
    });

    it("withdraws, replaces and edits nothing without one", async () => {
      delete world.config["yotisign:requireApproval"];
      await sent();
      world.config["yotisign:requireApproval"] = "true";
      const supersedes = idOf();
      for (const work of [
        () => world.stack.up({}),
        () => world.stack.destroy(),
        () => world.stack.up({ nda: world.nda({ name: "Second", supersedes }) }),
        () => world.stack.up({ nda: withRecipient(world.nda(), "Partner", { email: "p@example.com" }) }),
      ])
        assert.match(await refusal(work), /yotisign:requireApproval/);
    });

    it("shows a plan all the same, which is what a review begins with, and warns", async () => {
      assert.deepEqual(await world.stack.preview({ nda: world.nda() }), ["create"]);
      assert.deepEqual(
        world.shown.map(({ severity }) => severity),
        ["warning"],
      );
    });

    it("asks for none where nothing happens", async () => {
      delete world.config["yotisign:requireApproval"];
      await sent();
      world.config["yotisign:requireApproval"] = "true";
      assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
      assert.deepEqual(await world.stack.up({ nda: world.nda({ onDelete: "retain" }) }), ["update"]);
      assert.equal(await world.stack.refresh(), false);
      await world.stack.destroy();
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });

    it("adopts what is out where the state was lost, and asks for none", async () => {
      delete world.config["yotisign:requireApproval"];
      await sent();
      world.config["yotisign:requireApproval"] = "true";
      const envelopeId = idOf();
      world.stack.forget();
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([idOf(), world.mails(), world.effects()], [envelopeId, [], noEffects]);
    });

    it("sends with one", async () => {
      await approve(world, { nda: world.nda() });
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("sends nothing where the setting is none", async () => {
      world.config["yotisign:requireApproval"] = "yes";
      const message = await refusal(() => world.stack.up({ nda: world.nda() }));
      assert.match(message, /must be true or false/);
    });
  });
});
