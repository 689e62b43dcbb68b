import { createHash } from "node:crypto";
import type { Declared } from "./declared.ts";

/** The shard of a resource name: always the same for the same number of shards. */
export const shardOf = (name: string, shards: number): number =>
  createHash("sha256").update(name).digest().readUInt32BE(0) % shards;

/** The number of shards is part of every stack's name, so that another number cannot go unnoticed. */
export const stackName = ({ set, shards }: Declared, shard: number): string => `${set}-${shard}-of-${shards}`;

/**
 * Refuses a number of shards other than the one that the set began with: nearly every envelope would be in another
 * stack, sent anew there and withdrawn here.
 *
 * @param existing names of the backend's stacks
 * @throws Error before anything runs
 */
export function assertSameShards(declared: Declared, existing: readonly string[]): void {
  for (const name of existing) {
    const [, set, shards] = /^(.*)-\d+-of-(\d+)$/.exec(name) ?? [];
    if (set === declared.set && Number(shards) !== declared.shards)
      throw new Error(
        `"shards" is ${declared.shards}, and the stack ${name} says ${shards}. With another number the envelopes would ` +
          `be sent again from other stacks. Write ${shards} again, and put what is new into another file`,
      );
  }
}
