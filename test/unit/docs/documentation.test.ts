import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const pages = globSync(["*.md", "docs/**/*.md", "examples/*/*.md"], { cwd: root });
const read = (page: string): string => readFileSync(join(root, page), "utf8");

describe("the documentation", function () {
  this.timeout(60_000);

  it("links to files that are there", () => {
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map(([, target]) => join(dirname(join(root, page)), target ?? ""))
        .filter((target) => !existsSync(target))
        .map((target) => `${page}: ${relative(root, target)}`),
    );
    assert.deepEqual(broken, []);
  });

  it("shows TypeScript that type-checks against the built package", () => {
    mkdirSync(join(root, ".cache"), { recursive: true });
    const folder = mkdtempSync(join(root, ".cache", "documentation-"));
    const blocks = pages.flatMap((page) =>
      [...read(page).matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code]) => [page, code ?? ""] as const),
    );
    assert.ok(blocks.length > 0);
    for (const [index, [page, code]] of blocks.entries())
      writeFileSync(join(folder, `${index}-${page.replaceAll(/\W/g, "-")}.ts`), `${code}\nexport {};\n`);
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          target: "es2022",
          module: "nodenext",
          strict: true,
          noEmit: true,
          skipLibCheck: true,
          types: ["node"],
        },
      }),
    );
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    try {
      execFileSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
    } catch (error) {
      assert.fail((error as { stdout: string }).stdout);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("keeps to what the project is: no machine's paths, no addresses but example ones", () => {
    const found = pages.flatMap((page) =>
      [...read(page).matchAll(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g)]
        .map(([address]) => address)
        .filter((address) => !/@(\w+\.)*example\.com$/i.test(address) && !address.startsWith("git@"))
        .map((address) => `${page}: ${address}`),
    );
    assert.deepEqual(found, []);
  });
});
