/** Reads `3.259.0` out of what a program prints about itself, such as `v3.259.0`; undefined where there is none. */
export function versionIn(text: string): string | undefined {
  return /^\s*v?(\d+\.\d+\.\d+)(?![\d.])/m.exec(text)?.[1];
}

/** Whether one version, three numbers with dots, is the same as another or newer. */
export function isAtLeast(version: string, least: string): boolean {
  const mine = version.split(".").map(Number);
  for (const [at, number] of least.split(".").map(Number).entries()) {
    const difference = (mine[at] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
