import assert from "node:assert/strict";
import fs from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { pinnedVersion } from "../../../../tools/engine/build-from-source.mjs";
import { ensureEngine } from "../../../../tools/engine/ensure-engine.mjs";

const VERSION = pinnedVersion();
const COMPANIONS = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];
const BUILT = [
  "language-host.mjs",
  "node_modules",
  "pulumi",
  "pulumi-analyzer-policy-nodejs",
  "pulumi-language-nodejs",
  "pulumi-resource-pulumi-nodejs",
];

describe("ensureEngine", function () {
  this.timeout(60_000);
  let directory: string;
  let bin: string;
  let cache: string;
  let installerHost: string;
  let said: string[];

  before(function () {
    if (process.platform === "win32") {
      console.warn("Skipped: the stand-ins for pulumi and go are shell scripts.");
      this.skip();
    }
  });

  beforeEach(async () => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "engine-"));
    bin = path.join(directory, "bin");
    cache = path.join(directory, "cache");
    installerHost = await unreachableHost();
    said = [];
    fs.mkdirSync(bin);
  });

  afterEach(() => {
    fs.rmSync(directory, { recursive: true });
  });

  const ensure = () =>
    ensureEngine({
      env: { PATH: bin, YOTISIGN_CACHE: cache },
      installerHost,
      log: (message: string) => said.push(message),
    });

  function script(file: string, ...lines: string[]): string {
    fs.writeFileSync(file, ["#!/bin/sh", ...lines, ""].join("\n"), { mode: 0o755 });
    return file;
  }

  function pulumiOnPath(version: string, companions: string[] = COMPANIONS): void {
    script(path.join(bin, "pulumi"), `echo ${version}`);
    for (const name of companions) script(path.join(bin, name), "exit 1");
  }

  /** A `go` whose builds take no time; it notes each of them in a file. */
  function goOnPath(): void {
    script(
      path.join(bin, "go"),
      'if [ "$1" = version ]; then exit 0; fi',
      `echo build >> "${path.join(directory, "builds")}"`,
      'while [ "$1" != -o ]; do shift; done',
      `printf '#!/bin/sh\\necho v${VERSION}\\n' > "$2"`,
      '/bin/chmod +x "$2"',
    );
  }

  function builds(): number {
    const file = path.join(directory, "builds");
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8").split("\n").length - 1 : 0;
  }

  it("takes a recent and complete pulumi from PATH", async () => {
    pulumiOnPath("v3.300.2");

    assert.deepEqual(await ensure(), {
      command: path.join(bin, "pulumi"),
      binDir: bin,
      version: "3.300.2",
      source: "path",
    });
    assert.deepEqual(said, []);
  });

  it("finds what belongs to a pulumi that is linked into PATH beside its real file", async () => {
    const home = path.join(directory, "home");
    fs.mkdirSync(home);
    bin = home;
    pulumiOnPath("v3.300.2");
    bin = path.join(directory, "bin");
    fs.symlinkSync(path.join(home, "pulumi"), path.join(bin, "pulumi"));

    assert.equal((await ensure()).command, path.join(bin, "pulumi"));
  });

  for (const [what, plant] of [
    ["is too old", () => pulumiOnPath("v3.206.0")],
    ["has no language host", () => pulumiOnPath("v3.300.2", ["pulumi-resource-pulumi-nodejs"])],
    ["cannot be run", () => script(path.join(bin, "pulumi"), "echo v3.300.2", "exit 3")],
  ] as const) {
    it(`builds one when the pulumi on PATH ${what}`, async () => {
      plant();
      goOnPath();

      const engine = await ensure();

      assert.deepEqual(
        { version: engine.version, source: engine.source, files: fs.readdirSync(engine.binDir).sort() },
        { version: VERSION, source: "built", files: BUILT },
      );
      assert.ok(engine.binDir.startsWith(cache));
    });
  }

  it("uses what it built the next time", async () => {
    goOnPath();
    const first = await ensure();
    fs.rmSync(path.join(bin, "go"));

    assert.deepEqual(await ensure(), first);
  });

  for (const [what, spoil] of [
    ["lacks a file", (binDir: string) => fs.rmSync(path.join(binDir, "pulumi-resource-pulumi-nodejs"))],
    [
      "has a file that is not executable",
      (binDir: string) => fs.chmodSync(path.join(binDir, "pulumi-language-nodejs"), 0o644),
    ],
    ["is an empty directory", emptyDirectory],
  ] as const) {
    it(`repairs an engine in the cache that ${what}, without building again`, async () => {
      goOnPath();
      const { binDir } = await ensure();
      spoil(binDir);

      const engine = await ensure();

      assert.deepEqual(
        { binDir: engine.binDir, files: fs.readdirSync(binDir).sort(), builds: builds() },
        { binDir, files: BUILT, builds: 1 },
      );
    });
  }

  it("builds again when the CLI in the cache is cut off", async () => {
    goOnPath();
    const { command } = await ensure();
    fs.truncateSync(command);

    const engine = await ensure();

    assert.deepEqual({ command: engine.command, builds: builds() }, { command, builds: 2 });
  });

  it("builds once when several need an engine at the same time", async () => {
    goOnPath();

    const engines = await Promise.all([ensure(), ensure(), ensure()]);

    assert.deepEqual(
      { commands: new Set(engines.map(({ command }) => command)).size, builds: builds() },
      { commands: 1, builds: 1 },
    );
  });

  it("starts over after a build that was interrupted", async () => {
    goOnPath();
    const { binDir } = await ensure();
    const [cli = ""] = fs.readdirSync(path.join(cache, "cli"));
    for (const finished of [binDir, path.join(cache, "cli", cli)]) {
      fs.renameSync(finished, `${finished}.unfinished`);
      fs.writeFileSync(path.join(`${finished}.unfinished`, "half"), "");
    }

    await ensure();

    assert.deepEqual(
      { files: fs.readdirSync(binDir).sort(), clis: fs.readdirSync(path.join(cache, "cli")) },
      { files: BUILT, clis: [cli] },
    );
  });

  it("says what each of the three ways lacks when none is open", async () => {
    pulumiOnPath("v3.100.0");

    await assert.rejects(ensure(), {
      message: [
        "No Pulumi engine can be had here. There are three ways to one; each lacks something:",
        `  1. Pulumi 3.207.0 or newer on PATH: ${path.join(bin, "pulumi")} is version 3.100.0, older than 3.207.0.`,
        `  2. Pulumi's official installer: ${installerHost} cannot be reached (connect ECONNREFUSED ${new URL(installerHost).host}).`,
        "  3. Building it from its Go module: there is no 'go' on PATH (Go 1.25.11 or newer is needed).",
        "Open any one of them and run this again.",
      ].join("\n"),
    });
  });

  it("shows the end of what Go printed when the build fails", async () => {
    script(path.join(bin, "go"), 'if [ "$1" = build ]; then echo "no space left on device" >&2; exit 1; fi');

    await assert.rejects(
      ensure(),
      /3\. Building it from its Go module: 'go build' failed: no space left on device\./,
    );
  });
});

function emptyDirectory(directory: string): void {
  for (const name of fs.readdirSync(directory)) fs.rmSync(path.join(directory, name));
}

/** The address of a server that no longer listens. */
async function unreachableHost(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
