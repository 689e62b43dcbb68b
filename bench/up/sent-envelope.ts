import assert from "node:assert/strict";
import { contestantNamed } from "./contestant.ts";
import type { StateEntry } from "./ground.ts";
import { measure } from "./measure.ts";

/** An envelope as state has it, made by the package itself; this first run also warms the machine up. */
export async function sentEnvelope(): Promise<StateEntry> {
  const { entries } = await measure(contestantNamed("ours"), 1);
  const [entry] = entries;
  assert(entry);
  const { __provider, ...outputs } = entry.outputs;
  return { ...entry, outputs };
}
