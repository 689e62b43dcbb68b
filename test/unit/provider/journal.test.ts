import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { thisProcess } from "../../../provider/journal/owner.ts";
import { Journal, type Sending } from "../../../provider/journal.ts";
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

  /** Begins a sending that nothing is in the way of. */
  const begin = (change: Partial<Intent> = {}, at = journal): Sending => {
    const sending = at.begin(intent(change));
    assert.ok(sending);
    return sending;
  };

  const earlier = (fingerprint = "fingerprint", at = journal) =>
    at.earlier("urn:one", "https://api.example.com", fingerprint);

  it("records an intent with its process, and its id once that is known", () => {
    const sending = begin();
    assert.deepEqual(sending, {
      ...intent(),
      id: 1,
      generation: 0,
      ...thisProcess(),
      doubtSince: null,
      envelopeId: null,
      ending: null,
    });
    journal.accept(sending, "envelope");
    assert.deepEqual(journal.find("envelope"), { ...sending, envelopeId: "envelope" });
    assert.deepEqual(journal.reread(sending), { ...sending, envelopeId: "envelope" });
  });

  it("counts the sendings of one resource", () => {
    journal.end(begin(), "archived");
    begin({ identity: "urn:other" });
    assert.equal(begin().generation, 1);
  });

  it("lets a resource have one sending at a service that has not ended, and no other", () => {
    const sending = begin();
    assert.equal(journal.begin(intent({ fingerprint: "other" })), undefined);
    journal.accept(sending, "envelope");
    assert.equal(journal.begin(intent()), undefined);
    assert.ok(begin({ host: "https://other.example.com" }));
    journal.end(sending, "archived");
    assert.equal(begin().generation, 2);
  });

  it("is on disk at once: another one sees what this one wrote without closing", () => {
    const sending = begin();
    const other = new Journal(path);
    assert.deepEqual(earlier("fingerprint", other), sending);
    other.close();
  });

  it("outlives a process that is killed right after it began", async () => {
    const child = new JournalChild(path);
    const sending = await child.begin(intent());
    await child.kill();
    assert.equal(sending?.ownerPid, child.process.pid);
    assert.deepEqual(earlier(), sending);
  });

  it("takes the sendings of several processes at once, and loses none", async () => {
    const children = Array.from({ length: 3 }, () => new JournalChild(path));
    const sendings = await Promise.all(
      children.map(async (child, index) => {
        const own = [];
        for (let count = 0; count < 20; count += 1) {
          const sending = await child.begin(intent({ identity: `urn:${index}-${count}` }));
          assert.ok(sending);
          await child.accept(sending, `${index}-${count}`);
          own.push(sending.id);
        }
        return own;
      }),
    );
    await Promise.all(children.map((child) => child.kill()));
    assert.equal(new Set(sendings.flat()).size, 60);
    assert.ok(journal.find("2-19"));
  });

  it("lets one of several processes that begin to send the same at once do so", async () => {
    const children = Array.from({ length: 2 }, () => new JournalChild(path));
    for (let round = 0; round < 20; round += 1) {
      const begun = await Promise.all(
        children.map((child) => child.begin(intent({ identity: `urn:${round}` }))),
      );
      assert.equal(begun.filter(Boolean).length, 1);
    }
    await Promise.all(children.map((child) => child.kill()));
  });

  it("is made by several processes at once", async () => {
    const fresh = join(folder, "fresh", "journal.sqlite");
    const children = Array.from({ length: 4 }, () => new JournalChild(fresh));
    const sendings = await Promise.all(
      children.map((child, index) => child.begin(intent({ identity: `urn:${index}` }))),
    );
    await Promise.all(children.map((child) => child.kill()));
    assert.deepEqual(sendings.map((sending) => sending?.id).toSorted(), [1, 2, 3, 4]);
  });

  it("does not let two sendings have one envelope", () => {
    journal.accept(begin(), "envelope");
    assert.throws(() => journal.accept(begin({ identity: "urn:other" }), "envelope"));
  });

  it("does not let a sending that another envelope was adopted for become a second one", () => {
    const sending = begin();
    journal.accept(sending, "adopted");
    journal.accept(sending, "adopted");
    assert.throws(() => journal.accept(sending, "envelope"), /another envelope was adopted/);
    assert.equal(earlier()?.envelopeId, "adopted");
  });

  describe("asked what a create has to reckon with", () => {
    it("knows nothing of a resource that never was sent, or was sent to another service", () => {
      begin({ identity: "urn:other" });
      begin({ host: "https://other.example.com" });
      assert.equal(earlier(), undefined);
    });

    it("names the sending that has not ended, whatever its content", () => {
      journal.end(begin(), "archived");
      const last = begin({ fingerprint: "other" });
      assert.deepEqual(earlier(), last);
    });

    for (const ending of [
      "refused",
      "errored",
      "archived",
      "deleted",
      "superseded",
      "missing",
      "displaced",
    ] as const)
      it(`passes over one that was ${ending}`, () => {
        journal.end(begin(), ending);
        assert.equal(earlier(), undefined);
      });

    it("names a complete one of the very same content, and none of another", () => {
      const sending = begin();
      journal.end(sending, "completed");
      assert.deepEqual(earlier(), { ...sending, ending: "completed" });
      assert.equal(earlier("other"), undefined);
    });

    it("names an open one rather than a complete one", () => {
      journal.end(begin(), "completed");
      const open = begin();
      assert.deepEqual(earlier(), open);
    });

    it("follows a resource to its new name, and an envelope to its edited content", () => {
      journal.accept(begin({ identity: "urn:old" }), "envelope");
      journal.rename("envelope", "urn:one");
      journal.amend("envelope", "edited", "other shape");
      const { identity, fingerprint, shape } = earlier("edited") ?? {};
      assert.deepEqual([identity, fingerprint, shape], ["urn:one", "edited", "other shape"]);
    });
  });

  describe("asked to give an envelope to a resource of another name", () => {
    beforeEach(() => {
      journal.accept(begin({ identity: "urn:old" }), "envelope");
    });

    it("no longer counts what stood for that resource, and still knows it", () => {
      const retained = begin();
      journal.accept(retained, "retained");
      assert.equal(journal.rename("envelope", "urn:one"), undefined);
      assert.equal(earlier()?.envelopeId, "envelope");
      assert.equal(journal.find("retained")?.ending, "displaced");
    });

    it("counts what no longer stood for its resource for the one that it is given to", () => {
      journal.accept(begin(), "retained");
      journal.rename("envelope", "urn:one");
      const third = begin({ identity: "urn:third" });
      journal.accept(third, "third");
      journal.rename("retained", "urn:third");
      const { host } = intent();
      const { envelopeId, ending } = journal.earlier("urn:third", host, "fingerprint") ?? {};
      assert.deepEqual([envelopeId, ending, journal.reread(third).ending], ["retained", null, "displaced"]);
    });

    it("changes nothing where a sending of that resource is in doubt, and names it", () => {
      const inDoubt = begin();
      assert.deepEqual(journal.rename("envelope", "urn:one"), inDoubt);
      assert.equal(journal.find("envelope")?.identity, "urn:old");
    });
  });

  describe("of a withdrawal", () => {
    const withdrawal = {
      kind: "archive",
      identity: "urn:one",
      host: "https://api.example.com",
      envelopeId: "envelope",
      recipientId: "",
      aim: "removed",
      intentAt: "2026-03-02T09:00:00.000Z",
    } as const;

    it("is in doubt until it has an end", () => {
      const { changes } = journal;
      const change = changes.begin(withdrawal, 0);
      assert.ok(change);
      const expected = { ...withdrawal, id: 1, ...thisProcess(), doubtSince: null, ending: null };
      assert.deepEqual(changes.inDoubt("envelope", withdrawal.host), [expected]);
      changes.doubt(change, "2026-03-02T09:01:00.000Z");
      assert.equal(changes.reread(change).doubtSince, "2026-03-02T09:01:00.000Z");
      changes.end(change, "done");
      assert.deepEqual(changes.inDoubt("envelope", withdrawal.host), []);
    });

    it("lets one be under way, and another one only after it", () => {
      const { changes } = journal;
      const change = changes.begin(withdrawal, 0);
      assert.ok(change);
      assert.equal(changes.begin({ ...withdrawal, kind: "delete" }, change.id), undefined);
      changes.end(change, "missing");
      assert.ok(changes.begin(withdrawal, changes.last("envelope", withdrawal.host)));
    });

    it("lets none begin that does not know of the last one", () => {
      const { changes } = journal;
      const change = changes.begin(withdrawal, 0);
      assert.ok(change);
      changes.end(change, "done");
      assert.equal(changes.begin(withdrawal, 0), undefined);
      assert.ok(changes.begin({ ...withdrawal, kind: "edit", recipientId: "recipient" }, 0));
    });
  });

  describe("opened a long time later", () => {
    const days = (count: number) => ({ now: () => Date.parse(intent().intentAt) + count * 86_400_000 });
    const reopened = (count: number, searchDays = 0): Journal => {
      journal.close();
      journal = new Journal(path, { ...days(count), searchDays });
      return journal;
    };
    const known = (): string[] =>
      ["withdrawn", "complete", "stands", "last"].filter((id) => journal.find(id));

    beforeEach(() => {
      const send = (id: string, change: Partial<Intent> = {}): Sending => {
        const sending = begin(change);
        journal.accept(sending, id);
        return sending;
      };
      journal.end(send("withdrawn"), "archived");
      journal.end(send("complete"), "completed");
      send("stands");
      journal.end(send("last", { identity: "urn:other" }), "archived");
    });

    it("has all of the last year, and as far back as the stack's guard looks", () => {
      reopened(399);
      assert.deepEqual(known(), ["withdrawn", "complete", "stands", "last"]);
      reopened(600, 600);
      assert.deepEqual(known(), ["withdrawn", "complete", "stands", "last"]);
    });

    it("has dropped what ended, but what is complete, and the last sending of each resource", () => {
      reopened(401);
      assert.deepEqual(known(), ["complete", "stands", "last"]);
    });

    it("goes on with the count of sendings where it was", () => {
      reopened(401);
      assert.equal(begin({ identity: "urn:other" }).generation, 1);
    });

    it("stays small, and opens quickly, after 10,000 sendings of a hundred resources", () => {
      const database = new DatabaseSync(path);
      database.exec("BEGIN");
      const insert = database.prepare(
        `INSERT INTO sending (identity, generation, host, account, fingerprint, shape, intentAt, ownerPid, envelopeId, ending)
         VALUES (?, ?, 'https://api.example.com', 'account1', ?, ?, ?, 1, ?, 'archived')`,
      );
      const digest = "0123456789abcdef".repeat(4);
      for (let count = 0; count < 10_000; count += 1) {
        const at = new Date(days(count / 20).now()).toISOString();
        const identity = `urn:pulumi:test::signing::pulumi-nodejs:dynamic/yotisign:Envelope::nda-${count % 100}`;
        insert.run(identity, count, digest, `${digest} ${digest} ${digest}`, at, `envelope-${count}`);
      }
      database.exec("COMMIT");
      database.close();
      const size = (): number => statSync(path).size;
      const full = size();
      reopened(500);
      const rows = new DatabaseSync(path).prepare("SELECT count(*) AS rows FROM sending").get()?.rows;
      const start = performance.now();
      reopened(500);
      const milliseconds = performance.now() - start;
      console.log(
        `      10,000 sendings in 500 days: ${Math.round(full / 1024)} KiB before, ${rows} rows after; opened in ` +
          `${milliseconds.toFixed(1)} ms`,
      );
      // 8,000 of the last 400 days, and three of before.
      assert.equal(rows, 8003);
      assert.ok(size() <= full);
    });
  });

  describe("of another form", () => {
    /** As the first builds made it. */
    const released = (): DatabaseSync => {
      journal.close();
      rmSync(dirname(path), { recursive: true });
      mkdirSync(dirname(path), { recursive: true });
      const database = new DatabaseSync(path);
      database.exec(`CREATE TABLE sending (
        id INTEGER PRIMARY KEY, identity TEXT NOT NULL, generation INTEGER NOT NULL, host TEXT NOT NULL,
        account TEXT NOT NULL, fingerprint TEXT NOT NULL, shape TEXT NOT NULL, intentAt TEXT NOT NULL,
        ownerPid INTEGER NOT NULL, envelopeId TEXT UNIQUE, ending TEXT) STRICT;
        CREATE INDEX sending_identity ON sending (identity);
        CREATE INDEX sending_shape ON sending (shape);`);
      return database;
    };
    const insert = (database: DatabaseSync, envelopeId: string | null): void => {
      const { identity, host, account, fingerprint, shape, intentAt } = intent();
      database
        .prepare(
          `INSERT INTO sending (identity, generation, host, account, fingerprint, shape, intentAt, ownerPid, envelopeId)
           VALUES (?, 0, ?, ?, ?, ?, ?, 1, ?)`,
        )
        .run(identity, host, account, fingerprint, shape, intentAt, envelopeId);
    };

    it("opens one of the first builds, with all that is in it", () => {
      const database = released();
      insert(database, "envelope");
      database.close();
      journal = new Journal(path);
      assert.deepEqual(earlier(), {
        ...intent(),
        id: 1,
        generation: 0,
        ownerPid: 1,
        ownerPlace: null,
        ownerStart: null,
        doubtSince: null,
        envelopeId: "envelope",
        ending: null,
      });
      assert.equal(journal.begin(intent()), undefined);
    });

    it("counts the later of two that an early build let be begun at once", () => {
      const database = released();
      insert(database, "first");
      insert(database, null);
      database.close();
      journal = new Journal(path);
      assert.deepEqual([earlier()?.id, journal.find("first")?.ending], [2, "displaced"]);
    });

    it("leaves a file that an early build goes on to write to", () => {
      const database = new DatabaseSync(path);
      insert(database, "envelope");
      assert.throws(() => insert(database, "another"), /UNIQUE/);
      database.close();
      assert.equal(earlier()?.envelopeId, "envelope");
    });

    it("refuses one that a later release wrote", () => {
      const database = new DatabaseSync(path);
      database.exec("PRAGMA user_version = 99");
      database.close();
      assert.throws(
        () => new Journal(path),
        (error) =>
          error instanceof ConfigError && /later release.*Update pulumi-yotisign/s.test(error.message),
      );
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
