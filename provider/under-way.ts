import { type Owner, ownerStatus } from "./journal/owner.ts";
import { RefusedError } from "./refusal.ts";
import { type Runtime, sendTimeoutSeconds } from "./runtime.ts";

/** What the journal has on a request that was begun and has no outcome, as far as time goes. */
export interface Begun extends Owner {
  identity: string;
  intentAt: string;
  doubtSince: string | null;
}

export const pause = 500;

/**
 * Waits for the process that began a request and may still be at it: one that certainly runs until it has ended, another
 * one as long as a request can take.
 *
 * @param reread what the journal has on it now; undefined: it has an outcome
 * @param what what that process is doing, after "is still"
 * @returns the latest time at which the request can have left, in milliseconds since 1970; undefined: it has an outcome
 * @throws RefusedError when a process that certainly runs is at it for longer than a request can take
 */
export async function ownerDone(
  runtime: Runtime,
  reread: () => Begun | undefined,
  what: string,
): Promise<number | undefined> {
  const lookedAt = runtime.now();
  for (;;) {
    const begun = reread();
    if (!begun) return undefined;
    const { latest, busy } = outlook(runtime, begun, lookedAt);
    if (!busy) return latest;
    if (runtime.now() >= lookedAt + longest) throw stillRunning(begun, what);
    const message = `Waiting for an earlier run that is still ${what}`;
    runtime.engine.show({ severity: "info", message, urn: begun.identity, ephemeral: true });
    await runtime.wait(pause);
  }
}

/**
 * Whether a process may be at its request at this moment.
 *
 * @param lookedAt when this run first looked, in milliseconds since 1970
 */
export const mayBeUnderWay = (runtime: Runtime, begun: Begun, lookedAt: number): boolean =>
  outlook(runtime, begun, lookedAt).busy && runtime.now() < lookedAt + longest;

const longest = sendTimeoutSeconds * 1000;

/**
 * @param lookedAt when this run first looked: the clock may have been wrong at the intent, and a time to come bounds
 * nothing
 */
function outlook(runtime: Runtime, begun: Begun, lookedAt: number): { latest: number; busy: boolean } {
  if (begun.doubtSince !== null)
    return { latest: Math.min(Date.parse(begun.doubtSince), lookedAt), busy: false };
  const latest = Math.min(Date.parse(begun.intentAt), lookedAt) + longest;
  switch (ownerStatus(begun)) {
    case "gone":
      return { latest: Math.min(latest, runtime.now()), busy: false };
    case "running":
      return { latest, busy: true };
    default:
      return { latest, busy: runtime.now() < latest };
  }
}

const stillRunning = ({ ownerPid, intentAt }: Begun, what: string): RefusedError =>
  new RefusedError(
    `Process ${ownerPid} of an earlier run is still there, and may still be ${what} (begun ${intentAt}). Nothing was done. ` +
      "Let it end, or end it, and run `pulumi up` again",
  );
