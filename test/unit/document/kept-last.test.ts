import assert from "node:assert/strict";
import { KeptLast } from "../../../document/kept-last.ts";

/** What the tests keep: so much, or what is not to be kept. */
const sized = (max = 100): KeptLast<number | "passing"> =>
  new KeptLast(max, (value) => (value === "passing" ? undefined : value));

describe("KeptLast", () => {
  /** Asks for keys one after the other and tells which were made. */
  const madeOf = async (kept: ReturnType<typeof sized>, keys: string, size = 10): Promise<string> => {
    const made: string[] = [];
    for (const key of keys)
      await kept.get(key, async () => {
        made.push(key);
        return size;
      });
    return made.join("");
  };

  it("makes a value once", async () => {
    assert.equal(await madeOf(sized(), "aabab"), "ab");
  });

  it("makes it once for all who ask at the same time, also where it is too large to be kept", async () => {
    const kept = sized(5);
    let made = 0;
    const make = async (): Promise<number> => {
      made += 1;
      return 10;
    };
    await Promise.all([kept.get("a", make), kept.get("a", make)]);
    assert.equal(made, 1);
  });

  it("forgets what was not asked for the longest, when there is too much", async () => {
    assert.equal(await madeOf(sized(25), "abacab"), "abcb");
  });

  it("does not keep what is larger than all it may keep", async () => {
    assert.equal(await madeOf(sized(5), "aa"), "aa");
  });

  it("keeps what has no size, but not what is not to be kept", async () => {
    const kept = sized();
    assert.equal(await madeOf(kept, "aa", 0), "a");
    let made = 0;
    for (const _ of [1, 2])
      await kept.get("b", async () => {
        made += 1;
        return "passing";
      });
    assert.equal(made, 2);
  });

  it("asks again after a failure", async () => {
    const kept = sized();
    const failing = async (): Promise<never> => {
      throw new Error("the thread did not start");
    };
    await assert.rejects(kept.get("a", failing));
    assert.equal(await madeOf(kept, "a"), "a");
  });
});
