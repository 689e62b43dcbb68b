import { sentEnvelope } from "../up/sent-envelope.ts";
import { type Course, type ScaleRun, scaleRun, sizesOf } from "./scale-run.ts";
import { type ScaleResult, scaleResult, scaleTables } from "./scale-summary.ts";
import { type ShardsRun, shardsRun } from "./shards-run.ts";

/** How large a benchmark is. */
export interface ScaleOptions {
  /** Envelopes; a quarter and four times as many are timed too. */
  n: number;
  /** How often each is run; medians count. */
  runs: number;
}

/**
 * Times many envelopes with the real CLI: with and without Pulumi's checkpoints, sending, without a change and
 * refreshing, in one stack and in four at once, beside the contestants of `up`.
 *
 * @param log gets a line per run, and the tables
 * @throws Error when a contestant did not do what it was to do
 */
export async function scaleBenchmark(
  { n, runs }: ScaleOptions,
  log: (line: string) => void,
): Promise<ScaleResult> {
  const sent = await sentEnvelope();
  const measured: ScaleRun[] = [];
  const sharded: ShardsRun[] = [];
  for (let round = 0; round < runs; round += 1) {
    const courses = coursesOf(n);
    // Forth and back, so that a machine that becomes slower or faster favours none.
    for (const course of round % 2 === 0 ? courses : courses.toReversed()) {
      const run = await scaleRun(course, sent);
      measured.push(run);
      const { contestant, size, checkpoints } = course;
      const took = Object.entries(run.timings).map(
        ([phase, { seconds, calls }]) => `${phase} ${seconds.toFixed(2)} s, ${calls} calls`,
      );
      log(`${contestant}, ${size} envelopes, checkpoints ${checkpoints ? "on" : "off"}: ${took.join("; ")}`);
    }
    for (const checkpoints of [true, false]) {
      const run = await shardsRun(n, checkpoints);
      sharded.push(run);
      log(`four stacks at once, checkpoints ${checkpoints ? "on" : "off"}: ${run.seconds.toFixed(2)} s`);
    }
  }
  log(`\n${scaleTables(measured, sharded, n)}\n`);
  return scaleResult(measured, sharded, n);
}

/** Those whose ratio is wanted stand side by side. With checkpoints four times as many would take half an hour. */
function coursesOf(n: number): Course[] {
  const { small, large } = sizesOf(n);
  const off = [small, n, large].flatMap((size) =>
    (["floor", "ours", "bare", "textbook"] as const).map(
      (contestant): Course => ({ contestant, size, checkpoints: false, whole: size === n }),
    ),
  );
  const on = [small, n].flatMap((size) =>
    (["floor", "ours"] as const).map(
      (contestant): Course => ({ contestant, size, checkpoints: true, whole: false }),
    ),
  );
  return [...off, ...on];
}
