import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { zipSync } from "fflate";
import { downloadCommand } from "../../../cli/download.ts";
import { ConfigError, UnauthorizedError } from "../../../sdk/client/index.ts";
import { newFolder } from "../sdk/client/test-files.ts";
import { type Answer, apiKey, id, json, rejection, startService } from "../sdk/client/test-service.ts";

const pack = Buffer.from(zipSync({ "nda.pdf": new Uint8Array(1000) }));
const sha256 = createHash("sha256").update(pack).digest("hex");
const complete = json(200, { status: "COMPLETED" });
const zip: Answer = (response) => response.writeHead(200).end(pack);

/** Runs `yotisign download` and gathers what it says. */
async function run(args: string[], env: NodeJS.ProcessEnv): Promise<{ text: string; exitCode: number }> {
  let text = "";
  let exitCode = 0;
  const output = {
    write: (more: string) => {
      text += more;
    },
    setExitCode: (code: number) => {
      exitCode = code;
    },
  };
  await downloadCommand({ env, output }).parseAsync(args, { from: "user" });
  return { text, exitCode };
}

describe("yotisign download", () => {
  it("saves the pack of a complete envelope and says what it is", async () => {
    await using folder = await newFolder();
    await using service = await startService(complete, zip);
    const out = join(folder.path, "signed.zip");
    const env = { YOTI_SIGN_API_KEY: apiKey, YOTI_SIGN_BASE_URL: service.url };
    assert.deepEqual(await run([id, "--out", out], env), {
      text: `Saved ${out}: ${pack.length} bytes, SHA-256 ${sha256}\n`,
      exitCode: 0,
    });
    assert((await readFile(out)).equals(pack));
  });

  for (const [status, reason] of [
    ["QUEUED", "is still being processed (QUEUED)"],
    ["ACTIVE", "is not signed by everyone yet (ACTIVE)"],
    ["ARCHIVED", "was withdrawn (ARCHIVED)"],
    ["ERRORED", "could not be sent, because of its files (ERRORED)"],
  ] as const)
    it(`saves nothing of an envelope that is ${status}, and exits with 1`, async () => {
      await using folder = await newFolder();
      await using service = await startService(json(200, { status }));
      const args = [id, "--out", join(folder.path, "signed.zip"), "--base-url", service.url];
      assert.deepEqual(await run(args, { YOTI_SIGN_API_KEY: apiKey }), {
        text: `Nothing was saved: envelope ${id} ${reason}.\n`,
        exitCode: 1,
      });
      assert.deepEqual(await readdir(folder.path), []);
    });

  it("leaves an existing file alone", async () => {
    await using folder = await newFolder();
    const out = await folder.write("signed.zip", "old");
    await using service = await startService(complete, zip);
    const error = await rejection(
      run([id, "--out", out, "--base-url", service.url], { YOTI_SIGN_API_KEY: apiKey }),
    );
    assert(error instanceof ConfigError);
    assert.match(error.message, /signed\.zip exists\. .* --force/);
    assert.equal(await readFile(out, "utf8"), "old");
  });

  it("replaces an existing file with --force", async () => {
    await using folder = await newFolder();
    const out = await folder.write("signed.zip", "old");
    await using service = await startService(complete, zip);
    await run([id, "--out", out, "--force", "--base-url", service.url], { YOTI_SIGN_API_KEY: apiKey });
    assert((await readFile(out)).equals(pack));
  });

  it("takes --base-url before the environment", async () => {
    await using service = await startService(json(200, { status: "ACTIVE" }));
    const env = { YOTI_SIGN_API_KEY: apiKey, YOTI_SIGN_BASE_URL: "production" };
    await run([id, "--base-url", service.url], env);
    assert.equal(service.received.length, 1);
  });

  it("asks no service that was not chosen", async () => {
    const error = await rejection(run([id], { YOTI_SIGN_API_KEY: apiKey }));
    assert(error instanceof ConfigError);
    assert.match(error.message, /Set YOTI_SIGN_BASE_URL/);
  });

  it("asks no service without a key", async () => {
    await using service = await startService(complete);
    const error = await rejection(run([id, "--base-url", service.url], {}));
    assert(error instanceof ConfigError);
    assert.match(error.message, /Set YOTI_SIGN_API_KEY/);
    assert.equal(service.received.length, 0);
  });

  it("passes on what the service says against the key", async () => {
    await using service = await startService(json(401, {}));
    const error = await rejection(run([id, "--base-url", service.url], { YOTI_SIGN_API_KEY: apiKey }));
    assert(error instanceof UnauthorizedError);
  });
});
