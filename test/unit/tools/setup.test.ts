import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const INSTALLING = "Installing the npm packages (usually 10 to 60 s) ...";
const REBUILDING =
  "The npm package 'node' is installed but does not run; setting it up again (usually 10 to 30 s) ...";

describe("setup.mjs", function () {
  this.timeout(60_000);
  let project: string;

  before(function () {
    if (process.platform === "win32") {
      console.warn("Skipped: the stand-ins for npm and node are shell scripts.");
      this.skip();
    }
  });

  beforeEach(() => {
    project = fs.mkdtempSync(path.join(os.tmpdir(), "setup-"));
    for (const file of ["tools/setup.mjs", "tools/engine/lock.mjs"]) {
      fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
      fs.copyFileSync(path.join(ROOT, file), path.join(project, file));
    }
    lockFile("1.0.0");
    script("bin/npm", 'echo "npm $*" >> npm.log', ...INSTALL);
  });

  afterEach(() => {
    fs.rmSync(project, { recursive: true });
  });

  /** What a stand-in for npm does to install: the list of packages, and a Node that tells its version. */
  const NODE = "node_modules/node/bin/node";
  const INSTALL = [
    "/bin/mkdir -p node_modules/node/bin",
    "/bin/cp package-lock.json node_modules/.package-lock.json",
    `printf '#!/bin/sh\\necho v24.21.0\\n' > ${NODE}`,
    `/bin/chmod +x ${NODE}`,
  ];

  function script(file: string, ...lines: string[]): void {
    fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    fs.writeFileSync(path.join(project, file), ["#!/bin/sh", ...lines, ""].join("\n"), { mode: 0o755 });
  }

  function lockFile(version: string): void {
    const packages = {
      "": { name: "small" },
      "node_modules/one": { version, integrity: "sha512-one" },
      "node_modules/for-another-platform": { version: "1.0.0", optional: true },
    };
    fs.writeFileSync(path.join(project, "package-lock.json"), JSON.stringify({ packages }));
  }

  function setUp(...args: string[]): { status: number | null; said: string[]; npm: string[] } {
    const { status, stderr } = spawnSync(process.execPath, ["tools/setup.mjs", ...args], {
      cwd: project,
      env: { PATH: path.join(project, "bin") },
      encoding: "utf8",
    });
    const log = path.join(project, "npm.log");
    const npm = fs.existsSync(log) ? fs.readFileSync(log, "utf8").trim().split("\n") : [];
    fs.rmSync(log, { force: true });
    return { status, said: stderr.split("\n").filter((line) => line !== ""), npm };
  }

  const packagesOnly = () => setUp("--no-build", "--no-engine");

  it("installs the packages of a fresh clone", () => {
    assert.deepEqual(packagesOnly(), { status: 0, said: [INSTALLING], npm: ["npm ci --loglevel=error"] });
  });

  it("does nothing, silently, when everything is there", () => {
    packagesOnly();

    assert.deepEqual(packagesOnly(), { status: 0, said: [], npm: [] });
  });

  it("installs again when package-lock.json has changed", () => {
    packagesOnly();
    lockFile("1.0.1");

    assert.deepEqual(packagesOnly().npm, ["npm ci --loglevel=error"]);
  });

  it("does not miss an optional package that npm left out", () => {
    packagesOnly();
    const list = path.join(project, "node_modules/.package-lock.json");
    const { packages } = JSON.parse(fs.readFileSync(list, "utf8"));
    delete packages["node_modules/for-another-platform"];
    fs.writeFileSync(list, JSON.stringify({ packages }));

    assert.deepEqual(packagesOnly().npm, []);
  });

  it("stops when npm fails", () => {
    script("bin/npm", "echo 'registry is down' >&2", "exit 1");

    assert.deepEqual(packagesOnly(), {
      status: 1,
      said: [INSTALLING, "registry is down", "'npm ci' failed; what it printed above should say why."],
      npm: [],
    });
  });

  it("sets the packaged Node up again when it does not run", () => {
    packagesOnly();
    fs.rmSync(path.join(project, NODE));

    assert.deepEqual(packagesOnly(), {
      status: 0,
      said: [REBUILDING],
      npm: ["npm rebuild node --loglevel=error"],
    });
  });

  it("goes on with the machine's Node, if that is recent enough, when the packaged one cannot be had", () => {
    packagesOnly();
    script("bin/npm", "exit 0");
    script(NODE, "echo v20.0.0");

    assert.deepEqual(packagesOnly(), {
      status: 0,
      said: [REBUILDING, `It still does not run; going on with ${process.execPath} ${process.version}.`],
      npm: [],
    });
  });

  it("builds and gets the engine on the packaged Node", () => {
    packagesOnly();
    script(NODE, '[ "$1" = --version ] || echo "node $*" >> npm.log', "echo v24.21.0");

    assert.deepEqual(setUp(), {
      status: 0,
      said: ["v24.21.0"],
      npm: ["node tools/build.mjs --if-needed", "node tools/engine/main.mjs"],
    });
  });

  it("gets the programs of the tests when asked to, and goes on when that fails", () => {
    packagesOnly();
    script(NODE, '[ "$1" = --version ] || { echo "node $*" >> npm.log; exit 1; }', "echo v24.21.0");

    assert.deepEqual(setUp("--no-build", "--no-engine", "--test-programs"), {
      status: 0,
      said: [],
      npm: ["node tools/test-programs.mjs", "node tools/actionlint.mjs"],
    });
  });

  it("stops when the build fails", () => {
    packagesOnly();
    script(NODE, '[ "$1" = --version ] || { echo "type error" >&2; exit 1; }', "echo v24.21.0");

    assert.deepEqual(setUp(), { status: 1, said: ["type error", "The build failed; see above."], npm: [] });
  });
});
