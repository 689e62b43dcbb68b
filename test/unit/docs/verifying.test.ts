import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { DEFAULT_LIMITS, PACK_PROBLEM_CODES } from "../../../verify/index.ts";
import { SMALL_FILE_BYTES } from "../../../verify/pack-limits.ts";

const page = readFileSync(new URL("../../../docs/verifying.md", import.meta.url), "utf8");

describe("docs/verifying.md", () => {
  it("explains each problem, once, in the order of the code", () => {
    const [, problems = ""] = page.split("\n## Problems\n");
    const codes = [...problems.matchAll(/^\| `([a-z-]+)` \| .+ \|$/gm)].map(([, code]) => code);
    assert.deepEqual(codes, [...PACK_PROBLEM_CODES]);
  });

  it("tells the limits as they are", () => {
    const [, zip, entries, file, total, small, ratio] =
      /at most (\d+) MB and ([\d,]+) entries, a file (\d+) MB, all files together (\d+) MB, and a file of over (\d+) MB at\nmost (\d+) times/.exec(
        page,
      ) ?? [];
    const bytes = (megabytes = ""): number => Number(megabytes) * 1_000_000;
    assert.deepEqual(
      {
        maxZipBytes: bytes(zip),
        maxEntries: Number(entries?.replace(",", "")),
        maxFileBytes: bytes(file),
        maxTotalBytes: bytes(total),
        maxRatio: Number(ratio),
      },
      DEFAULT_LIMITS,
    );
    assert.equal(bytes(small), SMALL_FILE_BYTES);
  });
});
