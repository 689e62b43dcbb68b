import type { EnvelopeState, EnvelopeStatus } from "../schema/envelope-state.ts";
import { YotiSignError } from "../sdk/client/index.ts";
import type { Runtime } from "./runtime.ts";

/** Statuses after which nothing happens that an envelope's own answer would tell and a list would not. */
const last: readonly EnvelopeStatus[] = ["COMPLETE", "ARCHIVED"];

/** The status of each id that the service listed. */
type Listed = ReadonlyMap<string, string>;

/**
 * The statuses of an account's envelopes, asked for in batches (reference, endpoint 12) instead of one by one: a refresh of
 * many that are complete or archived needs no more. The ids are the journal's; what it does not have is asked for by
 * itself.
 */
export class ListedStatuses {
  readonly #runtime: Runtime;
  #asked = 0;
  /** By the fingerprint of the key that sent them: a stack's other accounts may not even list these. */
  readonly #listed = new Map<string, Promise<Listed>>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /**
   * Whether an envelope that was complete or archived still is. The first of a run is left to be asked for by itself: a
   * run for one envelope must not list all of the stack.
   *
   * @returns false where only the envelope's own answer tells
   */
  async isAsBefore(state: EnvelopeState): Promise<boolean> {
    if (!last.includes(state.status)) return false;
    this.#asked += 1;
    if (this.#asked === 1) return false;
    const listed = this.#listed.get(state.account) ?? this.#list(state);
    this.#listed.set(state.account, listed);
    return (await listed).get(state.envelopeId) === state.status;
  }

  async #list({ identity, host, account, accountName }: EnvelopeState): Promise<Listed> {
    const ids = this.#runtime.journal(identity).unended(host, account);
    try {
      const found = await this.#runtime.service(accountName).client.findEnvelopes(ids);
      return new Map(found.map(({ envelope_id, status = "" }) => [envelope_id, status]));
    } catch (error) {
      // Each is asked for by itself then, and what is wrong is said about it.
      if (error instanceof YotiSignError) return new Map();
      throw error;
    }
  }
}
