import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { pdf } from "./fixtures.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const page = readFileSync(join(root, "docs/testing.md"), "utf8");

describe("the examples of docs/testing.md", function () {
  this.timeout(120_000);
  let folder: string;

  // Inside the repository, the package is found by its public name, as it was built.
  before(async () => {
    mkdirSync(join(root, ".cache"), { recursive: true });
    folder = mkdtempSync(join(root, ".cache", "testing-"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    writeFileSync(join(folder, "nda.pdf"), await pdf(1));
    for (const [, code = "", name = ""] of page.matchAll(/^```js\n(\/\/ (\S+)\n[\s\S]*?)^```/gm))
      writeFileSync(join(folder, name), code);
  });
  after(() => rmSync(folder, { recursive: true }));

  const runner = (path: string): string => join(root, "node_modules", path);
  const runners: [name: string, args: string[], passed: RegExp][] = [
    [
      "mocha",
      [runner("mocha/bin/mocha.js"), "--no-config", "--reporter", "spec", "send-nda.mocha.js"],
      /\b1 passing/,
    ],
    [
      "vitest",
      [runner("vitest/vitest.mjs"), "run", "--no-color", "--root", ".", "--dir", ".", "send-nda.test.js"],
      /Tests +1 passed \(1\)/,
    ],
    ["node:test", ["--test", "send-nda.node.js"], /\bpass 1\b/],
  ];

  for (const [name, args, passed] of runners)
    it(`pass in ${name}`, async () => {
      const env = { ...process.env, NO_COLOR: "1", NODE_TEST_CONTEXT: undefined };
      const { stdout } = await run(process.execPath, args, { cwd: folder, env });
      assert.match(stdout, passed);
    });
});
