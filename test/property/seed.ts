import fc from "fast-check";

/**
 * Every property test imports this file, which sets the seed that its cases are drawn from: always the same, so that a
 * failure comes back, or that of `YOTISIGN_TEST_SEED`. `YOTISIGN_TEST_RUNS` multiplies how many cases are drawn.
 */
export const seed = Number(process.env.YOTISIGN_TEST_SEED ?? 20_260_302);

const factor = Number(process.env.YOTISIGN_TEST_RUNS ?? 1);

fc.configureGlobal({ seed });
console.log(`property tests: seed ${seed} (YOTISIGN_TEST_SEED)`);

/** How many cases to draw where so many are enough for every day. */
export const runs = (count: number): number => Math.ceil(count * factor);
