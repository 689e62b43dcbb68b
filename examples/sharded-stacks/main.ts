// Sends many envelopes from several stacks at once: `node main.ts up`. See the README.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import { type Declared, readDeclared } from "./declared.ts";
import { type Action, type Outcome, runShard } from "./run-shard.ts";
import { assertSameShards } from "./shard.ts";

const usage = "node main.ts preview|up|refresh [--shard <k>]... [--skip-preview] [partners.json]";
const folder = import.meta.dirname;

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

/** @returns whether everything went well; throws before anything runs where it must not */
async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { shard: { type: "string", multiple: true }, "skip-preview": { type: "boolean" } },
  });
  const [action, file = "partners.json"] = positionals;
  if (action !== "preview" && action !== "up" && action !== "refresh") throw new Error(usage);
  const declared = readDeclared(resolve(folder, file));
  const shards = chosen(values.shard, declared.shards);
  const workspace = await LocalWorkspace.create({ workDir: folder });
  assertSameShards(
    declared,
    (await workspace.listStacks()).map(({ name }) => name),
  );
  // Pulumi previews a stack before it changes it, but not all before the first: what is wrong in one of them should
  // be known before the others have sent anything.
  if (action === "up" && !values["skip-preview"] && !(await all(declared, shards, "preview"))) return false;
  return all(declared, shards, action);
}

/** This runner's shards: all of them, or those it is told. */
function chosen(named: string[] | undefined, shards: number): number[] {
  if (!named) return Array.from({ length: shards }, (_, shard) => shard);
  return named.map((text) => {
    const shard = Number(text);
    if (text.trim() !== "" && Number.isInteger(shard) && shard >= 0 && shard < shards) return shard;
    throw new Error(`--shard must be a number from 0 to ${shards - 1}`);
  });
}

async function all(declared: Declared, shards: number[], action: Action): Promise<boolean> {
  const outcomes = await Promise.all(shards.map((shard) => runShard(declared, shard, action, folder)));
  for (const outcome of outcomes) console.log(line(action, outcome));
  return outcomes.every(({ error }) => !error);
}

function line(action: Action, { stack, changes, seconds, error }: Outcome): string {
  const what = Object.entries(changes).map(([change, count]) => `${count} ${change}`);
  const end = error ? `failed\n${error.message}` : what.join(", ");
  return `${action} ${stack}: ${end} (${seconds.toFixed(1)} s)`;
}
