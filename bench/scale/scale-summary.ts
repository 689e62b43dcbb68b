import { type Contestant, contestantNamed } from "../up/contestant.ts";
import { growth, median, rounded, table } from "../up/figures.ts";
import type { Timing } from "../up/ground.ts";
import { type Phase, phases, type ScaleRun, sizesOf } from "./scale-run.ts";
import type { ShardsRun } from "./shards-run.ts";

/**
 * The line that ends the benchmark, for programs to read. Seconds are of `n` envelopes with checkpoints off, unless the
 * name says otherwise.
 */
export interface ScaleResult {
  bench: "scale";
  n: number;
  /** Of `pulumi up` with this package, from its start to its end. */
  seconds: number;
  floorSeconds: number;
  bareSeconds: number;
  textbookSeconds: number;
  /** The time of Pulumi alone and twice that of the bare loop: what ours may take. */
  aimSeconds: number;
  /** The exponent e of time ~ size^e, from a quarter of `n` to `n` and from `n` to four times as many. */
  exponents: [number, number];
  floorExponents: [number, number];
  checkpointsSeconds: number;
  checkpointsFloorSeconds: number;
  /** From a quarter of `n` to `n`. */
  checkpointsExponent: number;
  noChangeSeconds: number;
  noChangeFloorSeconds: number;
  noChangeCalls: number;
  refreshFloorSeconds: number;
  refreshActiveSeconds: number;
  refreshActiveCalls: number;
  refreshSignedSeconds: number;
  refreshSignedCalls: number;
  refreshCompleteSeconds: number;
  refreshCompleteCalls: number;
  /** Four stacks of a quarter each, at once, with checkpoints. */
  fourStacksCheckpointsSeconds: number;
  fourStacksSeconds: number;
  /** The largest of the provider process in any phase, in MB (10^6 bytes); null where it cannot be told. */
  peakRssMb: number | null;
}

type Name = Contestant["name"];

/** Finds the median of a figure among all runs. */
function figures(runs: readonly ScaleRun[]) {
  return (
    name: Name,
    size: number,
    { phase = "up", checkpoints = false }: { phase?: Phase; checkpoints?: boolean } = {},
    figure: (timing: Timing) => number | undefined = ({ seconds }) => seconds,
  ): number =>
    median(
      runs
        .filter((run) => run.contestant === name && run.size === size && run.checkpoints === checkpoints)
        .flatMap(({ timings: { [phase]: timing } }) => (timing ? [figure(timing) ?? Number.NaN] : [])),
    );
}

const callsOf = ({ calls }: Timing): number => calls;

/** The result at `n`. */
export function scaleResult(
  runs: readonly ScaleRun[],
  sharded: readonly ShardsRun[],
  n: number,
): ScaleResult {
  const { small, large } = sizesOf(n);
  const of = figures(runs);
  const secondsOf = (name: Name, ...rest: [] | [Parameters<typeof of>[2]]): number =>
    rounded(of(name, n, ...rest));
  const exponent = (name: Name, from: number, to: number, checkpoints = false): number =>
    rounded(
      growth(
        { size: from, seconds: of(name, from, { checkpoints }) },
        { size: to, seconds: of(name, to, { checkpoints }) },
      ).exponent,
    );
  const exponents = (name: Name): [number, number] => [exponent(name, small, n), exponent(name, n, large)];
  const phase = (which: Phase) => ({
    seconds: secondsOf("ours", { phase: which }),
    calls: of("ours", n, { phase: which }, callsOf),
  });
  const [noChange, active, signed, complete] = [
    phase("noChange"),
    phase("refreshActive"),
    phase("refreshSigned"),
    phase("refreshComplete"),
  ] as const;
  const peak = Math.max(
    ...phases.map((which) => of("ours", n, { phase: which }, ({ peakRssMb }) => peakRssMb)),
  );
  const stacks = (checkpoints: boolean): number =>
    rounded(median(sharded.filter((run) => run.checkpoints === checkpoints).map(({ seconds }) => seconds)));
  return {
    bench: "scale",
    n,
    seconds: secondsOf("ours"),
    floorSeconds: secondsOf("floor"),
    bareSeconds: secondsOf("bare"),
    textbookSeconds: secondsOf("textbook"),
    aimSeconds: rounded(of("floor", n) + 2 * of("bare", n)),
    exponents: exponents("ours"),
    floorExponents: exponents("floor"),
    checkpointsSeconds: secondsOf("ours", { checkpoints: true }),
    checkpointsFloorSeconds: secondsOf("floor", { checkpoints: true }),
    checkpointsExponent: exponent("ours", small, n, true),
    noChangeSeconds: noChange.seconds,
    noChangeFloorSeconds: secondsOf("floor", { phase: "noChange" }),
    noChangeCalls: noChange.calls,
    refreshFloorSeconds: secondsOf("floor", { phase: "refreshActive" }),
    refreshActiveSeconds: active.seconds,
    refreshActiveCalls: active.calls,
    refreshSignedSeconds: signed.seconds,
    refreshSignedCalls: signed.calls,
    refreshCompleteSeconds: complete.seconds,
    refreshCompleteCalls: complete.calls,
    fourStacksCheckpointsSeconds: stacks(true),
    fourStacksSeconds: stacks(false),
    peakRssMb: Number.isNaN(peak) ? null : rounded(peak, 0),
  };
}

/** Three tables: sending by size, what is done with `n` that are there, and several stacks at once. */
export function scaleTables(runs: readonly ScaleRun[], sharded: readonly ShardsRun[], n: number): string {
  return [sending(runs, n), doneAgain(runs, n), atOnce(runs, sharded, n)].join("\n\n");
}

const shown = (seconds: number): string => (Number.isNaN(seconds) ? "-" : `${seconds.toFixed(2)} s`);

function sending(runs: readonly ScaleRun[], n: number): string {
  const { small, large } = sizesOf(n);
  const of = figures(runs);
  const line = (name: Name, checkpoints: boolean): string[] => {
    const at = (size: number): number => of(name, size, { checkpoints });
    const exponent = (from: number, to: number): string => {
      const e = growth({ size: from, seconds: at(from) }, { size: to, seconds: at(to) }).exponent;
      return Number.isNaN(e) ? "-" : e.toFixed(2);
    };
    const peak = of(name, n, { checkpoints }, ({ peakRssMb }) => peakRssMb);
    return [
      `${contestantNamed(name).title}${name === "bare" ? "" : `, checkpoints ${checkpoints ? "on" : "off"}`}`,
      ...[small, n, large].map((size) => shown(at(size))),
      exponent(small, n),
      exponent(n, large),
      Number.isNaN(peak) ? "-" : `${peak.toFixed(0)} MB`,
    ];
  };
  const headings = [
    ...["pulumi up", ...[small, n, large].map(String)],
    ...[`exponent to ${n}`, `to ${large}`, "peak memory"],
  ];
  return table(headings, [
    line("floor", false),
    line("ours", false),
    line("bare", false),
    line("textbook", false),
    line("floor", true),
    line("ours", true),
  ]);
}

const phaseTitles: Record<Exclude<Phase, "up">, string> = {
  noChange: "pulumi up, nothing changed",
  refreshActive: "pulumi refresh, all out for signature",
  refreshSigned: "pulumi refresh, all signed since",
  refreshComplete: "pulumi refresh, all complete before",
};

function doneAgain(runs: readonly ScaleRun[], n: number): string {
  const of = figures(runs);
  const rows = (Object.keys(phaseTitles) as (keyof typeof phaseTitles)[]).map((phase) => [
    phaseTitles[phase],
    ...(["floor", "ours"] as const).map((name) => shown(of(name, n, { phase }))),
    String(of("ours", n, { phase }, callsOf)),
    shown(of("textbook", n, { phase })),
    String(of("textbook", n, { phase }, callsOf)),
  ]);
  return table([`${n}, checkpoints off`, "Pulumi alone", "ours", "calls", "textbook", "calls"], rows);
}

function atOnce(runs: readonly ScaleRun[], sharded: readonly ShardsRun[], n: number): string {
  const of = figures(runs);
  const rows = [true, false].map((checkpoints) => [
    `checkpoints ${checkpoints ? "on" : "off"}`,
    shown(of("ours", n, { checkpoints })),
    shown(median(sharded.filter((run) => run.checkpoints === checkpoints).map(({ seconds }) => seconds))),
  ]);
  return table([`pulumi up of ${n}`, "one stack", "four stacks at once"], rows);
}
