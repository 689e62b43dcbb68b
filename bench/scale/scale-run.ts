import { type Contestant, contestantNamed } from "../up/contestant.ts";
import { Ground, type StateEntry, type Timing } from "../up/ground.ts";
import { measureOn } from "../up/measure.ts";

/** What is done to a stack, in this order. */
export const phases = [
  "up",
  /** `pulumi up` of the same program again. */
  "noChange",
  /** `pulumi refresh` while all are out for signature. */
  "refreshActive",
  /** The first one after all were signed: each has something to tell. */
  "refreshSigned",
  /** One more: all are known to be complete. */
  "refreshComplete",
] as const;

export type Phase = (typeof phases)[number];

/** The sizes of a benchmark of `n`. */
export const sizesOf = (n: number): { small: number; large: number } => ({
  small: Math.max(1, Math.round(n / 4)),
  large: 4 * n,
});

/** What is run: one contestant with so many envelopes. */
export interface Course {
  contestant: Contestant["name"];
  size: number;
  /** Whether Pulumi writes its state after each step. */
  checkpoints: boolean;
  /** Whether all phases are run, or the first. */
  whole: boolean;
}

/** A course, run once. */
export interface ScaleRun extends Course {
  timings: Partial<Record<Phase, Timing>>;
}

/**
 * Runs a course on a stack and an emulator of its own.
 *
 * @param sent an envelope as state has it, for the contestant that imitates it
 * @throws Error when a command failed, or did not do what it was to do
 */
export async function scaleRun(course: Course, sent: StateEntry): Promise<ScaleRun> {
  const contestant = contestantNamed(course.contestant);
  const ground = await Ground.prepare(contestant, course.size, { sent, checkpoints: course.checkpoints });
  const { stack, emulator } = ground;
  try {
    const up = await measureOn(ground, contestant, course.size);
    if (!course.whole || contestant.runsOn === "node") return { ...course, timings: { up } };
    const noChange = await ground.time(() => stack.up("--skip-preview", "--expect-no-changes"));
    const refresh = (): Promise<Timing> => ground.time(() => stack.refresh("--skip-preview"));
    const refreshActive = await refresh();
    await emulator.signAll();
    const refreshSigned = await refresh();
    const refreshComplete = await refresh();
    return { ...course, timings: { up, noChange, refreshActive, refreshSigned, refreshComplete } };
  } finally {
    await ground.dispose();
  }
}
