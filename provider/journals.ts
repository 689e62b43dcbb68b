import { FormerStacks, mayHaveFormerJournal, ownerPrefix } from "./former-stacks.ts";
import { comes } from "./handed-over.ts";
import type { Change } from "./journal/changes.ts";
import { readLastEdits } from "./journal/lost-edits.ts";
import { Journal } from "./journal.ts";
import { journalPlace } from "./journal-path.ts";
import type { Runtime } from "./runtime.ts";

type Surroundings = Pick<Runtime, "env" | "now" | "settings" | "wait">;

/** The journals of a run: one for each stack it has to do with, and what renamed stacks have under their former names. */
export class Journals {
  readonly #runtime: Surroundings;
  readonly #byPath = new Map<string, Journal>();
  readonly #former: FormerStacks;
  /** By stack, the wait until its former name would be known. */
  readonly #settled = new Map<string, Promise<void>>();
  /** By the path of a journal. */
  readonly #lastEdits = new Map<string, Map<string, Change[]>>();
  #stateHasEnvelopes = false;

  constructor(runtime: Surroundings) {
    this.#runtime = runtime;
    this.#former = new FormerStacks(runtime.env);
  }

  /**
   * Whether the journal knows all that was sent before: it is in a place that lasts, or has something to tell. On a
   * runner whose disk is new each time, it is empty beside a state that is kept elsewhere; where the state has envelopes
   * and the journal nothing, it was lost, or stayed behind when the stack moved.
   */
  remembers(identity: string): boolean {
    if (this.#stateHasEnvelopes && this.of(identity).wasEmpty) return false;
    const lasts =
      this.#runtime.settings.journal !== undefined || journalPlace(identity, this.#runtime.env).isBesideState;
    return lasts || !this.of(identity).wasEmpty;
  }

  /**
   * Notes under which identity a resource is known from the last run: another stack or project in it means that the stack
   * was renamed, or the resource moved, and what the journal has under the former name is taken along ({@link FormerStacks}).
   */
  knownAs(former: string | undefined, identity: string): void {
    if (ownerPrefix(former) === undefined || former === undefined) return;
    this.#stateHasEnvelopes = true;
    this.#former.note(former, identity);
  }

  /**
   * Waits until a former name of a stack would be known, up to 2 s, where its journal has nothing and another may have.
   *
   * @throws ConfigError when the journal cannot be opened or written
   */
  settled(identity: string): Promise<void> {
    const prefix = ownerPrefix(identity) ?? "";
    const known = this.#settled.get(prefix) ?? this.#settle(prefix, identity);
    this.#settled.set(prefix, known);
    return known;
  }

  async #settle(prefix: string, identity: string): Promise<void> {
    const isOwnFile = this.#runtime.settings.journal === undefined;
    if (!mayHaveFormerJournal(this.of(identity), prefix, isOwnFile)) return;
    await comes(this.#runtime, () => this.#former.isKnown(prefix));
  }

  /**
   * The journal of the stack that a resource belongs to.
   *
   * @throws ConfigError when it cannot be opened or written
   */
  of(identity: string): Journal {
    const prefix = ownerPrefix(identity) ?? "";
    const owner = this.#former.nameOf(prefix, identity);
    const path = this.#journalPath(owner + identity.slice(prefix.length));
    let journal = this.#byPath.get(path);
    if (!journal) {
      journal = new Journal(path, {
        now: this.#runtime.now,
        searchDays: this.#runtime.settings.duplicateGuardDays,
      });
      this.#byPath.set(path, journal);
    }
    this.#former.takeOver(journal, owner, identity, (urn) => this.#journalPath(urn));
    return journal;
  }

  /** The last edits of the envelope's recipients that the journal had when this was first asked; nothing is opened. */
  lastEdits({ envelopeId, host }: Pick<Change, "envelopeId" | "host">, identity: string): Change[] {
    const path = this.#journalPath(identity);
    const all = this.#lastEdits.get(path) ?? Map.groupBy(readLastEdits(path), (edit) => edit.envelopeId);
    this.#lastEdits.set(path, all);
    return (all.get(envelopeId) ?? []).filter((edit) => edit.host === host);
  }

  #journalPath(identity: string): string {
    return this.#runtime.settings.journal ?? journalPlace(identity, this.#runtime.env).path;
  }
}
