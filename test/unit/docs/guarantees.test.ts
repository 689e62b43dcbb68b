import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const page = new URL("../../../docs/guarantees.md", import.meta.url);
const rows = readFileSync(page, "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && line.includes("](../test/"));

/** The tests that a row names: a linked file, then the beginnings of titles in quotation marks. */
const testsIn = (row: string): { file: string; titles: string[] }[] =>
  [...row.matchAll(/\]\((\.\.\/test\/[^)]+)\)((?:,? ?"[^"]+")*)/g)].map(([, file = "", titles = ""]) => ({
    file,
    titles: [...titles.matchAll(/"([^"]+)"/g)].map(([, title = ""]) => title),
  }));

describe("the page of guarantees", () => {
  it("has promises, each with a test", () => {
    const withoutTest = readFileSync(page, "utf8")
      .split(/^## /m)
      .slice(1)
      .filter((section) => section.includes("| promise |"))
      .flatMap((section) => section.split("\n").filter((line) => /^\| (?!promise )/.test(line)))
      .filter((row) => testsIn(row).length === 0);
    assert.deepEqual(withoutTest, []);
    assert.ok(rows.length > 20, String(rows.length));
  });

  it("names tests that are there, by the beginning of their titles", () => {
    const missing = rows.flatMap(testsIn).flatMap(({ file, titles }) => {
      const path = fileURLToPath(new URL(file, page));
      if (!existsSync(path)) return [file];
      const text = readFileSync(path, "utf8");
      const named = [...text.matchAll(/\b(?:it|describe)\(\s*(["`])((?:\\.|(?!\1).)*)\1/gs)].map(
        ([, , title = ""]) => title,
      );
      return titles
        .filter((title) => !named.some((known) => known.startsWith(title)))
        .map((title) => `${file}: ${title}`);
    });
    assert.deepEqual(missing, []);
  });
});
