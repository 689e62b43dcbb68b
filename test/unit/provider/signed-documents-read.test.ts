import assert from "node:assert/strict";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type DeclaredDocuments, DocumentsStack, documentsUrn } from "./documents-stack.ts";
import { failureOf } from "./failure-of.ts";
import { World } from "./world.ts";

describe("refreshed signed documents", () => {
  let world: World;
  let stack: DocumentsStack;
  let program: DeclaredDocuments;

  beforeEach(async () => {
    world = await World.start();
    stack = await DocumentsStack.of(world);
    program = stack.complete();
    await stack.up(program);
    world.shown.splice(0);
    world.emulator.control.clearCalls();
  });
  afterEach(() => world.stop());

  const at = (name: string): string => join(world.folder, "signed", name);
  const downloads = (): number => world.emulator.control.calls().completedDocuments;

  it("are as they were, which is no drift, and takes neither key nor network", async () => {
    world.env.YOTI_SIGN_API_KEY = "";
    const before = stack.state();
    assert.equal(await stack.refresh(), false);
    assert.deepEqual([stack.state(), world.shown], [before, []]);
  });

  it("are no drift while there are none", async () => {
    stack.held = undefined;
    await stack.up(stack.declared);
    assert.equal(await stack.refresh(), false);
    assert.equal(stack.state().status, "waiting");
  });

  it("are drift once a file is gone, which is fetched from the pack that is here", async () => {
    rmSync(at("nda.pdf"));
    assert.equal(await stack.refresh(), true);
    assert.equal(stack.state().status, "changed");
    assert.deepEqual(
      world.shown.map(({ severity, urn }) => [severity, urn]),
      [["warning", documentsUrn]],
    );
    assert.match(world.shown[0]?.message ?? "", /^signed\/nda\.pdf is gone/);
    const before = stack.state();
    assert.equal(await stack.up(program), "update");
    assert.deepEqual(stack.state(), { ...before, status: "verified" });
    assert.deepEqual([await stack.refresh(), downloads()], [false, 0]);
  });

  it("are downloaded again where all of them are gone", async () => {
    rmSync(join(world.folder, "signed"), { recursive: true });
    assert.equal(await stack.refresh(), true);
    const { files } = stack.state();
    assert.equal(await stack.up(program), "update");
    assert.deepEqual([stack.state().status, stack.state().files, downloads()], ["verified", files, 1]);
  });

  it("are drift where a file is another by now, which is kept until somebody moves it", async () => {
    writeFileSync(at("nda.pdf"), "changed");
    assert.equal(await stack.refresh(), true);
    assert.match(world.shown[0]?.message ?? "", /^signed\/nda\.pdf differs from what was verified; move/);
    const { name } = await failureOf(stack.up(program));
    assert.deepEqual([name, stack.state().status], ["NotKeptError", "changed"]);
    renameSync(at("nda.pdf"), at("nda.pdf.mine"));
    await stack.up(program);
    assert.equal(stack.state().status, "verified");
  });

  it("are verified again once somebody puts a file back", async () => {
    renameSync(at("nda.pdf"), at("away.pdf"));
    await stack.refresh();
    renameSync(at("away.pdf"), at("nda.pdf"));
    assert.equal(await stack.refresh(), true);
    assert.equal(stack.state().status, "verified");
    assert.equal(await stack.up(program), "same");
  });

  it("stay changed, with a warning, where the service does not have them any more", async () => {
    rmSync(join(world.folder, "signed"), { recursive: true });
    await stack.refresh();
    await world.outside("DELETE", stack.id);
    for (const envelopeStatus of ["COMPLETE", "MISSING"] as const) {
      world.shown.splice(0);
      await stack.up({ ...program, envelopeStatus });
      assert.equal(stack.state().status, "changed");
      const [warning] = world.shown.filter(({ severity }) => severity === "warning");
      assert.match(
        warning?.message ?? "",
        /does not have the signed documents .* any more.*Put .*\.zip there/,
      );
    }
  });

  it("are told where the service packed them anew and differently", async () => {
    const [nda] = stack.held?.outputs.files ?? [];
    assert.ok(nda);
    // As if the service had given other bytes then.
    nda.sha256 = "0".repeat(64);
    rmSync(join(world.folder, "signed"), { recursive: true });
    await stack.refresh();
    world.shown.splice(0);
    await stack.up(program);
    const warnings = world.shown
      .filter(({ severity }) => severity === "warning")
      .map(({ message }) => message);
    assert.match(warnings.join("\n"), /^nda\.pdf: verified, but not the bytes that the service gave before/);
  });

  it("may be gone from this machine once they are published, which is no drift", async () => {
    world.write("publish.mjs", 'console.log("https://files.example.com/x")');
    await stack.up(stack.complete({ publish: [process.execPath, "publish.mjs"] }));
    rmSync(join(world.folder, "signed"), { recursive: true });
    assert.equal(await stack.refresh(), false);
    assert.equal(stack.state().status, "verified");
  });
});
