import type { EnvelopeState } from "../schema/envelope-state.ts";

/**
 * What this run's calls found out for the calls that follow in the same process: Pulumi tells a delete neither why it
 * happens nor what the program says, and a diff neither what was read before it nor whether a program asks at all.
 */
export class Approvals {
  /** By identity, what the resource says it supersedes. */
  readonly #declared = new Map<string, string | undefined>();
  readonly #created = new Set<string>();
  readonly #replacing = new Map<string, boolean>();
  readonly #standing = new Map<string, EnvelopeState>();
  readonly #drifted = new Set<string>();

  /** Notes that the program declares this resource, and which envelope it says it supersedes. */
  declare(identity: string, supersedes?: string): void {
    this.#declared.set(identity, supersedes);
  }

  /**
   * Whether a diff asks what a declaration means. Without a check before it, it is a refresh that asks whether what was
   * just read differs.
   */
  isDeclared(identity: string): boolean {
    return this.#declared.has(identity);
  }

  /**
   * Notes that a refresh read something else than the state had.
   *
   * @param which an envelope's id; the identity of another resource
   */
  drifted(which: string): void {
    this.#drifted.add(which);
  }

  hasDrifted(which: string): boolean {
    return this.#drifted.has(which);
  }

  /** Notes that this resource is to be sent, and returns how many are so far. */
  willSend(identity: string): number {
    return this.#created.add(identity).size;
  }

  /**
   * Notes that this envelope's resource is still declared, so that a delete, or a create beside it, can only mean a
   * replacement.
   *
   * @param identity the resource as it is declared now
   * @param approved whether the program names this envelope as superseded, or withdrawing it reaches nobody
   */
  considered(state: EnvelopeState, identity: string, approved: boolean): void {
    this.#replacing.set(state.envelopeId, approved);
    if (!approved) this.stands(state, identity);
  }

  /** Notes that this resource's envelope is to stay, whatever Pulumi does. */
  stands(state: EnvelopeState, identity: string = state.identity): void {
    this.#standing.set(identity, state);
  }

  /** The envelope that a create of this resource has to give back instead of sending another. */
  standing(identity: string): EnvelopeState | undefined {
    return this.#standing.get(identity);
  }

  /** Why an envelope is being deleted: replaced with or without approval, or no longer declared. */
  reason(envelopeId: string, identity: string): "superseded" | "replaced" | "removed" {
    // `up --target-replace` and a tainted resource are checked and then replaced, without a diff.
    const undiffed = this.#declared.has(identity) ? this.#declared.get(identity) === envelopeId : undefined;
    const approved = this.#replacing.get(envelopeId) ?? undiffed;
    if (approved === undefined) return "removed";
    return approved ? "superseded" : "replaced";
  }
}
