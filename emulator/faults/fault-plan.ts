import type { Fault, FaultAction } from "./fault.ts";
import type { Operation } from "./operation.ts";

/** The faults still to come, used up call by call. */
export class FaultPlan {
  #faults: Required<Fault>[] = [];

  add({ operation, count = 1, action }: Fault): void {
    this.#faults.push({ operation, count, action });
  }

  /** Uses up one call's worth of the first fault for an operation. */
  take(operation: Operation): FaultAction | undefined {
    const fault = this.#faults.find((one) => one.operation === operation);
    if (!fault) return undefined;
    this.#faults = this.#faults.flatMap((one) => {
      if (one !== fault) return [one];
      return fault.count > 1 ? [{ ...fault, count: fault.count - 1 }] : [];
    });
    return fault.action;
  }

  /** The faults still to come, with the calls each is left for. */
  list(): readonly Required<Fault>[] {
    return this.#faults;
  }

  clear(): void {
    this.#faults = [];
  }
}
