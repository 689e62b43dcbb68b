import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromStored, toStored } from "../../../schema/stored-state.ts";
import { type Declared, withRecipient } from "./sample-envelope.ts";
import type { Held } from "./simulated-stack.ts";
import { noEffects, World } from "./world.ts";

/** What a release left in Pulumi's state; its document in base64. */
interface Released {
  document: string;
  inputs: Held["inputs"];
  outputs: Held["outputs"];
}

const folder = new URL("states/", import.meta.url);

for (const file of readdirSync(folder).filter((name) => name.endsWith(".json")))
  describe(`a state that release ${file.replace(".json", "")} wrote`, () => {
    const text = readFileSync(new URL(file, folder), "utf8");
    let world: World;
    let declared: Declared;
    let id: string;

    beforeEach(async () => {
      world = await World.start();
      const released: Released = JSON.parse(text);
      world.write("nda.pdf", Buffer.from(released.document, "base64"));
      const path = join(world.folder, "nda.pdf");
      const { identity: _, __provider, ...rest } = released.inputs;
      declared = { ...rest, documents: [{ path }] };
      // The very envelope, as the service has it: this world's has the ids that are put into the state.
      await world.stack.up({ nda: declared });
      id = world.stack.state().envelopeId;
      world.stack.resources.set("nda", moved(released, world, id));
      world.mails();
      world.effects();
    });
    afterEach(() => world.stop());

    it("needs nothing done while the program is the same", async () => {
      assert.deepEqual(await world.stack.up({ nda: declared }), ["same"]);
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });

    it("is refreshed", async () => {
      await world.stack.refresh();
      world.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
      assert.equal(await world.stack.refresh(), true);
      assert.deepEqual(
        world.stack.state().recipients.map(({ key, signStatus }) => [key, signStatus]),
        [
          ["Partner", "SIGNED"],
          ["Company", "UNSIGNED"],
          ["archive", undefined],
        ],
      );
    });

    it("knows what was sent, down to the fields", async () => {
      for (const [change, field] of [
        [{ name: "Other" }, "name"],
        [{ emails: { invitation: { body: { message: "Other" } } } }, "emails"],
        [{ recipients: declared.recipients.slice(0, 2) }, "removed"],
      ] as const)
        await assert.rejects(
          world.stack.preview({ nda: { ...declared, ...change } as Declared }),
          (error: Error) => error.message.includes(field),
        );
    });

    it("is edited in place", async () => {
      const edited = withRecipient(declared, "Partner", { email: "new@example.com" });
      assert.deepEqual(await world.stack.up({ nda: edited }), ["update"]);
      assert.deepEqual(world.effects(), { ...noEffects, editRecipient: 1 });
    });

    it("is superseded", async () => {
      await world.stack.up({ nda: { ...declared, name: "Other", supersedes: id } });
      assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
    });

    it("is withdrawn when it is no longer declared", async () => {
      await world.stack.up({});
      assert.deepEqual(world.statuses(), ["ARCHIVED"]);
    });
  });

/** A released state as if its envelope were this world's. */
function moved({ inputs, outputs }: Released, world: World, envelopeId: string): Held {
  const path = join(world.folder, "nda.pdf");
  const ids = world.stack.state().recipients.map((recipient) => recipient.id);
  return {
    id: envelopeId,
    inputs: { ...inputs, documents: inputs.documents.map((document) => ({ ...document, path })) },
    outputs: toStored({
      ...fromStored(outputs),
      envelopeId,
      host: world.emulator.url,
      recipients: outputs.recipients.map((recipient, index) => ({
        ...recipient,
        ...(ids[index] && { id: ids[index] }),
      })),
    }),
    initErrors: [],
  };
}
