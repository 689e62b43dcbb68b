import assert from "node:assert/strict";
import { join } from "node:path";
import { trustedRoots } from "../../../provider/trusted-roots.ts";
import { DocumentsStack } from "./documents-stack.ts";
import { failureOf } from "./failure-of.ts";
import { World } from "./world.ts";

describe("whose signatures are trusted", () => {
  let world: World;

  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  const refusal = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => assert.fail("it was not refused"),
      (error: Error) => {
        assert.equal(error.name, "ConfigError");
        return error.message;
      },
    );

  it("is the system's affair by default", async () => {
    assert.equal(await trustedRoots(world.runtime()), undefined);
  });

  it("is what the program names, before what is configured", async () => {
    const path = world.write("ca.pem", world.emulator.caCertificate);
    world.env.YOTI_SIGN_TRUSTED_ROOTS = "emulator";
    assert.deepEqual(await trustedRoots(world.runtime(), [path]), [world.emulator.caCertificate]);
  });

  it("is what environment or config name, with commas or as a list", async () => {
    const path = world.write("ca.pem", world.emulator.caCertificate);
    for (const text of [path, ` ${path}, ${path}`, JSON.stringify([path])]) {
      world.env.YOTI_SIGN_TRUSTED_ROOTS = text;
      const roots = await trustedRoots(world.runtime());
      assert.deepEqual(new Set(roots), new Set([world.emulator.caCertificate]));
    }
  });

  it("is the emulator's authority where that is asked for", async () => {
    assert.deepEqual(await trustedRoots(world.runtime(), "emulator"), [world.emulator.caCertificate]);
  });

  for (const host of [
    "https://api.yotisign.com",
    "https://demo.api.yotisign.com",
    "https://sign.example.com",
  ])
    it(`is never the emulator's where a run talks to ${host}`, async () => {
      world.env.YOTI_SIGN_BASE_URL = host;
      const expected = new RegExp(
        `is emulator, which trusts the emulator on this machine, but this run talks to ${host}`,
      );
      assert.match(await refusal(trustedRoots(world.runtime(), "emulator")), expected);
      world.env.YOTI_SIGN_TRUSTED_ROOTS = "emulator";
      assert.match(await refusal(trustedRoots(world.runtime())), expected);
    });

  it("is nobody's that cannot be read, or is no certificate", async () => {
    const path = world.write("ca.pem", "no certificate");
    assert.match(
      await refusal(trustedRoots(world.runtime(), [path])),
      /roots: .*ca\.pem has no certificate in it/,
    );
    const gone = join(world.folder, "gone.pem");
    assert.match(await refusal(trustedRoots(world.runtime(), [gone])), /gone\.pem cannot be read \(ENOENT\)/);
  });

  it("is said where a pack is signed by somebody else, with the cure", async () => {
    const stack = await DocumentsStack.of(world);
    delete world.env.YOTI_SIGN_TRUSTED_ROOTS;
    const { name, message } = await failureOf(stack.up(stack.complete()));
    assert.equal(name, "PackRejectedError");
    assert.match(message, /untrusted-certificate.*pulumi config set yotisign:trustedRoots emulator$/s);
  });
});
