import { createHash } from "node:crypto";
import type { Declared } from "./declared.ts";

/** The shard of a resource name: always the same for the same number of shards. */
export const shardOf = (name: string, shards: number): number =>
  createHash("sha256").update(name).digest().readUInt32BE(0) % shards;

/** The number of shards is part of every stack's name, so that another number cannot go unnoticed. */
export const stackName = ({ set, shards }: Declared, shard: number): string => `${set}-${shard}-of-${shards}`;

/**
 * Refuses a number of shards other than the one that the set began with: nearly every envelope would be in another
 * stack, sent anew there and withdrawn here. So would all be in another organisation.
 *
 * @param existing names of the backend's stacks, as `pulumi stack ls` writes them
 * @throws Error before anything runs
 */
export function assertSameShards(declared: Declared, existing: readonly string[]): void {
  for (const name of existing) {
    // What Pulumi Cloud has in another organisation than the one where new stacks are made has that before its name.
    const [, organisation, set, shards] = /^(?:([^/]+)\/.*?)?([^/]*)-\d+-of-(\d+)$/.exec(name) ?? [];
    if (set !== declared.set) continue;
    if (Number(shards) !== declared.shards)
      throw new Error(
        `"shards" is ${declared.shards}, and the stack ${name} says ${shards}. With another number the envelopes would ` +
          `be sent again from other stacks. Write ${shards} again, and put what is new into another file`,
      );
    if (organisation !== undefined)
      throw new Error(
        `The stack ${name} is in another organisation than new stacks would be made in, and the envelopes would be ` +
          `sent again from there. Choose its own: pulumi org set-default ${organisation}`,
      );
  }
}
