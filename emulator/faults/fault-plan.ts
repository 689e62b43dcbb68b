import type { Kept } from "../snapshot/kept.ts";
import type { Fault, FaultAction, PlannedFault } from "./fault.ts";
import type { Operation } from "./operation.ts";
import { Random } from "./random.ts";

interface FaultPlanState {
  seed: number;
  random: number;
  faults: PlannedFault[];
}

/** The faults still to come, used up call by call. */
export class FaultPlan implements Kept<FaultPlanState> {
  readonly #first: { readonly seed: number; readonly faults: readonly Fault[] };
  #seed = 0;
  #random = new Random(0);
  #faults: PlannedFault[] = [];

  /**
   * @param seed 32 bits that probabilities are drawn from
   * @param faults the faults to begin with
   */
  constructor(seed = 0, faults: readonly Fault[] = []) {
    this.#first = { seed, faults };
    this.clear();
  }

  /** What probabilities are drawn from: the same calls in the same order meet the same faults. */
  get seed(): number {
    return this.#seed;
  }

  add({ count, probability, ...fault }: Fault): void {
    this.#faults.push({
      ...fault,
      count: count ?? (probability === undefined ? 1 : "all"),
      ...(probability !== undefined && { probability }),
    });
  }

  /** Decides whether one of the kinds happens to a call, and uses up the fault that does. */
  take<Kind extends FaultAction["kind"]>(
    operation: Operation | "webhook",
    kinds: readonly Kind[],
  ): Extract<FaultAction, { kind: Kind }> | undefined {
    for (const [index, fault] of this.#faults.entries()) {
      const meant = fault.operation === operation || (fault.operation === "*" && operation !== "webhook");
      if (!meant || !kinds.some((kind) => kind === fault.action.kind)) continue;
      const { after = 0, ...rest } = fault;
      if (after > 0) {
        this.#faults[index] = after > 1 ? { ...rest, after: after - 1 } : rest;
        continue;
      }
      if (fault.probability !== undefined && this.#random.next() >= fault.probability) continue;
      if (fault.count === 1) this.#faults.splice(index, 1);
      else if (fault.count !== "all") this.#faults[index] = { ...fault, count: fault.count - 1 };
      return fault.action as Extract<FaultAction, { kind: Kind }>;
    }
    return undefined;
  }

  /** The faults still to come. */
  list(): readonly PlannedFault[] {
    return [...this.#faults];
  }

  /** Takes all faults back. */
  empty(): void {
    this.#faults = [];
  }

  clear(): void {
    this.#seed = this.#first.seed;
    this.#random = new Random(this.#seed);
    this.empty();
    for (const fault of this.#first.faults) this.add(fault);
  }

  keep(): FaultPlanState {
    return { seed: this.#seed, random: this.#random.state, faults: [...this.#faults] };
  }

  restore({ seed, random, faults }: FaultPlanState): void {
    this.#seed = seed;
    this.#random = new Random(random);
    this.#faults = [...faults];
  }
}
