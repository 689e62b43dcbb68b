import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Journal } from "./journal.ts";
import { stackGone } from "./stack-gone.ts";

/** What a URN begins with: stack and project. */
export const ownerPrefix = (urn: string | undefined): string | undefined =>
  urn?.match(/^urn:pulumi:[^:]+::[^:]+::/)?.[0];

interface FormerStack {
  /** As in {@link FormerName}. */
  from: string;
  to: string;
  /** One URN of it. */
  identity: string;
  /** Whether it is there no more; undefined: nobody can tell. */
  gone: boolean | undefined;
  /** Whether all was taken over or copied that is to be at once. */
  begun: boolean;
  /** By their former URNs, this run's resources that came from there, and are to be taken over still. */
  waiting: Set<string>;
  taken: Set<string>;
}

/**
 * The stacks that resources of this run belonged to before: renamed since, or still there, as after `pulumi state move`.
 * Of a stack that is gone, all that its journal has is taken over. Of one that is there still, what is about the resources
 * that this run has from it. Where nobody can tell, that, too, and the rest is copied, so that neither lacks anything; in a
 * journal that both share, where nothing can be there twice, what is about resources of the names that this run declares.
 */
export class FormerStacks {
  readonly #env: NodeJS.ProcessEnv;
  readonly #byPrefix = new Map<string, FormerStack>();
  readonly #unchanged = new Set<string>();

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  /** Notes the URN that a resource had in the last run. */
  note(former: string, identity: string): void {
    const [from, to] = [ownerPrefix(former), ownerPrefix(identity)];
    if (from === undefined || to === undefined) return;
    if (from === to) {
      this.#unchanged.add(to);
      return;
    }
    const gone = stackGone(former, identity, this.#env);
    const fresh = { begun: false, waiting: new Set<string>(), taken: new Set<string>() };
    const known = this.#byPrefix.get(from) ?? { from, to, identity: former, gone, ...fresh };
    this.#byPrefix.set(from, known);
    waitFor(known, former);
  }

  /** Whether a resource of the last run has told what a stack was called then. */
  isKnown(prefix: string): boolean {
    return this.#unchanged.has(prefix) || [...this.#byPrefix.values()].some(({ to }) => to === prefix);
  }

  /** What a stack is called now, by what the URN of a resource of this run begins with. */
  nameOf(prefix: string, identity: string): string {
    const former = this.#byPrefix.get(prefix);
    if (!former) return prefix;
    waitFor(former, identity);
    return former.to;
  }

  /**
   * Takes over what a stack's journal is to have from those of its former names.
   *
   * @param identity the resource that it is about to be asked for
   * @param pathOf where the journal of a URN's stack is
   * @throws ConfigError when one of them cannot be opened or written
   */
  takeOver(journal: Journal, owner: string, identity: string, pathOf: (identity: string) => string): void {
    for (const former of this.#byPrefix.values()) {
      if (former.to !== owner) continue;
      const path = pathOf(former.identity);
      const isShared = path === journal.path;
      if (isShared && former.gone === undefined && identity.startsWith(owner))
        waitFor(former, former.from + identity.slice(owner.length));
      if (former.begun && (former.gone || former.waiting.size === 0)) continue;
      const named = [...former.waiting];
      const moved = former.gone ? "all" : named;
      if (isShared) journal.renameOwner(former, moved);
      else if (existsSync(path))
        journal.takeOver(path, former, {
          copied: former.gone === undefined && !former.begun ? "all" : moved,
          moved,
        });
      former.begun = true;
      for (const one of named) former.taken.add(one);
      former.waiting.clear();
    }
  }
}

function waitFor({ waiting, taken }: FormerStack, former: string): void {
  if (!taken.has(former)) waiting.add(former);
}

/** Whether a stack may have another journal from the time when it had another name, since its own has nothing of it. */
export function mayHaveFormerJournal(journal: Journal, prefix: string, isOwnFile: boolean): boolean {
  if (journal.hasOf(prefix)) return false;
  if (!isOwnFile) return !journal.wasEmpty;
  // One folder for each project, which may have another name, too.
  const all = dirname(dirname(journal.path));
  return readdirSync(all, { recursive: true, encoding: "utf8" }).some(
    (name) => name.endsWith(".sqlite") && join(all, name) !== journal.path,
  );
}
