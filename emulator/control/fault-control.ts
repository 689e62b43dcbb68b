import type { Fault, PlannedFault } from "../faults/fault.ts";
import type { Operation } from "../faults/operation.ts";
import { readFaults } from "../faults/read-faults.ts";
import type { World } from "../world.ts";

/** The part of the control that is about what goes wrong. */
export interface FaultControl {
  /**
   * Plans a fault, after those that are planned already.
   *
   * @throws Refusal 400 that names each wrong place
   */
  addFault(fault: Fault): void;
  /** The same for several; where one is refused, none is planned. */
  addFaults(faults: readonly Fault[]): void;
  /** The faults still to come. */
  faults(): PlannedFault[];
  clearFaults(): void;
  /** What probabilities are drawn from: an emulator that starts with it meets the same calls with the same faults. */
  seed(): number;
  /** Waits until at least `count` (default 1) answers are held, and says how many are. */
  held(count?: number): Promise<number>;
  /** Lets every held answer go, and says how many there were. */
  release(): number;
  /** Calls of the API so far, by operation. */
  calls(): Record<Operation, number>;
  clearCalls(): void;
}

/** The control of what goes wrong in a world. */
export function faultControl({ faults, held, calls }: World): FaultControl {
  const addFault = (planned: Fault | readonly Fault[]): void => {
    for (const fault of readFaults(planned)) faults.add(fault);
  };
  return {
    addFault,
    addFaults: addFault,
    faults: () => [...faults.list()],
    clearFaults: () => faults.empty(),
    seed: () => faults.seed,
    held: (count = 1) => held.whenHeld(count),
    release: () => held.release(),
    calls: () => calls.counts(),
    clearCalls: () => calls.clear(),
  };
}
