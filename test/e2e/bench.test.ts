import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const root = new URL("../../", import.meta.url).pathname;

describe("the benchmark of up, in small", function () {
  this.timeout(180_000);

  it("ends with one line of JSON whose ratios are those of its times", async () => {
    const args = ["bench/main.ts", "up", "--n", "2"];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
    const result = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
    const { seconds, textbookSeconds, floorSeconds, bareSeconds, stateBytesPerEnvelope, peakRssMb, ...rest } =
      result;
    for (const figure of [seconds, textbookSeconds, floorSeconds, bareSeconds, stateBytesPerEnvelope])
      assert(figure > 0, stdout);
    assert(peakRssMb === null || peakRssMb > 0, stdout);
    assert.deepEqual(rest, {
      bench: "up",
      n: 2,
      vsTextbook: Number((textbookSeconds / seconds).toFixed(2)),
      vsFloor: Number((seconds / floorSeconds).toFixed(2)),
      // Two for each, and one search for duplicates.
      callsPerEnvelope: 2.5,
    });
  });
});
