import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestStack } from "../../test/e2e/stack.ts";
import type { Contestant } from "./contestant.ts";
import type { Seen } from "./emulator-child.ts";
import { Ground, type StateEntry, type Terms, type Timing } from "./ground.ts";

/** One contestant, run once. */
export interface Measurement extends Timing {
  callsPerEnvelope: number;
  /** The envelopes in Pulumi's state; empty without Pulumi. */
  entries: StateEntry[];
  /** Compact JSON of an envelope's entry in Pulumi's state, on average. */
  stateBytesPerEnvelope: number;
}

/**
 * Runs one contestant on a stack and an emulator of its own, and makes sure that it did what it was to do.
 *
 * @param count how many envelopes
 * @throws Error when the run failed, or an envelope or invitation is missing or one too many
 */
export async function measure(
  contestant: Contestant,
  count: number,
  terms: Terms = {},
): Promise<Measurement> {
  const ground = await Ground.prepare(contestant, count, terms);
  try {
    return await measureOn(ground, contestant, count);
  } finally {
    await ground.dispose();
  }
}

/** As {@link measure}, on a ground that is left as the run leaves it. */
export async function measureOn(ground: Ground, contestant: Contestant, count: number): Promise<Measurement> {
  const timing = await ground.time(() => run(contestant, ground.stack));
  assertComplete(contestant, count, await ground.emulator.seen());
  const entries = contestant.runsOn === "pulumi" ? await stateEntries(ground.stack) : [];
  assert.equal(entries.length, contestant.runsOn === "pulumi" ? count : 0);
  const bytes = entries.reduce((sum, entry) => sum + Buffer.byteLength(JSON.stringify(entry)), 0);
  return {
    ...timing,
    callsPerEnvelope: timing.calls / count,
    entries,
    stateBytesPerEnvelope: bytes / count,
  };
}

async function run(
  { runsOn }: Contestant,
  stack: TestStack,
): Promise<{ code: number | null; output: string }> {
  if (runsOn === "pulumi") return stack.up("--skip-preview");
  const env = { ...process.env, ...stack.env };
  const child = spawn(process.execPath, ["index.js"], { cwd: stack.folder, env, stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  return { code, output: "see above" };
}

function assertComplete({ title, sends }: Contestant, count: number, { calls: _, ...seen }: Seen): void {
  const all = sends ? count : 0;
  const wanted = { active: all, envelopes: all, emails: all, invitations: all };
  assert.deepEqual(seen, wanted, `${title} did not send each envelope once`);
}

async function stateEntries(stack: TestStack): Promise<StateEntry[]> {
  const file = join(stack.folder, "exported.json");
  const { code, output } = await stack.pulumi("stack", "export", "--stack", "test", "--file", file);
  assert.equal(code, 0, output);
  const { resources } = JSON.parse(readFileSync(file, "utf8")).deployment as { resources: StateEntry[] };
  return resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic"));
}
