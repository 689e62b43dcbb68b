import { type CommandOutput, processOutput } from "../command-output.ts";
import { type Person, personAtTerminal } from "./person.ts";

/** The world that a command with an effect runs in. */
export interface EffectSurroundings {
  env: NodeJS.ProcessEnv;
  output: CommandOutput;
  person: Person;
  /** Where signing links are read from, when they are asked for there. */
  input: AsyncIterable<string | Uint8Array>;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** This process and its terminal, but for what tests give. */
export const surroundingsWith = (given: Partial<EffectSurroundings>): EffectSurroundings => ({
  env: process.env,
  output: processOutput,
  person: personAtTerminal,
  input: process.stdin,
  now: Date.now,
  ...given,
});
