import { join } from "node:path";
import { type Declared, urnOf } from "./sample-envelope.ts";
import type { World } from "./world.ts";

/**
 * Sends the envelope of these tests as somebody else with the same account would, of whom no journal of ours knows.
 *
 * @param who tells several such people apart
 * @param change what is declared otherwise
 */
export async function sendElsewhere(
  world: World,
  who = "elsewhere",
  change: Partial<Declared> = {},
): Promise<void> {
  const env = {
    ...world.env,
    YOTI_SIGN_JOURNAL: join(world.folder, `${who}.sqlite`),
    YOTI_SIGN_DUPLICATE_GUARD_DAYS: "0",
  };
  await world.provider({ env }).create({ ...world.nda(change), identity: urnOf(who) });
}
