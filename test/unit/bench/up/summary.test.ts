import assert from "node:assert/strict";
import { contestants } from "../../../../bench/up/contestant.ts";
import type { Measurement } from "../../../../bench/up/measure.ts";
import { type Series, upResult, upTable } from "../../../../bench/up/summary.ts";

const seconds = {
  floor: { 250: [10], 1000: [50, 40, 60] },
  ours: { 250: [11], 1000: [90, 55, 54] },
  bare: { 250: [1], 1000: [4] },
  textbook: { 250: [20], 1000: [165] },
};

const run = (name: keyof typeof seconds, time: number): Measurement => ({
  seconds: time,
  calls: 0,
  callsPerEnvelope: name === "floor" ? 0 : 2.004,
  entries: [],
  stateBytesPerEnvelope: { floor: 2400, ours: 2400.4, bare: 0, textbook: 10_000 }[name],
  peakRssMb: name === "bare" ? undefined : 201.6,
});

const series = (size: 250 | 1000): Series[] =>
  contestants.map((contestant) => {
    const { name } = contestant;
    return { contestant, size, runs: seconds[name][size].map((time) => run(name, time)) };
  });

const all = [...series(250), ...series(1000)];

describe("the result of the benchmark of up", () => {
  it("has the medians of the larger size and their ratios", () => {
    assert.deepEqual(upResult(all, 1000), {
      bench: "up",
      n: 1000,
      seconds: 55,
      textbookSeconds: 165,
      floorSeconds: 50,
      bareSeconds: 4,
      vsTextbook: 3,
      vsFloor: 1.1,
      stateBytesPerEnvelope: 2400,
      callsPerEnvelope: 2,
      peakRssMb: 202,
    });
  });

  it("says null where the memory cannot be told", () => {
    const blind = all.map((one) => ({
      ...one,
      runs: one.runs.map((each) => ({ ...each, peakRssMb: undefined })),
    }));
    assert.equal(upResult(blind, 1000).peakRssMb, null);
  });
});

describe("the table of the benchmark of up", () => {
  it("shows each contestant with its growth, and a dash for what it does not have", () => {
    const cells = upTable(all, 250, 1000)
      .split("\n")
      .map((line) => line.trim().split(/ {2,}/));
    assert.deepEqual(cells, [
      [
        "250 envelopes",
        "1000 envelopes",
        "growth",
        "exponent",
        "state/envelope",
        "calls/envelope",
        "peak memory",
      ],
      [
        "Pulumi alone: no-op resources of the same size",
        ...["10.00 s", "50.00 s", "x 5.00", "1.16", "2400 B", "-", "202 MB"],
      ],
      ["pulumi-yotisign", ...["11.00 s", "55.00 s", "x 5.00", "1.16", "2400 B", "2.00", "202 MB"]],
      ["no Pulumi: the same requests in a loop", ...["1.00 s", "4.00 s", "x 4.00", "1.00", "-", "2.00", "-"]],
      [
        "textbook dynamic provider",
        ...["20.00 s", "165.00 s", "x 8.25", "1.52", "10000 B", "2.00", "202 MB"],
      ],
    ]);
  });
});
