/**
 * How many choosers can each be given a choice of their own.
 *
 * @param choices for each chooser, what would do
 */
export function pairedOff(choices: readonly ReadonlySet<number>[]): number {
  const takenBy = new Map<number, number>();
  // Kuhn's algorithm: a choice that is taken is freed where its holder has another one.
  const finds = (chooser: number, tried: Set<number>): boolean => {
    for (const choice of choices[chooser] ?? []) {
      if (tried.has(choice)) continue;
      tried.add(choice);
      const holder = takenBy.get(choice);
      if (holder !== undefined && !finds(holder, tried)) continue;
      takenBy.set(choice, chooser);
      return true;
    }
    return false;
  };
  return choices.filter((_, chooser) => finds(chooser, new Set())).length;
}
