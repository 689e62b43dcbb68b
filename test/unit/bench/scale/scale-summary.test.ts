import assert from "node:assert/strict";
import type { ScaleRun } from "../../../../bench/scale/scale-run.ts";
import { scaleResult, scaleTables } from "../../../../bench/scale/scale-summary.ts";
import type { Timing } from "../../../../bench/up/ground.ts";

const timing = (seconds: number, calls = 0, peakRssMb = 200): Timing => ({
  seconds,
  calls,
  peakRssMb,
});

const run = (
  contestant: ScaleRun["contestant"],
  size: number,
  up: Timing,
  more: Partial<ScaleRun> = {},
): ScaleRun => ({
  contestant,
  size,
  checkpoints: false,
  whole: false,
  ...more,
  timings: { up, ...more.timings },
});

const again = (seconds: number, calls: number): ScaleRun["timings"] => ({
  noChange: timing(seconds, 0, 240),
  refreshActive: timing(seconds, calls),
  refreshSigned: timing(seconds, calls),
  refreshComplete: timing(seconds / 2, calls === 0 ? 0 : 11),
});

const runs: ScaleRun[] = [
  ...[25, 100, 400].flatMap((size) => [
    run("floor", size, timing(size / 100), size === 100 ? { timings: again(1, 0) } : {}),
    run(
      "ours",
      size,
      timing((1.5 * size) / 100, 2 * size + 1),
      size === 100 ? { timings: again(2, 100) } : {},
    ),
    run("bare", size, { ...timing(0.5, 2 * size), peakRssMb: undefined }),
    run("textbook", size, timing((4 * size) / 100, 2 * size), size === 100 ? { timings: again(3, 100) } : {}),
  ]),
  run("ours", 100, timing(1.7, 201, 260)),
  run("ours", 100, timing(1.3, 201, 220)),
  ...[25, 100].flatMap((size) => [
    run("floor", size, timing((size * size) / 1000), { checkpoints: true }),
    run("ours", size, timing((size * size) / 500), { checkpoints: true }),
  ]),
];
const sharded = [
  { checkpoints: true, seconds: 6 },
  { checkpoints: false, seconds: 2 },
];

describe("the result of the benchmark of many envelopes", () => {
  it("has medians, what ours may take, how time grows, and the calls of each refresh", () => {
    assert.deepEqual(scaleResult(runs, sharded, 100), {
      bench: "scale",
      n: 100,
      seconds: 1.5,
      floorSeconds: 1,
      bareSeconds: 0.5,
      textbookSeconds: 4,
      aimSeconds: 2,
      exponents: [1, 1],
      floorExponents: [1, 1],
      checkpointsSeconds: 20,
      checkpointsFloorSeconds: 10,
      checkpointsExponent: 2,
      noChangeSeconds: 2,
      noChangeFloorSeconds: 1,
      noChangeCalls: 0,
      refreshFloorSeconds: 1,
      refreshActiveSeconds: 2,
      refreshActiveCalls: 100,
      refreshSignedSeconds: 2,
      refreshSignedCalls: 100,
      refreshCompleteSeconds: 1,
      refreshCompleteCalls: 11,
      fourStacksCheckpointsSeconds: 6,
      fourStacksSeconds: 2,
      peakRssMb: 240,
    });
  });

  it("says null where the memory cannot be told", () => {
    const blind = runs.map((one) => ({
      ...one,
      timings: Object.fromEntries(
        Object.entries(one.timings).map(([phase, each]) => [phase, { ...each, peakRssMb: undefined }]),
      ),
    }));
    assert.equal(scaleResult(blind, sharded, 100).peakRssMb, null);
  });
});

describe("the tables of the benchmark of many envelopes", () => {
  it("show every size, phase and number of stacks, and a dash for what was not run", () => {
    const cells = scaleTables(runs, sharded, 100)
      .split("\n")
      .map((line) => line.trim().split(/ {2,}/));
    assert.deepEqual(cells, [
      ["pulumi up", "25", "100", "400", "exponent to 100", "to 400", "peak memory"],
      [
        "Pulumi alone: no-op resources of the same size, checkpoints off",
        "0.25 s",
        "1.00 s",
        "4.00 s",
        "1.00",
        "1.00",
        "200 MB",
      ],
      ["pulumi-yotisign, checkpoints off", "0.38 s", "1.50 s", "6.00 s", "1.00", "1.00", "220 MB"],
      ["no Pulumi: the same requests in a loop", "0.50 s", "0.50 s", "0.50 s", "0.00", "0.00", "-"],
      ["textbook dynamic provider, checkpoints off", "1.00 s", "4.00 s", "16.00 s", "1.00", "1.00", "200 MB"],
      [
        "Pulumi alone: no-op resources of the same size, checkpoints on",
        "0.63 s",
        "10.00 s",
        "-",
        "2.00",
        "-",
        "200 MB",
      ],
      ["pulumi-yotisign, checkpoints on", "1.25 s", "20.00 s", "-", "2.00", "-", "200 MB"],
      [""],
      ["100, checkpoints off", "Pulumi alone", "ours", "calls", "textbook", "calls"],
      ["pulumi up, nothing changed", "1.00 s", "2.00 s", "0", "3.00 s", "0"],
      ["pulumi refresh, all out for signature", "1.00 s", "2.00 s", "100", "3.00 s", "100"],
      ["pulumi refresh, all signed since", "1.00 s", "2.00 s", "100", "3.00 s", "100"],
      ["pulumi refresh, all complete before", "0.50 s", "1.00 s", "11", "1.50 s", "11"],
      [""],
      ["pulumi up of 100", "one stack", "four stacks at once"],
      ["checkpoints on", "20.00 s", "6.00 s"],
      ["checkpoints off", "1.50 s", "2.00 s"],
    ]);
  });
});
