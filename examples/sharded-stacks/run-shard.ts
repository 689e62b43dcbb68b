import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation/index.js";
import type { Declared } from "./declared.ts";
import { nda } from "./nda.ts";
import { shardOf, stackName } from "./shard.ts";

export type Action = "preview" | "up" | "refresh";

/** How one shard's run ended. */
export interface Outcome {
  stack: string;
  /** What became of its resources, by Pulumi's word: `create`, `same`, … */
  changes: Record<string, number>;
  seconds: number;
  /** Why it failed. */
  error?: Error;
}

/** The stack of one shard, whose program declares the envelopes that belong there. */
async function stackOf(declared: Declared, shard: number, folder: string): Promise<Stack> {
  const program = async (): Promise<void> => {
    for (const [name, partner] of Object.entries(declared.partners))
      if (shardOf(name, declared.shards) === shard) nda(name, partner);
  };
  const name = stackName(declared, shard);
  // The folder is where the provider looks for the package, and for the documents.
  return LocalWorkspace.createOrSelectStack(
    { stackName: name, projectName: "sharded", program },
    { workDir: folder },
  );
}

/** Does one thing with one shard. It does not throw: others are not to stop because one did. */
export async function runShard(
  declared: Declared,
  shard: number,
  action: Action,
  folder: string,
): Promise<Outcome> {
  const started = performance.now();
  const stack = stackName(declared, shard);
  const ended = (rest: Pick<Outcome, "changes" | "error">): Outcome => ({
    stack,
    seconds: (performance.now() - started) / 1000,
    ...rest,
  });
  try {
    const changes = await doAction(await stackOf(declared, shard, folder), action);
    return ended({ changes });
  } catch (error) {
    return ended({ changes: {}, error: error instanceof Error ? error : new Error(String(error)) });
  }
}

async function doAction(stack: Stack, action: Action): Promise<Record<string, number>> {
  const color = "never";
  if (action === "preview") return { ...(await stack.preview({ color })).changeSummary };
  const { summary } = action === "up" ? await stack.up({ color }) : await stack.refresh({ color });
  return { ...summary.resourceChanges };
}
