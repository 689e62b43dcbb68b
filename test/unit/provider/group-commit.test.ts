import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { GroupCommit } from "../../../provider/journal/group-commit.ts";

describe("writes that are asked for at the same moment", () => {
  let folder: string;
  let database: DatabaseSync;
  let other: DatabaseSync;
  let commits: GroupCommit;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "yotisign-commit-"));
    const path = join(folder, "commit.sqlite");
    database = new DatabaseSync(path);
    database.exec("PRAGMA journal_mode = WAL; CREATE TABLE entry (name TEXT UNIQUE) STRICT;");
    other = new DatabaseSync(path);
    commits = new GroupCommit(database);
  });
  afterEach(() => {
    database.close();
    other.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const insert = (name: string) => (): string => {
    database.prepare("INSERT INTO entry VALUES (?)").run(name);
    return name;
  };
  /** What another process sees, and so what a crash would leave. */
  const seen = (): unknown[] =>
    other
      .prepare("SELECT name FROM entry")
      .all()
      .map(({ name }) => name);

  it("are committed once each promise fulfils, all at once, in their order", async () => {
    const seenBy: unknown[] = [];
    const results = await Promise.all(
      ["a", "b", "c"].map(async (name) => {
        const result = await commits.do(insert(name));
        seenBy.push(seen());
        return result;
      }),
    );
    assert.deepEqual(results, ["a", "b", "c"]);
    assert.deepEqual(seenBy, [
      ["a", "b", "c"],
      ["a", "b", "c"],
      ["a", "b", "c"],
    ]);
  });

  it("are not there before", async () => {
    const writing = commits.do(insert("a"));
    assert.deepEqual(seen(), []);
    await writing;
  });

  it("fail by themselves", async () => {
    const results = await Promise.allSettled(["a", "a", "b"].map((name) => commits.do(insert(name))));
    assert.deepEqual(
      results.map(({ status }) => status),
      ["fulfilled", "rejected", "fulfilled"],
    );
    assert.deepEqual(seen(), ["a", "b"]);
  });

  it("are undone where they fail half-way", async () => {
    const half = (): void => {
      insert("half")();
      throw new Error("half-way");
    };
    await assert.rejects(Promise.all([commits.do(half), commits.do(insert("a"))]), { message: "half-way" });
    assert.deepEqual(seen(), ["a"]);
  });

  it("are all refused where they cannot be committed, and later ones are not", async () => {
    other.exec("BEGIN IMMEDIATE");
    const refused = await Promise.allSettled([commits.do(insert("a")), commits.do(insert("b"))]);
    other.exec("ROLLBACK");
    assert.deepEqual(
      refused.map(({ status }) => status),
      ["rejected", "rejected"],
    );
    await commits.do(insert("c"));
    assert.deepEqual(seen(), ["c"]);
  });
});
