import { Refusal } from "../envelope/refusal.ts";
import type { World } from "../world.ts";

/** The part of the control that is about time. */
export interface TimeControl {
  /** The emulator's present, in ISO 8601. */
  now(): string;
  /** Puts the clock forward, lets happen what is due on the way, and says what time it is then. */
  advance(seconds: number): string;
  /**
   * The same, to a moment in ISO 8601.
   *
   * @throws Refusal 400 for no such moment, 409 for one that has passed
   */
  advanceTo(moment: string): string;
  /**
   * Waits until nothing is under way: what was scheduled to be processed is, and webhooks that were due are answered or
   * given up.
   */
  settled(): Promise<void>;
}

/** The control of a world's time. */
export function timeControl({ clock, timeline, processing, webhooks }: World): TimeControl {
  const now = (): string => new Date(clock.now()).toISOString();
  return {
    now,
    advance(seconds) {
      timeline.advanceTo(clock.now() + seconds * 1000);
      return now();
    },
    advanceTo(moment) {
      const at = Date.parse(moment);
      if (Number.isNaN(at))
        throw new Refusal(
          400,
          "malformed_moment",
          "This is no moment; write one as in 2026-01-31T12:00:00.000Z.",
        );
      if (at < clock.now())
        throw new Refusal(
          409,
          "moment_passed",
          "The emulator's clock goes forward only; reset sets it back.",
        );
      timeline.advanceTo(at);
      return now();
    },
    async settled() {
      await processing.settled();
      await webhooks.settled();
    },
  };
}
