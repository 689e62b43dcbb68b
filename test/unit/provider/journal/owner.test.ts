import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type Owner, ownerStatus, thisProcess } from "../../../../provider/journal/owner.ts";

describe("the owner of something that was begun", () => {
  let child: ChildProcess;
  let owner: Owner;

  beforeEach(async () => {
    const program = `
      const { thisProcess } = require(${JSON.stringify(new URL("../../../../provider/journal/owner.ts", import.meta.url).pathname)});
      process.stdout.write(JSON.stringify(thisProcess()));
      process.stdin.resume();`;
    child = spawn(process.execPath, ["-e", program], { stdio: ["pipe", "pipe", "inherit"] });
    const [data] = await once(child.stdout as NodeJS.ReadableStream, "data");
    owner = JSON.parse(String(data));
  });
  afterEach(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  });

  it("is known by number, place and start where the system tells", function () {
    if (process.platform !== "linux") return this.skip();
    const { ownerPid, ownerPlace, ownerStart } = thisProcess();
    assert.equal(ownerPid, process.pid);
    assert.match(ownerPlace ?? "", /^\S+ [0-9a-f-]{36} pid:\[\d+\]$/);
    assert.equal(
      ownerStart,
      readFileSync("/proc/self/stat", "utf8")
        .replace(/^.*\) /, "")
        .split(" ")[19],
    );
  });

  it("is running while it runs, and gone once it has ended", async () => {
    assert.equal(ownerStatus(owner), process.platform === "linux" ? "running" : "perhaps");
    child.kill("SIGKILL");
    await once(child, "exit");
    assert.equal(ownerStatus(owner), "gone");
  });

  it("is gone once it was killed, although nobody asked after it", async function () {
    if (process.platform !== "linux") return this.skip();
    // A shell that starts a process, becomes a program that never asks after it, and so leaves a zombie.
    const shell = spawn("sh", ["-c", "sh -c 'echo $$; exit' & exec sleep 60"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [data] = await once(shell.stdout, "data");
    const ownerPid = Number(String(data).trim());
    const state = (): string | undefined =>
      readFileSync(`/proc/${ownerPid}/stat`, "utf8").replace(/^.*\) /, "")[0];
    while (state() !== "Z") await new Promise(setImmediate);
    assert.equal(ownerStatus({ ...thisProcess(), ownerPid, ownerStart: null }), "gone");
    shell.kill("SIGKILL");
    await once(shell, "exit");
  });

  it("is gone where its number is another process's by now", function () {
    if (process.platform !== "linux") return this.skip();
    assert.equal(ownerStatus({ ...owner, ownerStart: "1" }), "gone");
  });

  it("is perhaps running where only the number is known, as in journals of early builds", () => {
    assert.equal(ownerStatus({ ...owner, ownerPlace: null, ownerStart: null }), "perhaps");
  });

  it("is elsewhere on another machine, after another boot, or in another container", () => {
    assert.equal(ownerStatus({ ...owner, ownerPlace: "another" }), "elsewhere");
  });

  it("is gone where it is this very process, which knows itself what it is at", () => {
    assert.equal(ownerStatus(thisProcess()), "gone");
  });
});
