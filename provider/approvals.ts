/**
 * What this run's checks and diffs found out, for the deletes and creates that follow in the same process: Pulumi
 * tells a delete neither why it happens nor what the program says.
 */
export class Approvals {
  readonly #declared = new Set<string>();
  readonly #created = new Set<string>();
  readonly #replacing = new Map<string, boolean>();

  /** Notes that the program declares this resource. */
  declare(identity: string): void {
    this.#declared.add(identity);
  }

  /** Notes that this resource is to be sent, and returns how many are so far. */
  willSend(identity: string): number {
    return this.#created.add(identity).size;
  }

  /**
   * Notes the outcome of a diff.
   *
   * @param approved whether the program names this envelope as superseded, or withdrawing it reaches nobody
   */
  considered(envelopeId: string, identity: string, approved: boolean): void {
    // Refresh calls diff as well, without a check before it: that says nothing about the program.
    if (this.#declared.has(identity)) this.#replacing.set(envelopeId, approved);
  }

  /** Why an envelope is being deleted: replaced with or without approval, or no longer declared. */
  reason(envelopeId: string): "superseded" | "replaced" | "removed" {
    const approved = this.#replacing.get(envelopeId);
    if (approved === undefined) return "removed";
    return approved ? "superseded" : "replaced";
  }
}
