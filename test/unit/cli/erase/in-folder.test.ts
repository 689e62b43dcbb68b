import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { zipSync } from "fflate";
import { partsInFolder } from "../../../../cli/erase/in-folder.ts";
import { Person } from "../../../../cli/erase/person.ts";
import { DocumentReader } from "../../../../document/index.ts";
import { newFolder } from "../../sdk/client/test-files.ts";

describe("the files of a folder that hold a person", () => {
  it("are told by line, by part of a zip and by name; what is not to be looked into is not", async () => {
    await using folder = await newFolder();
    const person = new Person("pat@example.com");
    const text = (content: string): Uint8Array => new TextEncoder().encode(content);
    mkdirSync(join(folder.path, "node_modules"));
    mkdirSync(join(folder.path, "packs"));
    await folder.write("index.ts", "const a = 1;\nconst b = 'PAT@example.com';\n");
    await folder.write("pat@example.com.txt", "nothing");
    await folder.write("node_modules/x.js", "pat@example.com");
    await folder.write("packs/x.txt", "pat@example.com");
    await folder.write("picture.bin", "\0pat@example.com");
    await folder.write("broken.zip", "PK");
    await folder.write(
      "pack.zip",
      Buffer.from(zipSync({ "a.xml": text("<to>pat@example.com</to>"), "b.xml": text("") })),
    );
    const failures: string[] = [];
    const skips = new Set([join(folder.path, "packs")]);
    const parts = await partsInFolder(folder.path, person, new DocumentReader(), skips, (one) =>
      failures.push(one),
    );
    assert.deepEqual(
      parts.map(({ path, part, holds }) => [relative(folder.path, path), part, holds]),
      [
        ["index.ts", "2", ["e-mail"]],
        ["pack.zip", "a.xml", ["e-mail"]],
        ["pat@example.com.txt", "its name", ["e-mail"]],
      ],
    );
    assert.deepEqual([failures.length, failures[0]?.includes("broken.zip cannot be looked into")], [1, true]);
  });
});
