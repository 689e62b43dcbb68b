import { Refusal } from "../envelope/refusal.ts";
import type { Kept } from "./kept.ts";

/** All that an emulator knew at a moment, as plain JSON. It holds people's data, and the links they sign by. */
export interface Snapshot {
  readonly snapshotVersion: 1;
  /** The emulator's time then, in ISO 8601. */
  readonly takenAt: string;
  /** By the name of what it is the state of. */
  readonly state: Readonly<Record<string, unknown>>;
}

/** What everything that is kept holds now. The snapshot shares nothing with it. */
export function takeSnapshot(kept: Readonly<Record<string, Kept>>, takenAt: string): Snapshot {
  const state = Object.fromEntries(Object.entries(kept).map(([name, one]) => [name, one.keep()]));
  return structuredClone({ snapshotVersion: 1, takenAt, state });
}

/**
 * Puts everything that is kept back to a snapshot. What the snapshot, of an older emulator, knows nothing of is emptied.
 *
 * @throws Refusal 422 for what is no snapshot, or one of a newer emulator; then all is as it was
 */
export function restoreSnapshot(kept: Readonly<Record<string, Kept>>, snapshot: Snapshot): void {
  const { state } = readSnapshot(snapshot);
  const unknown = Object.keys(state).filter((name) => !Object.hasOwn(kept, name));
  if (unknown.length > 0)
    throw new Refusal(
      422,
      "newer_snapshot",
      `The snapshot has parts this emulator does not know: ${unknown.join(", ")}. Restore it with the version that took it.`,
    );
  const before = takeSnapshot(kept, "");
  try {
    restoreParts(kept, state);
  } catch (cause) {
    restoreParts(kept, before.state);
    throw cause;
  }
}

function restoreParts(kept: Readonly<Record<string, Kept>>, state: Snapshot["state"]): void {
  for (const [name, one] of Object.entries(kept)) {
    if (!Object.hasOwn(state, name)) {
      one.clear();
      continue;
    }
    try {
      one.restore(structuredClone(state[name]));
    } catch {
      throw new Refusal(
        422,
        "damaged_snapshot",
        `The snapshot's state.${name} is not what an emulator takes.`,
      );
    }
  }
}

function readSnapshot(value: unknown): Snapshot {
  const { snapshotVersion, state } = (value ?? {}) as Partial<Snapshot>;
  if (snapshotVersion === undefined || typeof state !== "object" || state === null)
    throw new Refusal(
      422,
      "no_snapshot",
      "This is no snapshot of an emulator: it has no snapshotVersion or state.",
    );
  if (snapshotVersion !== 1)
    throw new Refusal(
      422,
      "newer_snapshot",
      "The snapshot is of a newer emulator; restore it with the version that took it.",
    );
  return value as Snapshot;
}
