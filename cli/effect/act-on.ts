import { carryOut } from "./carry-out.ts";
import { checkEffectOptions, type EffectOptions } from "./effect-options.ts";
import { type EffectSurroundings, surroundingsWith } from "./effect-surroundings.ts";
import type { Plan } from "./plan.ts";
import { type LookUp, openTarget, type Target } from "./target.ts";

/**
 * Does something about an envelope: looks it up, and carries out what is planned for it.
 *
 * @param plan made of the envelope as the service has it now
 * @throws as {@link openTarget} and {@link carryOut}
 */
export async function actOn(
  envelope: string,
  options: EffectOptions & LookUp,
  given: Partial<EffectSurroundings>,
  plan: (target: Target, now: number) => Plan,
): Promise<void> {
  checkEffectOptions(options);
  const surroundings = surroundingsWith(given);
  const target = await openTarget(envelope, options, surroundings);
  await using _ = target.client;
  await carryOut(plan(target, surroundings.now()), options, surroundings);
}
