import type { Runtime } from "./runtime.ts";

const pause = 100;
const patience = 2000;

/**
 * Waits, up to 2 s, for what only resources tell that may still come: Pulumi hands over one after the other, and creates
 * the first while the last is still to come.
 *
 * @returns whether it has come
 */
export async function comes(runtime: Pick<Runtime, "wait">, isThere: () => boolean): Promise<boolean> {
  for (let left = patience; !isThere(); left -= pause) {
    if (left <= 0) return false;
    await runtime.wait(pause);
  }
  return true;
}
