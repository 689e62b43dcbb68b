import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Journal } from "../../../provider/journal.ts";
import { ConfigError } from "../../../sdk/client/index.ts";
import { type Intent, JournalChild } from "./journal-child.ts";

const intent = (change: Partial<Intent> = {}): Intent => ({
  identity: "urn:one",
  host: "https://api.example.com",
  account: "account",
  fingerprint: "fingerprint",
  shape: "shape",
  intentAt: "2026-03-02T09:00:00.000Z",
  ...change,
});

describe("the journal", () => {
  let folder: string;
  let path: string;
  let journal: Journal;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "yotisign-journal-"));
    path = join(folder, "deep", "er", "journal.sqlite");
    journal = new Journal(path);
  });
  afterEach(() => {
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const earlier = (fingerprint = "fingerprint", at = journal) =>
    at.earlier("urn:one", "https://api.example.com", fingerprint);

  it("records an intent with its process, and its id once that is known", () => {
    const sending = journal.begin(intent());
    assert.deepEqual(sending, {
      ...intent(),
      id: 1,
      generation: 0,
      ownerPid: process.pid,
      envelopeId: null,
      ending: null,
    });
    journal.accept(sending, "envelope");
    assert.deepEqual(journal.find("envelope"), { ...sending, envelopeId: "envelope" });
    assert.deepEqual(journal.reread(sending), { ...sending, envelopeId: "envelope" });
  });

  it("counts the sendings of one resource", () => {
    journal.begin(intent());
    journal.begin(intent({ identity: "urn:other" }));
    assert.equal(journal.begin(intent()).generation, 1);
  });

  it("is on disk at once: another one sees what this one wrote without closing", () => {
    const sending = journal.begin(intent());
    const other = new Journal(path);
    assert.deepEqual(earlier("fingerprint", other), sending);
    other.close();
  });

  it("outlives a process that is killed right after it began", async () => {
    const child = new JournalChild(path);
    const sending = await child.begin(intent());
    await child.kill();
    assert.equal(sending.ownerPid, child.process.pid);
    assert.deepEqual(earlier(), sending);
  });

  it("takes the sendings of several processes at once, and loses none", async () => {
    const children = Array.from({ length: 3 }, () => new JournalChild(path));
    const sendings = await Promise.all(
      children.map(async (child, index) => {
        const own = [];
        for (let count = 0; count < 20; count += 1) {
          const sending = await child.begin(intent());
          await child.accept(sending, `${index}-${count}`);
          own.push(sending.id);
        }
        return own;
      }),
    );
    await Promise.all(children.map((child) => child.kill()));
    assert.equal(new Set(sendings.flat()).size, 60);
    assert.equal(journal.begin(intent()).generation, 60);
    assert.ok(journal.find("2-19"));
  });

  it("is made by several processes at once", async () => {
    const fresh = join(folder, "fresh", "journal.sqlite");
    const children = Array.from({ length: 4 }, () => new JournalChild(fresh));
    const sendings = await Promise.all(children.map((child) => child.begin(intent())));
    await Promise.all(children.map((child) => child.kill()));
    assert.deepEqual(sendings.map(({ id }) => id).toSorted(), [1, 2, 3, 4]);
  });

  it("does not let two sendings have one envelope", () => {
    journal.accept(journal.begin(intent()), "envelope");
    assert.throws(() => journal.accept(journal.begin(intent()), "envelope"));
  });

  describe("asked what a create has to reckon with", () => {
    it("knows nothing of a resource that never was sent, or was sent to another service", () => {
      journal.begin(intent({ identity: "urn:other" }));
      journal.begin(intent({ host: "https://other.example.com" }));
      assert.equal(earlier(), undefined);
    });

    it("names the last sending that has not ended, whatever its content", () => {
      journal.begin(intent());
      const last = journal.begin(intent({ fingerprint: "other" }));
      assert.deepEqual(earlier(), last);
    });

    for (const ending of ["refused", "errored", "archived", "deleted", "superseded", "missing"] as const)
      it(`passes over one that was ${ending}`, () => {
        journal.end(journal.begin(intent()), ending);
        assert.equal(earlier(), undefined);
      });

    it("names a complete one of the very same content, and none of another", () => {
      const sending = journal.begin(intent());
      journal.end(sending, "completed");
      assert.deepEqual(earlier(), { ...sending, ending: "completed" });
      assert.equal(earlier("other"), undefined);
    });

    it("names an open one rather than a complete one", () => {
      const open = journal.begin(intent());
      journal.end(journal.begin(intent()), "completed");
      assert.deepEqual(earlier(), open);
    });

    it("follows a resource to its new name, and an envelope to its edited content", () => {
      journal.accept(journal.begin(intent({ identity: "urn:old" })), "envelope");
      journal.rename("envelope", "urn:one");
      journal.amend("envelope", "edited", "other shape");
      const { identity, fingerprint, shape } = earlier("edited") ?? {};
      assert.deepEqual([identity, fingerprint, shape], ["urn:one", "edited", "other shape"]);
    });
  });

  it("says which file cannot be written, and how to choose another", () => {
    writeFileSync(join(folder, "file"), "");
    for (const impossible of [folder, join(folder, "file", "journal.sqlite")])
      assert.throws(
        () => new Journal(impossible),
        (error) =>
          error instanceof ConfigError &&
          error.message.includes(impossible) &&
          error.message.includes("YOTI_SIGN_JOURNAL") &&
          error.cause !== undefined,
      );
  });

  it("does not take another file for a journal", () => {
    const other = join(folder, "notes.txt");
    writeFileSync(other, "This is not a database, and long enough to be taken for one. ".repeat(50));
    assert.throws(() => new Journal(other), ConfigError);
  });
});
