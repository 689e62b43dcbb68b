import { existsSync } from "node:fs";
import type { FormerName } from "./journal/former-name.ts";
import { Journal } from "./journal.ts";
import { journalPlace } from "./journal-path.ts";
import type { Runtime } from "./runtime.ts";

/** The journals of a run: one for each stack it has to do with, and what renamed stacks have under their former names. */
export class Journals {
  readonly #runtime: Pick<Runtime, "env" | "now" | "settings">;
  readonly #byPath = new Map<string, Journal>();
  /** By what identities of a renamed stack or project began with, what they begin with now. */
  readonly #newNames = new Map<string, string>();
  /** The former names whose journal is still to be taken over. */
  readonly #toTakeOver = new Map<string, FormerOwner>();
  #stateHasEnvelopes = false;

  constructor(runtime: Pick<Runtime, "env" | "now" | "settings">) {
    this.#runtime = runtime;
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
   * was renamed, and what its journal has under the former name is this stack's.
   */
  knownAs(former: string | undefined, identity: string): void {
    const [from, to] = [ownerPrefix(former), ownerPrefix(identity)];
    if (from !== undefined) this.#stateHasEnvelopes = true;
    if (from === undefined || to === undefined || from === to || this.#newNames.get(from) === to) return;
    this.#newNames.set(from, to);
    this.#toTakeOver.set(to, { from, to, identity: former ?? "" });
  }

  /**
   * The journal of the stack that a resource belongs to.
   *
   * @throws ConfigError when it cannot be opened or written
   */
  of(identity: string): Journal {
    const prefix = ownerPrefix(identity) ?? "";
    const owner = this.#newNames.get(prefix) ?? prefix;
    const path = this.#journalPath(owner + identity.slice(prefix.length));
    let journal = this.#byPath.get(path);
    if (!journal) {
      journal = new Journal(path, {
        now: this.#runtime.now,
        searchDays: this.#runtime.settings.duplicateGuardDays,
      });
      this.#byPath.set(path, journal);
    }
    const former = this.#toTakeOver.get(owner);
    if (former) {
      const formerPath = this.#journalPath(former.identity);
      if (formerPath === path) journal.renameOwner(former);
      else if (existsSync(formerPath)) journal.takeOver(formerPath, former);
      this.#toTakeOver.delete(owner);
    }
    return journal;
  }

  #journalPath(identity: string): string {
    return this.#runtime.settings.journal ?? journalPlace(identity, this.#runtime.env).path;
  }
}

interface FormerOwner extends FormerName {
  /** One of that time. */
  identity: string;
}

/** What a URN begins with: stack and project. */
const ownerPrefix = (urn: string | undefined): string | undefined =>
  urn?.match(/^urn:pulumi:[^:]+::[^:]+::/)?.[0];
