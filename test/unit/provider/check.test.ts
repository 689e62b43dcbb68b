import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { unknownValue } from "../../../schema/unknown.ts";
import { type Declared, providerText, samplePdf, urnOf, withRecipient } from "./sample-envelope.ts";
import { World } from "./world.ts";

describe("the check of a declared envelope", () => {
  let world: World;

  before(async () => {
    world = await World.start();
  });
  after(() => world.stop());
  beforeEach(() => world.write("nda.pdf", samplePdf()));

  const path = (): string => join(world.folder, "nda.pdf");

  /** What people read about an envelope that does not exist. */
  async function complaints(declared: unknown): Promise<string> {
    const { failures } = await world.provider().check({}, named(declared as Declared));
    for (const { property } of failures) assert.equal(property, "");
    return failures.map(({ reason }) => reason).join("\n");
  }

  /** What people read about an envelope that was sent as `before` and is declared as `now`; and what is kept. */
  async function again(before: Declared, now: Declared) {
    const { inputs: old } = await world.provider().check({}, named(before));
    const { inputs, failures } = await world.provider().check(old, named(now));
    return { documents: inputs.documents, complaints: failures.map(({ reason }) => reason).join("\n") };
  }

  const named = (declared: Declared) =>
    structuredClone({ ...declared, identity: urnOf("nda"), __provider: providerText });

  it("adds to each document what it found out about the file", async () => {
    const { inputs } = await world.provider().check({}, named(world.nda()));
    const { sha256, ...rest } = inputs.documents[0] ?? {};
    assert.match(String(sha256), /^[0-9a-f]{64}$/);
    assert.deepEqual(rest, { path: path(), pages: 2, bytes: samplePdf().length });
  });

  it("calls nothing, and writes no journal", async () => {
    await complaints(world.nda());
    const calls = Object.values(world.emulator.control.calls());
    assert.deepEqual([Math.max(...calls), existsSync(join(world.folder, "journal.sqlite"))], [0, false]);
  });

  it("names one thing on one line, and says that nothing was sent", async () => {
    assert.equal(
      await complaints(world.nda({ onDelete: "keep" as never })),
      "onDelete must be one of archive, delete, retain (nothing was sent)",
    );
  });

  it("names everything that is wrong at once, each with its place", async () => {
    const tag = { type: "signature", pageNumber: 3, x: 0.95, y: 0.1 } as const;
    const wrong = withRecipient(world.nda({ name: "" }), "Company", { signGroup: 3, tags: [tag] });
    const lines = (await complaints(wrong)).split("\n");
    assert.equal(lines[0], "4 things are wrong, nothing was sent:");
    assert.deepEqual(
      lines.slice(1).map((line) => line.trim().split(" ")[1]),
      ["name", "recipients[1].tags[0].x", "recipients[1].signGroup", "recipients[1].tags[0].pageNumber"],
    );
  });

  for (const [what, change, place] of [
    ["no documents", { documents: [] }, "documents"],
    ["documents that are no list", { documents: "nda.pdf" }, "documents"],
    ["a document without a path", { documents: [{}] }, "documents[0].path"],
    ["a document whose path is no text", { documents: [{ path: 5 }] }, "documents[0].path"],
    ["a document that is nothing", { documents: [null] }, "documents[0].path"],
    ["a document that does not exist", { documents: [{ path: "/no/such.pdf" }] }, "documents[0]"],
    [
      "a document with a field of another name",
      { documents: [{ path: "", file: "x" }] },
      "documents[0].path",
    ],
    ["a field that envelopes do not have", { subject: "x" }, "subject"],
    ["an id that is none in supersedes", { supersedes: "nda" }, "supersedes"],
    ["a list in supersedes", { supersedes: ["11111111-2222-4333-8444-555555555555"] }, "supersedes"],
    ["an id that is none in adopt", { adopt: "" }, "adopt"],
    ["a text in sealed", { sealed: "true" }, "sealed"],
    ["no time to wait", { acceptTimeoutSeconds: 0 }, "acceptTimeoutSeconds"],
    ["a text as time to wait", { acceptTimeoutSeconds: "60" }, "acceptTimeoutSeconds"],
    ["a recipient that is none", { recipients: ["pat@example.com"] }, "recipients[0]"],
    ["no recipients", { recipients: [] }, "recipients"],
  ] as const)
    it(`refuses ${what}`, async () => {
      const text = await complaints({ ...world.nda(), ...change });
      assert.ok(text.includes(place), text);
      assert.doesNotMatch(text, /@/);
    });

  for (const [what, document, place] of [
    ["a file name that is no text", { fileName: 5 }, "documents[0].fileName must be"],
    ["an empty file name", { fileName: "" }, "documents[0].fileName must be"],
    ["a file name with a slash", { fileName: "a/nda.pdf" }, "documents[0].fileName must be"],
    ["a file name with a quotation mark", { fileName: '"nda".pdf' }, "documents[0].fileName must be"],
    ["a file name with a line break", { fileName: "nda\n.pdf" }, "documents[0].fileName must be"],
    ["a file name of another kind than the file", { fileName: "nda.docx" }, "documents[0]"],
    ["a file name without a kind", { fileName: "nda" }, "documents[0]"],
    ["a file name that is too long", { fileName: `${"x".repeat(252)}.pdf` }, "documents[0]"],
    ["a SHA-256 that is none", { sha256: "abc" }, "documents[0] has the SHA-256"],
    ["a SHA-256 that is no text", { sha256: 5 }, "documents[0] has the SHA-256"],
    [
      "another file than the one that is declared",
      { sha256: "0".repeat(64) },
      "documents[0] has the SHA-256",
    ],
  ] as const)
    it(`refuses ${what}`, async () => {
      const text = await complaints({ ...world.nda(), documents: [{ path: path(), ...document }] });
      assert.ok(text.includes(place), text);
    });

  it("takes a SHA-256 in capitals too, as some tools print it", async () => {
    const { inputs } = await world.provider().check({}, named(world.nda()));
    const sha256 = inputs.documents[0]?.sha256?.toUpperCase() as string;
    assert.equal(await complaints({ ...world.nda(), documents: [{ path: path(), sha256 }] }), "");
  });

  it("refuses two documents of one name, and takes them under two", async () => {
    mkdirSync(join(world.folder, "other"), { recursive: true });
    const other = world.write("other/nda.pdf", samplePdf("other"));
    const recipients = world.nda().recipients.map(({ tags: _, ...recipient }) => recipient);
    const documents = [{ path: path() }, { path: other }];
    assert.match(
      await complaints(world.nda({ documents, recipients })),
      /documents\[1\] has the name of documents\[0\] too/,
    );
    const renamed = [{ path: path() }, { path: other, fileName: "other.pdf" }];
    assert.equal(await complaints(world.nda({ documents: renamed, recipients })), "");
  });

  it("asks for each tag's file where there are several", async () => {
    const documents = [{ path: path() }, { path: path(), fileName: "other.pdf" }];
    assert.match(
      await complaints(world.nda({ documents })),
      /recipients\[0\]\.tags\[0\]\.fileName is required/,
    );
  });

  it("refuses more than 20 files, and more than 20 MB", async () => {
    const many = Array.from({ length: 21 }, (_, index) => ({ path: path(), fileName: `${index}.pdf` }));
    const recipients = world.nda().recipients.map(({ tags: _, ...recipient }) => recipient);
    assert.match(
      await complaints(world.nda({ documents: many, recipients })),
      /documents has 21 files; at most 20/,
    );
    const large = world.write("large.pdf", samplePdf("x".repeat(10_000_000)));
    const two = ["a.pdf", "b.pdf"].map((fileName) => ({ path: large, fileName }));
    assert.match(
      await complaints(world.nda({ documents: two, recipients })),
      /documents has 20\.0 MB; at most 20 MB/,
    );
  });

  it("refuses a file that is not what it claims to be, in words of its owner", async () => {
    const picture = world.write("picture.pdf", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"));
    assert.match(
      await complaints(world.nda({ documents: [{ path: picture }] })),
      /documents\[0\].*picture\.pdf/,
    );
  });

  it("names two recipients of one key", async () => {
    const twice = withRecipient(world.nda(), "archive", { key: "Company" });
    assert.match(
      await complaints(twice),
      /recipients\[2\]\.key is the key of recipients\[1\] too; keys must differ/,
    );
  });

  it("refuses an address as key, be it from the role: keys are shown", async () => {
    for (const change of [{ key: "pat@example.com" }, { role: "pat@example.com" }]) {
      const text = await complaints(withRecipient(world.nda(), "Partner", change));
      assert.match(text, /recipients\[0\]\.key must be no e-mail address/);
      assert.doesNotMatch(text, /pat@/);
    }
  });

  it("names fields as a program writes them", async () => {
    const text = await complaints(withRecipient(world.nda(), "Partner", { auth: "none" } as never));
    assert.match(text, /recipients\[0\]\.auth is not a field here/);
    assert.match(text, /authType, signGroup/);
    assert.doesNotMatch(text, /sign_group/);
  });

  it("judges in a preview what it can", async () => {
    const partly = withRecipient(world.nda(), "Partner", { email: unknownValue, signGroup: 7 });
    const text = await complaints(partly);
    assert.match(text, /recipients\[0\]\.signGroup is 7/);
    assert.doesNotMatch(text, /email/);
  });

  it("waits for a document that is not known yet", async () => {
    assert.equal(await complaints(world.nda({ documents: [{ path: unknownValue }] })), "");
    assert.equal(await complaints(world.nda({ documents: unknownValue as never })), "");
    assert.equal(await complaints(world.nda({ recipients: unknownValue as never })), "");
  });

  describe("that was sent", () => {
    it("keeps what was found out about a file that is gone", async () => {
      const { inputs } = await world.provider().check({}, named(world.nda()));
      rmSync(path());
      const { inputs: now, failures } = await world.provider().check(inputs, named(world.nda()));
      assert.deepEqual(failures, []);
      assert.deepEqual(now.documents, inputs.documents);
    });

    it("refuses another file that is not there", async () => {
      const { complaints } = await again(
        world.nda(),
        world.nda({ documents: [{ path: join(world.folder, "new.pdf") }] }),
      );
      assert.match(complaints, /documents\[0\].*new\.pdf/);
    });

    it("finds out anew about a file that changed", async () => {
      const { inputs } = await world.provider().check({}, named(world.nda()));
      world.write("nda.pdf", samplePdf("changed"));
      const { inputs: now } = await world.provider().check(inputs, named(world.nda()));
      assert.notEqual(now.documents[0]?.sha256, inputs.documents[0]?.sha256);
    });

    it("does not look at a file that ignoreChanges takes from the last run", async () => {
      const { inputs } = await world.provider().check({}, named(world.nda()));
      world.write("nda.pdf", samplePdf("changed"));
      const { inputs: now, failures } = await world
        .provider()
        .check(inputs, { ...named(world.nda()), documents: inputs.documents });
      assert.deepEqual([now.documents, failures], [inputs.documents, []]);
    });

    it("refuses a file other than the one that is declared now, although it was sent", async () => {
      const pinned = world.nda({ documents: [{ path: path(), sha256: "0".repeat(64) }] });
      assert.match((await again(world.nda(), pinned)).complaints, /documents\[0\] has the SHA-256/);
    });

    it("is not judged by rules that came later", async () => {
      // A name that this version refuses stands for one that an earlier version took.
      const old = { ...named(world.nda({ name: "x".repeat(126) })), documents: [{ path: path() }] };
      const { inputs } = await world.provider().check({}, old);
      const { failures } = await world.provider().check(inputs, old);
      assert.deepEqual(failures, []);
    });

    it("is not judged by what a later version thinks of its files", async () => {
      const content = Buffer.from("%PDF-1.7 that an earlier version took");
      world.write("nda.pdf", content);
      const sha256 = hash("sha256", content);
      const document = { path: path(), sha256, pages: 2, bytes: content.length };
      const { inputs, failures } = await world
        .provider()
        .check({ ...named(world.nda()), documents: [document] }, named(world.nda()));
      assert.deepEqual([inputs.documents, failures], [[document], []]);
    });

    for (const [what, change] of [
      ["a misspelt way to end it", { onDelete: "retian" }],
      ["a misspelt setting", { onDelte: "retain" }],
      ["a wrong time to wait", { acceptTimeoutSeconds: -1 }],
      ["an id that is none", { supersedes: "nda" }],
    ] as const)
      it(`is refused for ${what} although nothing else changed`, async () => {
        const { complaints } = await again(world.nda(), world.nda(change as never));
        assert.ok(complaints.includes(Object.keys(change)[0] ?? ""), complaints);
      });

    it("is refused for two recipients of one key although nothing else changed", async () => {
      const { complaints } = await again(
        world.nda(),
        withRecipient(world.nda(), "archive", { key: "Company" }),
      );
      assert.match(complaints, /keys must differ/);
    });
  });

  it("refuses a file that may not be read, or a folder, and does not stop at a path that cannot be", async () => {
    const file = world.write("locked.pdf", samplePdf());
    chmodSync(file, 0);
    // A privileged user may read the locked file all the same; what matters is an answer.
    for (const odd of [
      file,
      world.folder,
      `${world.folder}/\u0000.pdf`,
      `${world.folder}/${"x".repeat(5000)}.pdf`,
      `${path()}/nda.pdf`,
    ])
      assert.equal(typeof (await complaints(world.nda({ documents: [{ path: odd }] }))), "string");
  });
});
