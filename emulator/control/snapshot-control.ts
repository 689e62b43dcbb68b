import { restoreSnapshot, type Snapshot, takeSnapshot } from "../snapshot/snapshot.ts";
import type { World } from "../world.ts";

/** The part of the control that is about all the emulator knows. */
export interface SnapshotControl {
  /** All the emulator knows, as plain JSON. */
  snapshot(): Snapshot;
  /**
   * Takes a snapshot's place; held answers are let go. What fell due since it was taken happens now, and what is QUEUED is
   * processed as if it had just been created.
   *
   * @throws Refusal 422 for what is no snapshot, or one of a newer emulator; then all is as it was
   */
  restore(snapshot: Snapshot): void;
  /**
   * Forgets envelopes, documents, e-mails, webhooks, verifications and counts, lets held answers go, sets the clock back,
   * and plans the faults the emulator started with, from its seed.
   */
  reset(): void;
}

/** The control of all a world knows. */
export function snapshotControl({ clock, held, kept, reminders, timeline }: World): SnapshotControl {
  const begin = (): void => {
    held.release();
    reminders.noteAll();
    timeline.catchUp();
  };
  return {
    snapshot: () => takeSnapshot(kept, new Date(clock.now()).toISOString()),
    restore(snapshot) {
      restoreSnapshot(kept, snapshot);
      begin();
    },
    reset() {
      for (const one of Object.values(kept)) one.clear();
      begin();
    },
  };
}
