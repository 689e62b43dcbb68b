import assert from "node:assert/strict";
import { wordDiff } from "../../../review/text/word-diff.ts";

const words = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, at) => `w${at + from}`).join(" ");

describe("the changed words of a text", () => {
  it("do not depend on white space", () => {
    assert.deepEqual(wordDiff("one  two\nthree", "one two three"), {
      available: true,
      runs: [{ kind: "same", text: "one two three" }],
      removed: 0,
      added: 0,
    });
  });

  it("are told with the words beside them", () => {
    const change = wordDiff(`${words(40)} old ${words(40, 50)}`, `${words(40)} new ${words(40, 50)}`, {
      contextWords: 2,
    });
    assert.deepEqual(change, {
      available: true,
      runs: [
        { kind: "same", text: "… w38 w39" },
        { kind: "removed", text: "old" },
        { kind: "added", text: "new" },
        { kind: "same", text: "w50 w51 …" },
      ],
      removed: 1,
      added: 1,
    });
  });

  it("are not looked for without end", () => {
    const change = wordDiff(words(3000), words(3000, 5000));
    assert.deepEqual(change, { available: false, why: "more than 2,000 words differ: read it anew" });
  });

  it("are found in a long text", () => {
    const before = words(150_000);
    const change = wordDiff(before, before.replace("w75000", "other"));
    assert.ok(change.available);
    assert.deepEqual([change.removed, change.added, change.runs.length], [1, 1, 4]);
  });
});
