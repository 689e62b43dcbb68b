import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { TestStack } from "../../test/e2e/stack.ts";
import type { Contestant } from "./contestant.ts";
import { declaredEnvelopes } from "./declared-envelopes.ts";
import { type EmulatorChild, type Seen, startEmulatorChild } from "./emulator-child.ts";
import { watchProviderMemory } from "./provider-memory.ts";

const programs = new URL("../programs/", import.meta.url);
const document = new URL("../../examples/nda/nda.pdf", import.meta.url);

/** A resource as Pulumi's state has it. */
export interface StateEntry {
  type: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/** One contestant, run once. */
export interface Measurement {
  /** From the start of the process to its end. */
  seconds: number;
  callsPerEnvelope: number;
  /** The envelopes in Pulumi's state; empty without Pulumi. */
  entries: StateEntry[];
  /** Compact JSON of an envelope's entry in Pulumi's state, on average. */
  stateBytesPerEnvelope: number;
  /** Peak resident memory of the provider process, in MB; undefined without one, or where it cannot be told. */
  peakRssMb: number | undefined;
}

/**
 * Runs one contestant on a stack and an emulator of its own, and makes sure that it did what it was to do.
 *
 * @param count how many envelopes
 * @param sent an envelope of ours as Pulumi's state has it, for the contestant that imitates it
 * @throws AssertionError when the run failed, or an envelope or invitation is missing or one too many
 */
export async function measure(
  contestant: Contestant,
  count: number,
  sent?: StateEntry,
): Promise<Measurement> {
  const emulator = await startEmulatorChild();
  const stack = await prepared(contestant, emulator, count, sent);
  try {
    const stopWatching = watchProviderMemory(stack.folder);
    const started = performance.now();
    const { code, output } = await run(contestant, stack);
    const seconds = (performance.now() - started) / 1000;
    const peakRssMb = stopWatching();
    assert.equal(code, 0, `${contestant.title}: ${output}`);
    const seen = await emulator.seen();
    assertComplete(contestant, count, seen);
    const entries = contestant.runsOn === "pulumi" ? await stateEntries(stack) : [];
    assert.equal(entries.length, contestant.runsOn === "pulumi" ? count : 0);
    const bytes = entries.reduce((sum, entry) => sum + Buffer.byteLength(JSON.stringify(entry)), 0);
    return {
      seconds,
      callsPerEnvelope: seen.calls / count,
      entries,
      stateBytesPerEnvelope: bytes / count,
      peakRssMb,
    };
  } finally {
    stack.dispose();
    await emulator.close();
  }
}

async function prepared(
  contestant: Contestant,
  emulator: EmulatorChild,
  count: number,
  sent: StateEntry | undefined,
): Promise<TestStack> {
  const env = {
    YOTI_SIGN_BASE_URL: emulator.url,
    YOTI_SIGN_API_KEY: emulator.apiKey,
    YOTI_SIGN_MAX_SENDS_PER_UP: String(count),
    // Pulumi starts whatever node it finds.
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
  };
  const stack = await TestStack.create(env, readFileSync(new URL(contestant.program, programs), "utf8"));
  for (const module of contestant.modules)
    copyFileSync(new URL(module, programs), join(stack.folder, module));
  copyFileSync(document, join(stack.folder, "nda.pdf"));
  stack.declare(declaredEnvelopes(count));
  if (sent) stack.write("sent.json", JSON.stringify(sent));
  return stack;
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
