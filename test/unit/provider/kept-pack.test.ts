import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { urnOf } from "./sample-envelope.ts";
import { noEffects, World } from "./world.ts";

describe("a complete envelope that is no longer declared, where onDelete says delete,", () => {
  let world: World;
  let id: string;
  let pack: Buffer;

  beforeEach(async () => {
    world = await World.start();
    await world.stack.up({ nda: world.nda({ onDelete: "delete" }) });
    id = world.stack.state().envelopeId;
    world.emulator.control.signAll(id);
    const headers = { authorization: `Bearer ${world.emulator.apiKey}` };
    const answer = await fetch(`${world.emulator.url}/v2/envelopes/${id}/completed-documents`, { headers });
    pack = Buffer.from(await answer.arrayBuffer());
    mkdirSync(join(world.folder, "packs", id), { recursive: true });
    world.env.YOTI_SIGN_PACKS = join(world.folder, "packs");
    world.env.YOTI_SIGN_TRUSTED_ROOTS = "emulator";
    world.mails();
    world.effects();
    world.shown.splice(0);
  });
  afterEach(() => world.stop());

  const endingOf = (envelopeId: string): unknown => world.journal().find(envelopeId)?.ending;

  async function assertLeft(why: RegExp): Promise<void> {
    await world.stack.up({});
    assert.deepEqual([world.statuses(), world.mails(), world.effects()], [["COMPLETE"], [], noEffects]);
    assert.deepEqual([endingOf(id), world.stack.resources.size], ["completed", 0]);
    assert.deepEqual(
      world.shown.map(({ severity, urn }) => [severity, urn]),
      [["warning", urnOf("nda")]],
    );
    const { message = "" } = world.shown[0] ?? {};
    assert.match(message, new RegExp(`Envelope ${id} is complete and stays at ${world.emulator.url}`));
    assert.match(message, why);
  }

  for (const place of ["", "its own folder"])
    it(`is deleted while its pack is kept in ${place || "the directory"} and verifies`, async () => {
      const path = world.write(join("packs", place && id, `${id}.zip`), pack);
      await world.stack.up({});
      assert.deepEqual([world.statuses(), world.mails()], [[], []]);
      assert.deepEqual(world.effects(), { ...noEffects, delete: 1 });
      assert.deepEqual([endingOf(id), world.stack.resources.size], ["completed", 0]);
      assert.deepEqual(
        world.shown.map(({ severity, message }) => [severity, message]),
        [["info", `Envelope ${id} is deleted at ${world.emulator.url}; its verified pack is ${path}`]],
      );
    });

  it("is not sent again when it is declared again", async () => {
    world.write(join("packs", `${id}.zip`), pack);
    await world.stack.up({});
    world.effects();
    await world.stack.up({ nda: world.nda({ onDelete: "delete" }) });
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    assert.deepEqual([world.stack.state().envelopeId, world.stack.state().status], [id, "MISSING"]);
  });

  it("stays without a pack", () => assertLeft(/there is no pack of it in .*packs \(yotisign:packs\)/));

  it("stays while its pack fails verification", async () => {
    pack[200] = (pack[200] ?? 0) ^ 1;
    world.write(join("packs", `${id}.zip`), pack);
    await assertLeft(/fails verification \(.*damaged-file/);
  });

  it("stays while its pack is another envelope's, or lacks its document", async () => {
    world.write(join("packs", `${id}.zip`), zipSync({ "other.pdf": unzipSync(pack)["nda.pdf"] ?? pack }));
    await assertLeft(/fails verification \(.*missing-document/);
  });

  it("stays while whose signatures are trusted cannot be read", async () => {
    world.write(join("packs", `${id}.zip`), pack);
    world.env.YOTI_SIGN_TRUSTED_ROOTS = join(world.folder, "gone.pem");
    await assertLeft(/its pack cannot be verified: .*gone\.pem cannot be read/);
  });

  it("stays when it is superseded, and the other one is sent", async () => {
    world.write(join("packs", `${id}.zip`), pack);
    const next = world.nda({ onDelete: "delete", name: "Second NDA", supersedes: id });
    await world.stack.up({ nda: next });
    assert.deepEqual(world.statuses(), ["COMPLETE", "ACTIVE"]);
    assert.deepEqual(world.effects(), { ...noEffects, create: 1 });
  });
});
