import assert from "node:assert/strict";
import { type Contestant, contestants } from "./contestant.ts";
import { type Measurement, measure } from "./measure.ts";
import { sentEnvelope } from "./sent-envelope.ts";
import { type Series, type UpResult, upResult, upTable } from "./summary.ts";

/** How large a benchmark is. */
export interface UpOptions {
  /** Envelopes of the larger size; the smaller is a quarter of it. */
  n: number;
  /** How often each contestant runs at each size; medians count. */
  runs: number;
}

/**
 * Times `pulumi up` of n envelopes and of a quarter of them with the real CLI, beside the contestants, each on a stack
 * and an emulator of its own.
 *
 * @param log gets a line per run, and the table
 * @throws AssertionError when a contestant did not do what it was to do
 */
export async function upBenchmark({ n, runs }: UpOptions, log: (line: string) => void): Promise<UpResult> {
  const small = Math.max(1, Math.round(n / 4));
  const sent = await sentEnvelope();
  const all: Series[] = [small, n].flatMap((size) =>
    contestants.map((contestant): Series => ({ contestant, size, runs: [] })),
  );
  for (let round = 0; round < runs; round += 1) {
    // Forth and back, so that a machine that becomes slower or faster favours none.
    for (const series of round % 2 === 0 ? all : all.toReversed()) {
      const run = await measure(series.contestant, series.size, { sent });
      series.runs.push(run);
      log(`${series.contestant.title}, ${series.size} envelopes: ${run.seconds.toFixed(2)} s`);
    }
  }
  assertSameSize(all);
  log(`\n${upTable(all, small, n)}\n`);
  return upResult(all, n);
}

/** Pulumi's own time depends on the bytes of its state, so the floor is one only with the same bytes. */
function assertSameSize(all: Series[]): void {
  const bytesOf = (name: Contestant["name"]): number[] =>
    all
      .filter(({ contestant }) => contestant.name === name)
      .flatMap(({ runs }) => runs.map((run: Measurement) => run.stateBytesPerEnvelope));
  const ours = bytesOf("ours");
  const floor = bytesOf("floor");
  const off = ours.map((bytes, index) => Math.abs(bytes / (floor[index] ?? 0) - 1));
  assert(Math.max(...off) < 0.01, `The no-op resources are of another size: ${ours} and ${floor} bytes`);
}
