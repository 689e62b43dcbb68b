import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { encode } from "fast-png";
import type { EmbeddedEnvelopeInputs } from "../../../schema/envelope-inputs.ts";
import { assertRefused, failureOf } from "./failure-of.ts";
import { type Declared, urnOf } from "./sample-envelope.ts";
import { World } from "./world.ts";

/** A PNG of so many pixels, which hardly compress. */
function png(pixels: number, seed = 1): Uint8Array {
  const data = hash("shake256", `${seed}`, { outputEncoding: "buffer", outputLength: pixels * 3 });
  return encode({ width: pixels, height: 1, data: Uint8Array.from(data), channels: 3 });
}

describe("an embedded envelope's logo", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
    world.write("logo.png", png(10));
  });
  afterEach(() => world.stop());

  const path = (): string => join(world.folder, "logo.png");
  const branded = (logo: unknown = path(), rest: object = {}): Declared => ({
    ...world.nda(),
    identity: urnOf("nda", "EmbeddedEnvelope"),
    ...{ branding: { logo, ...rest } },
  });
  const sentLogo = (): string | undefined =>
    world.emulator.control.envelopes()[0]?.options.branding?.logo_options?.logo_base64;

  it("is kept by its path and its content's digest, not by its content", async () => {
    const { inputs, complaints } = await world.check(branded());
    const sha256 = hash("sha256", png(10));
    const { branding } = inputs as EmbeddedEnvelopeInputs;
    assert.deepEqual([complaints, branding], [[], { logo: { path: path(), sha256 } }]);
  });

  it("is sent as it is", async () => {
    await world.stack.up({ nda: branded() });
    assert.equal(sentLogo(), Buffer.from(png(10)).toString("base64"));
  });

  it("does not matter any more once it is sent and gone", async () => {
    await world.stack.up({ nda: branded() });
    rmSync(path());
    assert.deepEqual(await world.stack.up({ nda: branded() }), ["same"]);
  });

  it("is a change of content when it changes", async () => {
    await world.stack.up({ nda: branded() });
    world.write("logo.png", png(10, 2));
    await assertRefused(world.stack.up({ nda: branded() }), /branding differs/);
  });

  it("is not sent when it changed after it was judged", async () => {
    const { inputs } = await world.check(branded());
    world.write("logo.png", png(10, 2));
    const { name, message } = await failureOf(world.provider().create(inputs as never));
    assert.equal(name, "ValidationError");
    assert.match(message, /branding\.logo changed after it was checked/);
    assert.equal(world.effects().create, 0);
  });

  for (const [what, logo, rest, complaint] of [
    ["does not exist", "/no/logo.png", {}, "branding.logo (/no/logo.png) does not exist"],
    ["is no PNG", () => world.write("x.png", "GIF89a"), {}, "is no PNG picture; the service takes no other"],
    [
      "is too large",
      () => world.write("x.png", png(80_000)),
      {},
      "a logo may have at most 200000. Make it smaller",
    ],
    ["is no path", 5, {}, "branding.logo must be the path of a PNG file, or { path }"],
    [
      "is given twice",
      path,
      { logoOptions: { logoBase64: "iVBORw0KGgo=" } },
      "branding.logo is given twice; remove it, or logoOptions.logoBase64",
    ],
  ] as const)
    it(`is refused when it ${what}`, async () => {
      const { complaints } = await world.check(branded(typeof logo === "function" ? logo() : logo, rest));
      assert.ok(complaints.join("\n").includes(complaint), complaints.join("\n"));
    });

  it("is refused when it is not the one that the program pins", async () => {
    const { complaints } = await world.check(branded({ path: path(), sha256: "00".repeat(32) }));
    assert.equal(complaints.length, 1);
    assert.match(
      complaints[0] ?? "",
      /^branding\.logo has the SHA-256 [0-9a-f]{64}, not the one that is declared/,
    );
  });

  it("is kept as it was sent where Pulumi is told to ignore its changes", async () => {
    const { inputs } = await world.check(branded());
    world.write("logo.png", png(10, 2));
    const again = await world.check(inputs, inputs);
    assert.deepEqual([again.complaints, again.inputs], [[], inputs]);
  });

  it("is refused on an envelope that is e-mailed", async () => {
    const { identity: _, ...standard } = branded();
    const { complaints } = await world.check(standard);
    assert.deepEqual(complaints, [
      "branding is for embedded envelopes only; remove it, or declare an embedded envelope",
    ]);
  });
});
