import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

describe("the generated types", () => {
  it("are those of the schemas", () => {
    const root = fileURLToPath(new URL("../../../", import.meta.url));
    const { status, stderr, stdout } = spawnSync(process.execPath, ["tools/generate-types.ts", "--check"], {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(status, 0, stdout + stderr);
  }).timeout(60_000);
});
