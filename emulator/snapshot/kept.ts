/** Something whose state is in snapshots: it gives that as plain JSON, takes it back, and can forget it. */
export interface Kept<State = unknown> {
  /** The state now: plain JSON. */
  keep(): State;
  /** Takes the place of what there is. `state` is what {@link keep} gave, after a way through JSON. */
  restore(state: State): void;
  /** Goes back to how the emulator started. */
  clear(): void;
}
