import { ConfigError } from "../../sdk/client/index.ts";
import type { EffectOptions } from "./effect-options.ts";
import type { EffectSurroundings } from "./effect-surroundings.ts";

/**
 * Whether somebody wants it done: by `--yes`, or asked now.
 *
 * @throws ConfigError there is nobody to ask; nothing was done
 */
export async function agreed(
  question: string,
  { yes }: Pick<EffectOptions, "yes">,
  { person }: Pick<EffectSurroundings, "person">,
): Promise<boolean> {
  if (yes) return true;
  if (person.present) return await person.agrees(question);
  throw new ConfigError(
    "Nothing was done: this is no terminal, so nobody can be asked. Confirm with --yes; --dry-run only shows.",
  );
}
