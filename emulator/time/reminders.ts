import { nextReminderAt, remindAutomatically } from "../envelope/automatic-reminders.ts";
import type { Envelope, Instant } from "../envelope/envelope.ts";
import type { EnvelopeStore } from "../store/envelope-store.ts";
import type { DueSource } from "./timeline.ts";

/** Sends reminders when they are due. */
export class Reminders implements DueSource {
  readonly #store: EnvelopeStore;
  /** By envelope: a look at all of them after every step of one would cost too much where there are thousands. */
  readonly #due = new Map<string, Instant>();

  constructor(store: EnvelopeStore) {
    this.#store = store;
  }

  /** Takes note of an envelope's new value. */
  note(envelope: Envelope): void {
    const at = nextReminderAt(envelope);
    if (at === undefined) this.#due.delete(envelope.id);
    else this.#due.set(envelope.id, at);
  }

  /** Takes note of every envelope, and forgets those that are gone. */
  noteAll(): void {
    this.#due.clear();
    for (const envelope of this.#store.all()) this.note(envelope);
  }

  nextDue(): Instant | undefined {
    let next: Instant | undefined;
    for (const at of this.#due.values()) if (next === undefined || at < next) next = at;
    return next;
  }

  run(now: Instant): void {
    for (const [id, at] of this.#due) {
      if (at > now) continue;
      const envelope = this.#store.peek(id);
      // The step is noted in its turn; an envelope that was deleted has none.
      if (envelope) this.#store.take(remindAutomatically(envelope, now));
      else this.#due.delete(id);
    }
  }
}
