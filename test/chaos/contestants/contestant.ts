import type { TestStack } from "../../e2e/stack.ts";
import type { Action, Point } from "../point.ts";
import type { ProcessRegister } from "../process-register.ts";
import type { Memory, Scenario } from "../scenario.ts";

/** Where a run takes place: a folder with all that whoever sends keeps, and who is told of its processes. */
export interface Site {
  stack: TestStack;
  register: ProcessRegister;
}

/** A run that is under way. */
export interface Attempt {
  /** Fulfilled when it has ended, killed or not. */
  ended: Promise<unknown>;
  /** Kills the scenario's victim. */
  kill(): void;
}

/** One way of sending what is declared. */
export interface Contestant {
  readonly name: "ours" | "textbook" | "script";
  /** What it is, for the table. */
  readonly title: string;
  /** Whether it makes these calls at all. */
  comesTo(action: Action, point: Point): boolean;
  /** Whether it repeats calls that failed and did nothing: reading, and what was refused with 429. */
  readonly repeats: boolean;
  /** Makes an empty site for it. */
  found(env: NodeJS.ProcessEnv): Promise<TestStack>;
  /** What a run of a scenario has in its environment beside that. */
  env(memory: Memory): NodeJS.ProcessEnv;
  /** Starts a run. */
  begin(site: Site, scenario: Scenario): Attempt;
  /** Runs it once more, as somebody does after a failure; says whether there was nothing left to do. */
  again(site: Site, scenario: Scenario, time: number): Promise<{ settled: boolean; output: string }>;
  /** The ids it knows, by the resource's name. */
  known(stack: TestStack): Record<string, string>;
}
