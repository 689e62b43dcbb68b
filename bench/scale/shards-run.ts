import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureEngine } from "../../tools/engine/ensure-engine.mjs";
import { Ground } from "../up/ground.ts";

const example = fileURLToPath(new URL("../../examples/sharded-stacks", import.meta.url));

/** The example with four stacks, run once. */
export interface ShardsRun {
  checkpoints: boolean;
  seconds: number;
}

/**
 * Sends envelopes by the example that spreads them over four stacks, all at once in one process.
 *
 * @throws Error when it failed, or an envelope or invitation is missing or one too many
 */
export async function shardsRun(count: number, checkpoints: boolean): Promise<ShardsRun> {
  const ground = await Ground.prepare({ program: "envelopes.cjs", modules: [] }, count, { checkpoints });
  const { stack, emulator } = ground;
  try {
    for (const name of ["index.js", "package.json", "Pulumi.yaml"]) rmSync(`${stack.folder}/${name}`);
    cpSync(example, stack.folder, { recursive: true });
    stack.write("partners.json", JSON.stringify({ shards: 4, partners: partners(count) }));
    const { command } = await ensureEngine();
    const env = { ...process.env, ...stack.env, PATH: `${dirname(command)}:${stack.env.PATH}` };
    const { seconds } = await ground.time(async () => {
      const args = ["main.ts", "up", "--skip-preview"];
      const child = spawn(process.execPath, args, {
        cwd: stack.folder,
        env,
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
      const [code] = (await once(child, "close")) as [number | null];
      return { code, output };
    });
    const { calls: _, ...seen } = await emulator.seen();
    assert.deepEqual(seen, { active: count, envelopes: count, emails: count, invitations: count });
    return { checkpoints, seconds };
  } finally {
    await ground.dispose();
  }
}

const partners = (count: number): Record<string, { company: string; signer: string; email: string }> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const number = String(index + 1).padStart(5, "0");
      const email = `signer-${number}@example.com`;
      return [`envelope-${number}`, { company: `Company ${number}`, signer: `Signer ${number}`, email }];
    }),
  );
