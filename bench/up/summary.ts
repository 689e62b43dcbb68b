import { type Contestant, contestants } from "./contestant.ts";
import { growth, median, rounded, table } from "./figures.ts";
import type { Measurement } from "./measure.ts";

/** All runs of one contestant with one number of envelopes. */
export interface Series {
  contestant: Contestant;
  size: number;
  runs: Measurement[];
}

/** The line that ends the benchmark, for programs to read. */
export interface UpResult {
  bench: "up";
  n: number;
  /** Of `pulumi up` with this package, from its start to its end. */
  seconds: number;
  textbookSeconds: number;
  floorSeconds: number;
  bareSeconds: number;
  /** How many times faster than the textbook provider. */
  vsTextbook: number;
  /** How many times the time of Pulumi alone. */
  vsFloor: number;
  /** Compact JSON. */
  stateBytesPerEnvelope: number;
  callsPerEnvelope: number;
  /** Of the provider process, in MB (10^6 bytes); null where it cannot be told. */
  peakRssMb: number | null;
}

/** The result for the larger size. */
export function upResult(all: Series[], n: number): UpResult {
  const middle = (name: Contestant["name"], figure: (run: Measurement) => number): number =>
    median(seriesOf(all, name, n).runs.map(figure));
  const secondsOf = (name: Contestant["name"]): number => rounded(middle(name, (run) => run.seconds));
  const seconds = secondsOf("ours");
  const textbookSeconds = secondsOf("textbook");
  const floorSeconds = secondsOf("floor");
  const peak = middle("ours", (run) => run.peakRssMb ?? Number.NaN);
  return {
    bench: "up",
    n,
    seconds,
    textbookSeconds,
    floorSeconds,
    bareSeconds: secondsOf("bare"),
    vsTextbook: rounded(textbookSeconds / seconds),
    vsFloor: rounded(seconds / floorSeconds),
    stateBytesPerEnvelope: Math.round(middle("ours", (run) => run.stateBytesPerEnvelope)),
    callsPerEnvelope: rounded(middle("ours", (run) => run.callsPerEnvelope)),
    peakRssMb: Number.isNaN(peak) ? null : rounded(peak, 0),
  };
}

/** One line per contestant, with how its time grows from the smaller size to the larger. */
export function upTable(all: Series[], small: number, large: number): string {
  const headings = [
    "",
    `${small} envelopes`,
    `${large} envelopes`,
    "growth",
    "exponent",
    "state/envelope",
    "calls/envelope",
    "peak memory",
  ];
  return table(
    headings,
    contestants.map((contestant) => {
      const at = (size: number): Measurement[] => seriesOf(all, contestant.name, size).runs;
      const secondsAt = (size: number): number => median(at(size).map(({ seconds }) => seconds));
      const middle = (figure: (run: Measurement) => number): number => median(at(large).map(figure));
      const { ratio, exponent } = growth(
        { size: small, seconds: secondsAt(small) },
        { size: large, seconds: secondsAt(large) },
      );
      const peak = middle((run) => run.peakRssMb ?? Number.NaN);
      const bytes = middle((run) => run.stateBytesPerEnvelope);
      return [
        contestant.title,
        `${secondsAt(small).toFixed(2)} s`,
        `${secondsAt(large).toFixed(2)} s`,
        `x ${ratio.toFixed(2)}`,
        exponent.toFixed(2),
        bytes === 0 ? "-" : `${bytes.toFixed(0)} B`,
        contestant.sends ? middle((run) => run.callsPerEnvelope).toFixed(2) : "-",
        Number.isNaN(peak) ? "-" : `${peak.toFixed(0)} MB`,
      ];
    }),
  );
}

function seriesOf(all: Series[], name: Contestant["name"], size: number): Series {
  const series = all.find((one) => one.contestant.name === name && one.size === size);
  if (!series) throw new Error(`There is no run of ${name} with ${size} envelopes`);
  return series;
}
