// @ts-check

/**
 * Reads `3.259.0` out of what a program prints about itself, such as `v3.259.0` or `v3.260.0-dev.0`.
 * @param {string} text
 * @returns {string | undefined} three numbers with dots, without what follows them; undefined when there are none
 */
export function parseVersion(text) {
  return /^\s*v?(\d+\.\d+\.\d+)(?![\d.])/m.exec(text)?.[1];
}

/**
 * Tells whether one version is the same as another or newer.
 * @param {string} version three numbers with dots
 * @param {string} minimum three numbers with dots
 * @returns {boolean}
 */
export function isAtLeast(version, minimum) {
  const [mine = [], least = []] = [version, minimum].map((text) => text.split(".").map(Number));
  for (const [at, number] of least.entries()) {
    const difference = (mine[at] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
