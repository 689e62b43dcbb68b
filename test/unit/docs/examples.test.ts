import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

describe("the examples", function () {
  this.timeout(60_000);

  for (const config of globSync("examples/*/tsconfig.json", { cwd: root }))
    it(`type-check: ${dirname(config)}`, () => {
      const tsc = join(root, "node_modules/typescript/bin/tsc");
      try {
        execFileSync(process.execPath, [tsc, "-p", join(root, config)], { encoding: "utf8" });
      } catch (error) {
        assert.fail((error as { stdout: string }).stdout);
      }
    });
});
