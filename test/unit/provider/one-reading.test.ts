import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { DocumentReader } from "../../../document/index.ts";
import { pdfEngine } from "../../../document/pdf/pdf-engine.ts";
import { originalsOf } from "../../../provider/signed-documents/originals.ts";
import { type Declared, urnOf, withRecipient } from "./sample-envelope.ts";
import { World } from "./world.ts";

/** Counts how often a file is read and how often PDFium is asked, while both go on as ever. */
function counted(path: string) {
  const [readFile, perform] = [fs.readFile, pdfEngine.perform];
  const counts = { readFile: 0, facts: 0, text: 0, traits: 0 } as Record<string, number>;
  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  fs.readFile = ((...args: Parameters<typeof readFile>) => {
    if (args[0] === path) count("readFile");
    return readFile(...args);
  }) as typeof readFile;
  syncBuiltinESMExports();
  pdfEngine.perform = ((...args: Parameters<typeof perform>) => {
    count(args[0].task);
    return perform.apply(pdfEngine, args);
  }) as typeof perform;
  return {
    counts,
    [Symbol.dispose]() {
      fs.readFile = readFile;
      syncBuiltinESMExports();
      pdfEngine.perform = perform;
    },
  };
}

describe("a document of 200 envelopes", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  it("is parsed once for all checks, policies and sendings of a run", async () => {
    const rules = { "signer-has-signature-tag": "mandatory", "document-has-no-scripts": "mandatory" };
    const policy = world.write("yotisign.policy.yaml", JSON.stringify({ extends: "none", rules }));
    world.config["yotisign:policy"] = policy;
    world.config["yotisign:maxSendsPerUp"] = "200";
    const provider = world.provider();
    const path = `${world.folder}/nda.pdf`;
    using seen = counted(path);
    const declared = (name: string): Declared & { identity: string } => ({
      ...withRecipient(world.nda(), "Company", { name }),
      name,
      identity: urnOf(name),
    });
    const names = Array.from({ length: 200 }, (_, index) => `NDA ${index}`);
    const checked = await Promise.all(
      names.map((name) => provider.check({}, structuredClone(declared(name)))),
    );
    assert.deepEqual(
      checked.flatMap(({ failures }) => failures),
      [],
    );
    await Promise.all(checked.map(({ inputs }) => provider.create(inputs)));
    console.log(`      ${JSON.stringify(seen.counts)}`);
    assert.equal(world.statuses().length, 200);
    assert.deepEqual(seen.counts, { readFile: 1, facts: 1, text: 1, traits: 1 });
  });

  it("is read once for all packs that are compared with it, after it was checked", async () => {
    world.nda();
    const path = `${world.folder}/nda.pdf`;
    using seen = counted(path);
    const reader = new DocumentReader();
    const { sha256 } = await reader.read(path);
    const all = await Promise.all(
      Array.from({ length: 200 }, () => originalsOf(reader, [{ fileName: "nda.pdf", path, sha256 }])),
    );
    const bytes = readFileSync(path);
    assert.ok(
      all.every(
        ({ documents: [one], notes }) => bytes.equals(one?.content ?? Buffer.of()) && notes.length === 0,
      ),
    );
    assert.equal(seen.counts.readFile, 1);
  });
});
