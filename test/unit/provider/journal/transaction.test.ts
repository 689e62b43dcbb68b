import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../../../../provider/journal/transaction.ts";

describe("a transaction of the journal", () => {
  let database: DatabaseSync;
  beforeEach(() => {
    database = new DatabaseSync(":memory:");
    database.exec("CREATE TABLE one (text TEXT)");
  });
  afterEach(() => database.close());

  const rows = (): number => Number(database.prepare("SELECT count(*) AS count FROM one").get()?.count);
  const insert = (): void => database.exec("INSERT INTO one VALUES (hex(zeroblob(3000)))");

  it("gives what the work returned, and is written", () => {
    const work = (): number => {
      insert();
      return 1;
    };
    assert.deepEqual([inTransaction(database, work), rows(), database.isTransaction], [1, 1, false]);
  });

  it("writes nothing where the work fails", () => {
    const work = (): never => {
      insert();
      throw new Error("why");
    };
    assert.throws(() => inTransaction(database, work), /^Error: why$/);
    assert.deepEqual([rows(), database.isTransaction], [0, false]);
  });

  it("names the cause where SQLite itself has rolled it back, as on a full disk", () => {
    database.exec("PRAGMA max_page_count = 4");
    const work = (): void => {
      for (let count = 0; count < 10; count += 1) insert();
    };
    assert.throws(() => inTransaction(database, work), /database or disk is full/);
    assert.deepEqual([rows(), database.isTransaction], [0, false]);
  });
});
