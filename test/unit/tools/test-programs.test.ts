import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ensureTestPrograms } from "../../../tools/test-programs.mjs";

const OPTIONS = "-o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o DPkg::Lock::Timeout=120";
const INSTALL = `${OPTIONS} install --yes --no-install-recommends poppler-utils`;
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

  /** What makes the two programs. */
  const MAKE = 'for name in pdftotext pdftoppm; do echo > "$name"; /bin/chmod +x "$name"; done';

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

  const BEGUN = "Installing poppler-utils for the tests (usually 5 to 60 s) ...";
  const DONE = "Installing poppler-utils for the tests: done";
  const skipped = (reason: string) =>
    `Tests that compare with pdftotext and pdftoppm will be skipped; ${reason}.`;

  it("does nothing, silently, when the programs are there", async () => {
    apt();
    script("pdftotext");
    script("pdftoppm");

    assert.deepEqual(await ensured(), { there: true, said: [], apt: [] });
  });

  it("installs them, and says so", async () => {
    apt(MAKE);

    assert.deepEqual(await ensured(), { there: true, said: [BEGUN, DONE], apt: [INSTALL] });
  });

  it("gets the lists of packages when the package is not known, and tries again", async () => {
    apt('case "$*" in *update) echo > lists ;; *) [ -f lists ] || exit 100', MAKE, ";; esac");

    assert.deepEqual(await ensured(), { there: true, said: [BEGUN, DONE], apt: [INSTALL, UPDATE, INSTALL] });
  });

  it("goes on without them when they cannot be installed, and says why", async () => {
    apt("echo 'W: one thing' >&2", "echo 'E: Unable to fetch some archives' >&2", "exit 100");

    const reason = "apt-get could not install poppler-utils: E: Unable to fetch some archives";
    assert.deepEqual(await ensured(), {
      there: false,
      said: [BEGUN, DONE, skipped(reason)],
      apt: [INSTALL, UPDATE, INSTALL],
    });
  });

  it("installs nothing for who may not, and says how to", async () => {
    apt(MAKE);

    const reason = "'apt-get install poppler-utils' as root lets them run";
    assert.deepEqual(await ensured(false), { there: false, said: [skipped(reason)], apt: [] });
  });

  it("says what is missing on a system without apt-get", async () => {
    assert.deepEqual(await ensured(), {
      there: false,
      said: [skipped("install poppler-utils to run them")],
      apt: [],
    });
  });
});
