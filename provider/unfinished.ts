import type { EnvelopeState } from "../schema/envelope-state.ts";

/** An operation that failed after the envelope got its id: Pulumi must keep the state, and the next run goes on. */
export class UnfinishedError extends Error {
  override readonly name = "UnfinishedError";
  readonly state: EnvelopeState;

  /** @param cause what went wrong; its message is what people see */
  constructor(state: EnvelopeState, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.state = state;
  }
}
