import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import { isSameId } from "./same-id.ts";

/**
 * What this run's calls found out for the calls that follow in the same process: Pulumi tells a delete neither why it
 * happens nor what the program says, and a diff neither what was read before it nor whether a program asks at all.
 */
export class Approvals {
  /** By identity, what the resource says it supersedes. */
  readonly #declared = new Map<string, string | undefined>();
  /** By the id of an envelope that is to be replaced, in lower case, what is to be sent in its place. */
  readonly #successors = new Map<string, IdentifiedInputs>();
  /** The resources that are to be created, until that begins. */
  readonly #awaited = new Set<string>();
  readonly #arrived = new Set<string>();
  readonly #created = new Set<string>();
  readonly #replacing = new Map<string, boolean>();
  /** By the id of an envelope in the state, the resource that has it. */
  readonly #holders = new Map<string, string>();
  readonly #standing = new Map<string, EnvelopeState>();
  readonly #drifted = new Set<string>();
  readonly #refused = new Set<string>();
  readonly #withdrawn = new Set<string>();

  /** Notes that the program declares this resource, and which envelope it says it supersedes. */
  declare(identity: string, { supersedes }: { supersedes?: string } = {}): void {
    this.#declared.set(identity, supersedes);
  }

  /**
   * Notes what is to be sent in the place of an envelope. What a diff was told counts: policies may have changed it since
   * it was checked, and Pulumi checks it once more afterwards.
   */
  succeeds(envelopeId: string, inputs: IdentifiedInputs): void {
    if (!this.successor(envelopeId)) this.#successors.set(envelopeId.toLowerCase(), inputs);
  }

  /** What is to be sent in the place of an envelope; undefined: nothing that this run knows of. */
  successor(envelopeId: string): IdentifiedInputs | undefined {
    return this.#successors.get(envelopeId.toLowerCase());
  }

  /** Whether this resource's next envelope is sent in the place of none that a diff has told of. */
  isNew(identity: string): boolean {
    return ![...this.#replacing.keys()].some(
      (envelopeId) => this.successor(envelopeId)?.identity === identity,
    );
  }

  /** The envelope in whose place this resource's next one is to be sent; undefined: none that this run knows of. */
  predecessor(identity: string): string | undefined {
    return [...this.#successors].find(([, successor]) => successor.identity === identity)?.[0];
  }

  /** As {@link predecessor}, where the state has it of this very resource. */
  predecessorInState(identity: string): string | undefined {
    const id = this.predecessor(identity);
    return [...this.#holders].find(([held, holder]) => isSameId(held, id) && holder === identity)?.[0];
  }

  /** Whether this resource is known to have another envelope in its state than this one. */
  holdsOther(identity: string, envelopeId: string): boolean {
    return [...this.#holders].some(([held, holder]) => holder === identity && held !== envelopeId);
  }

  /** Notes that this run has seen to it that an envelope is over. */
  withdrew(envelopeId: string): void {
    this.#withdrawn.add(envelopeId.toLowerCase());
  }

  isWithdrawn(envelopeId: string): boolean {
    return this.#withdrawn.has(envelopeId.toLowerCase());
  }

  /** Notes that this resource is to be created. */
  awaits(identity: string): void {
    this.#awaited.add(identity);
  }

  /** Notes that the creation of this resource begins. */
  arrived(identity: string): void {
    this.#arrived.add(identity);
    this.#awaited.delete(identity);
  }

  /**
   * Whether a resource waits to be created. Pulumi creates all that is new before it deletes what is no longer declared, so
   * a delete meanwhile is no removal: what is deleted is replaced, under a new name perhaps.
   */
  get awaitsCreation(): boolean {
    return this.#awaited.size > 0;
  }

  /**
   * Whether a diff asks what a declaration means. Without a check before it, it is a refresh that asks whether what was
   * just read differs.
   */
  isDeclared(identity: string): boolean {
    return this.#declared.has(identity);
  }

  /** Whether this run has to do with this resource other than removing it. */
  isPresent(identity: string): boolean {
    return this.#declared.has(identity) || this.#arrived.has(identity);
  }

  /** Notes that check refuses this resource, where a run goes on all the same. */
  refused(identity: string): void {
    this.#refused.add(identity);
  }

  isRefused(identity: string): boolean {
    return this.#refused.has(identity);
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
    this.#holders.set(state.envelopeId, identity);
    if (!approved) this.stands(state, identity);
  }

  /** The resource of this run, other than this one, that is known to have an envelope in its state. */
  otherHolder(envelopeId: string, identity: string): string | undefined {
    return [...this.#holders].find(
      ([held, holder]) => isSameId(held, envelopeId) && holder !== identity,
    )?.[1];
  }

  /** Notes that a resource has taken an envelope over. */
  adopted(envelopeId: string, identity: string): void {
    this.#holders.set(envelopeId, identity);
  }

  /** The resource of this run that has an envelope in its state; undefined: none that was compared so far. */
  holder(envelopeId: string): string | undefined {
    return this.#holders.get(envelopeId);
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
    const undiffed = this.#declared.has(identity)
      ? isSameId(this.#declared.get(identity), envelopeId)
      : undefined;
    const approved = this.#replacing.get(envelopeId) ?? undiffed;
    if (approved === undefined) return "removed";
    return approved ? "superseded" : "replaced";
  }
}
