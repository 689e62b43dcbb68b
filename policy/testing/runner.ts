/** What declares tests: mocha's, vitest's, jest's or node:test's. */
export interface Runner {
  describe(title: string, body: () => void): unknown;
  it(title: string, body: () => void): unknown;
}

/**
 * The test runner of this process: the global `describe` and `it`, else those of `node:test`.
 *
 * @throws TypeError in vitest without globals, whose have to be given
 */
export function runnerOf(): Runner {
  const { describe, it } = globalThis as Partial<Runner>;
  if (typeof describe === "function" && typeof it === "function") return { describe, it };
  if (process.env.VITEST)
    throw new TypeError(
      'vitest has no global describe and it here: testRule(rule, cases, { describe, it }), from "vitest"',
    );
  return process.getBuiltinModule("node:test");
}
