import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ensureTestPrograms } from "../../../tools/test-programs.mjs";

const OPTIONS = "-o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o DPkg::Lock::Timeout=120";
const PACKAGES = "poppler-utils libnss3-tools xmlsec1 openssl curl chromium shellcheck";
const INSTALL = `${OPTIONS} install --yes --no-install-recommends`;
const ALL = `${INSTALL} ${PACKAGES} python3-requests`;
const UPDATE = `${OPTIONS} update`;

describe("ensureTestPrograms", () => {
  let bin: string;

  before(function () {
    if (process.platform === "win32") {
      console.warn("    skipped: the stand-in for apt-get is a shell script");
      this.skip();
    }
  });

  beforeEach(() => {
    bin = fs.mkdtempSync(path.join(os.tmpdir(), "test-programs-"));
  });

  afterEach(() => fs.rmSync(bin, { recursive: true }));

  function script(name: string, ...lines: string[]): void {
    fs.writeFileSync(path.join(bin, name), ["#!/bin/sh", ...lines, ""].join("\n"), { mode: 0o755 });
  }

  /** An apt-get that notes how it was called, and then does this. */
  const apt = (...lines: string[]) => script("apt-get", 'cd "$PATH"', 'echo "$*" >> calls', ...lines);

  const PROGRAMS = [
    "pdftotext",
    "pdftoppm",
    "pdfsig",
    "certutil",
    "xmlsec1",
    "openssl",
    "curl",
    "chromium",
    "shellcheck",
  ];

  /** What makes the programs. */
  const MAKE = `for name in ${PROGRAMS.join(" ")}; do echo > "$name"; /bin/chmod +x "$name"; done`;

  async function ensured(isRoot = true) {
    const said: string[] = [];
    const log = (message: string) => {
      said.push(message.replace(/done after .*/, "done"));
    };
    const there = await ensureTestPrograms({ env: { PATH: bin }, isRoot, log });
    const calls = path.join(bin, "calls");
    return {
      there,
      said,
      apt: fs.existsSync(calls) ? fs.readFileSync(calls, "utf8").trim().split("\n") : [],
    };
  }

  const BEGUN = `Installing ${PACKAGES} for the tests (usually 5 to 90 s) ...`;
  const DONE = `Installing ${PACKAGES} for the tests: done`;
  const skipped = (reason: string) => `Tests that need ${PROGRAMS.join(", ")} will be skipped; ${reason}.`;

  it("does nothing, silently, when the programs are there", async () => {
    apt();
    for (const name of PROGRAMS) script(name);

    assert.deepEqual(await ensured(), { there: true, said: [], apt: [] });
  });

  it("installs them, and says so", async () => {
    apt(MAKE);

    assert.deepEqual(await ensured(), { there: true, said: [BEGUN, DONE], apt: [ALL] });
  });

  it("gets the lists of packages when the package is not known, and tries again", async () => {
    apt('case "$*" in *update) echo > lists ;; *) [ -f lists ] || exit 100', MAKE, ";; esac");

    assert.deepEqual(await ensured(), { there: true, said: [BEGUN, DONE], apt: [ALL, UPDATE, ALL] });
  });

  it("goes on without them when they cannot be installed, and says why", async () => {
    apt("echo 'W: one thing' >&2", "echo 'E: Unable to fetch some archives' >&2", "exit 100");

    const reason = "apt-get could not install all of it: E: Unable to fetch some archives";
    assert.deepEqual(await ensured(), {
      there: false,
      said: [BEGUN, DONE, skipped(reason)],
      apt: [
        ALL,
        UPDATE,
        ALL,
        ...[...PACKAGES.split(" "), "python3-requests"].map((name) => `${INSTALL} ${name}`),
      ],
    });
  });

  it("installs what is missing alone", async () => {
    for (const name of PROGRAMS.filter((name) => name !== "certutil")) script(name);
    apt("echo > certutil; /bin/chmod +x certutil");

    assert.deepEqual((await ensured()).apt, [`${INSTALL} libnss3-tools python3-requests`]);
  });

  it("installs nothing for who may not, and says how to", async () => {
    apt(MAKE);

    const reason = `'apt-get install ${PACKAGES}' as root lets them run`;
    assert.deepEqual(await ensured(false), { there: false, said: [skipped(reason)], apt: [] });
  });

  it("says what is missing on a system without apt-get", async () => {
    assert.deepEqual(await ensured(), {
      there: false,
      said: [skipped(`install ${PACKAGES} to run them`)],
      apt: [],
    });
  });
});
