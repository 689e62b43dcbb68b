import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const BUILDING = "Building dist/ from the sources (usually 5 to 15 s) ...\n";

describe("build.mjs", function () {
  this.timeout(60_000);
  let project: string;

  // A project of its own, so that these builds do not touch the dist/ that other tests use.
  beforeEach(() => {
    project = fs.mkdtempSync(path.join(os.tmpdir(), "build-"));
    for (const file of ["tools/build.mjs", "tools/engine/lock.mjs", "tsconfig.json", "tsconfig.build.json"]) {
      fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
      fs.copyFileSync(path.join(ROOT, file), path.join(project, file));
    }
    fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(project, "node_modules"), "junction");
    write("package.json", JSON.stringify({ type: "module" }));
    write("schema/tag.json", `{ "type": "object" }`);
    write("schema/tag.ts", "export interface Tag {\n  page: number;\n}\n");
    write(
      "cli/main.ts",
      `import type { Tag } from "../schema/tag.ts";\nexport const tag: Tag = { page: 1 };\n`,
    );
    write(
      "cli/more.ts",
      `export { tag } from "./main.ts";\nexport type Main = typeof import("./main.ts");\n`,
    );
  });

  afterEach(() => {
    fs.rmSync(project, { recursive: true });
  });

  function write(file: string, content: string): void {
    fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    fs.writeFileSync(path.join(project, file), content);
  }

  function read(file: string): string {
    return fs.readFileSync(path.join(project, file), "utf8");
  }

  function build(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["tools/build.mjs", ...args], {
      cwd: project,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }

  function distFiles(): string[] {
    const entries = fs.readdirSync(path.join(project, "dist"), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(path.join(project, "dist"), path.join(entry.parentPath, entry.name)))
      .map((file) => file.replaceAll(path.sep, "/"))
      .sort();
  }

  it("makes JavaScript and declarations that import JavaScript, copies schemas and makes the command executable", () => {
    const result = build();

    assert.deepEqual(result, { status: 0, stdout: "", stderr: BUILDING });
    assert.deepEqual(distFiles(), [
      "cli/main.d.ts",
      "cli/main.js",
      "cli/more.d.ts",
      "cli/more.js",
      "schema/tag.d.ts",
      "schema/tag.js",
      "schema/tag.json",
    ]);
    assert.deepEqual(
      {
        declarations: read("dist/cli/more.d.ts"),
        type: read("dist/cli/main.d.ts"),
        code: read("dist/cli/more.js"),
      },
      {
        declarations: `export { tag } from "./main.js";\nexport type Main = typeof import("./main.js");\n`,
        type: `import type { Tag } from "../schema/tag.js";\nexport declare const tag: Tag;\n`,
        code: `export { tag } from "./main.js";\n`,
      },
    );
    assert.match(read("dist/cli/main.js"), /^#!\/usr\/bin\/env node\nexport const tag/);
    if (process.platform !== "win32")
      fs.accessSync(path.join(project, "dist/cli/main.js"), fs.constants.X_OK);
  });

  it("does nothing with --if-needed while sources and dist/ are as the last build left them", () => {
    build();

    assert.deepEqual(build("--if-needed"), { status: 0, stdout: "", stderr: "" });
  });

  for (const [what, change] of [
    ["a source has changed", () => write("cli/more.ts", "export const more = 1;\n")],
    ["a file of dist/ has gone", () => fs.rmSync(path.join(project, "dist/schema/tag.json"))],
    ["dist/ has gone", () => fs.rmSync(path.join(project, "dist"), { recursive: true })],
  ] as const) {
    it(`builds with --if-needed when ${what}`, () => {
      build();
      change();

      assert.deepEqual(build("--if-needed"), { status: 0, stdout: "", stderr: BUILDING });
    });
  }

  it("builds with --if-needed when a source has gone, and removes what came from it", () => {
    build();
    fs.rmSync(path.join(project, "cli/more.ts"));

    const result = build("--if-needed");

    assert.deepEqual(
      { ...result, files: distFiles().filter((file) => file.startsWith("cli/")) },
      { status: 0, stdout: "", stderr: BUILDING, files: ["cli/main.d.ts", "cli/main.js"] },
    );
  });

  it("fails and leaves dist/ alone when the sources do not type-check", () => {
    build();
    write("cli/more.ts", "export const more: number = 'no';\n");

    const result = build();

    assert.equal(result.status, 1);
    assert.match(result.stdout, /cli\/more\.ts\(1,14\): error TS2322/);
    assert.equal(read("dist/cli/more.js"), `export { tag } from "./main.js";\n`);
  });
});
