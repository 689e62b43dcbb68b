import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { useWriteAhead } from "../../../../provider/journal/write-ahead.ts";

describe("a journal that several processes open for the first time at once", () => {
  let folder: string;
  let other: DatabaseSync;
  let ours: DatabaseSync;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "yotisign-journal-"));
    const path = join(folder, "journal.sqlite");
    other = new DatabaseSync(path);
    other.exec("CREATE TABLE one (text TEXT)");
    ours = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
  });
  afterEach(() => {
    ours.close();
    other.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const mode = (): unknown => ours.prepare("PRAGMA journal_mode").get()?.journal_mode;

  it("is waited for while another one writes", () => {
    let waits = 0;
    useWriteAhead(ours, () => {
      waits += 1;
      if (waits === 3) other.exec("COMMIT");
    });
    assert.deepEqual([waits, mode()], [3, "wal"]);
  });

  it("is given up on after ten seconds", () => {
    let waited = 0;
    assert.throws(
      () =>
        useWriteAhead(ours, (milliseconds) => {
          waited += milliseconds;
        }),
      /database is locked/,
    );
    assert.equal(waited, 10_000);
  });

  it("is not waited for where something else is wrong", () => {
    ours.close();
    assert.throws(() => useWriteAhead(ours, () => assert.fail("it waited")), /not open/);
    ours = new DatabaseSync(":memory:");
  });
});
