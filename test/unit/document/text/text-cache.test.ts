import assert from "node:assert/strict";
import type { DocumentText } from "../../../../document/index.ts";
import { TextCache } from "../../../../document/text/text-cache.ts";

const textOf = (characters: number): DocumentText => ({ kind: "docx", paragraphs: ["x".repeat(characters)] });

describe("TextCache", () => {
  /** Asks for keys one after the other and tells which were read. */
  const readOf = async (cache: TextCache, keys: string, characters = 10): Promise<string> => {
    const read: string[] = [];
    for (const key of keys)
      await cache.get(key, async () => {
        read.push(key);
        return textOf(characters);
      });
    return read.join("");
  };

  it("reads a text once", async () => {
    assert.equal(await readOf(new TextCache(), "aabab"), "ab");
  });

  it("forgets the text that was not asked for the longest, when there are too many", async () => {
    assert.equal(await readOf(new TextCache(25), "abacab"), "abcb");
  });

  it("does not keep a text that is larger than all it may keep", async () => {
    assert.equal(await readOf(new TextCache(5), "aa"), "aa");
  });

  it("keeps refusals, but not a deadline that passed", async () => {
    const cache = new TextCache();
    const asked: string[] = [];
    for (const code of ["damaged", "damaged", "timed-out", "timed-out"] as const)
      await cache.get(code, async () => {
        asked.push(code);
        return { code, problem: "…" };
      });
    assert.deepEqual(asked, ["damaged", "timed-out", "timed-out"]);
  });

  it("asks again after a failure", async () => {
    const cache = new TextCache();
    const failing = async () => {
      throw new Error("the thread did not start");
    };
    await assert.rejects(cache.get("a", failing));
    assert.equal(await readOf(cache, "a"), "a");
  });
});
